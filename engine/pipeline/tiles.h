// A picture decoded in parts that overlap, for machines that cannot hold it whole.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// Where the tiles of a latent begin along one axis, evenly spread, all of the same length; in
// latents. One that is as long as the axis is the whole of it.
struct TileAxis {
  int64_t length = 0;
  std::vector<int64_t> starts;
  int64_t overlap() const { return starts.size() < 2 ? 0 : starts[0] + length - starts[1]; }
};

// Of at most `tile`, overlapping by a quarter at least; 0: one tile.
TileAxis tile_axis(int64_t length, int64_t tile);
// How much each pixel of tile `index` counts along an axis: rising and falling linearly where the
// neighbours lie over it, so that the sum of all tiles is nowhere zero. `scale`: pixels for each of
// the axis.
std::vector<float> fade(const TileAxis& axis, size_t index, int64_t scale);

struct TileGrid {
  TileAxis rows, columns;
  bool is_whole() const { return rows.starts.size() == 1 && columns.starts.size() == 1; }
};

// A recipe's: tiles of its vae_tile pixels that overlap by a quarter at least, or one tile.
TileGrid tile_grid(const Recipe& recipe, const VaeConfig& vae);

// The latent [channels,h,w] part by part through `decode` ([channels,rows,columns] of a tile →
// [H,W,3]), joined to [h·scale,w·scale,3]: across an overlap one tile fades into the next.
std::vector<float> decode_in_tiles(
    const TileGrid& grid, const VaeConfig& vae, std::span<const float> latent, int64_t height,
    int64_t width, const std::function<std::vector<float>(std::span<const float>)>& decode);

}  // namespace evenlight
