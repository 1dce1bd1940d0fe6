#include "engine/pipeline/tiles.h"

#include <algorithm>

namespace evenlight {
namespace {

// The part of [channels,h,w] that a tile covers.
std::vector<float> cut(std::span<const float> latent, int64_t channels, int64_t height,
                       int64_t width, int64_t top, int64_t left, const TileGrid& grid) {
  std::vector<float> part;
  for (int64_t c = 0; c < channels; ++c) {
    for (int64_t y = top; y < top + grid.rows.length; ++y) {
      const auto row = latent.begin() + ptrdiff_t((c * height + y) * width + left);
      part.insert(part.end(), row, row + ptrdiff_t(grid.columns.length));
    }
  }
  return part;
}

}  // namespace

TileAxis tile_axis(int64_t length, int64_t tile) {
  if (tile <= 0 || tile >= length) return {length, {0}};
  const int64_t step = std::max<int64_t>(1, tile - std::max<int64_t>(1, tile / 4));
  const int64_t count = (length - tile + step - 1) / step + 1;
  TileAxis axis{tile, {}};
  for (int64_t i = 0; i < count; ++i) axis.starts.push_back(i * (length - tile) / (count - 1));
  return axis;
}

std::vector<float> fade(const TileAxis& axis, size_t index, int64_t scale) {
  const int64_t pixels = axis.length * scale;
  std::vector<float> weights(size_t(pixels), 1.0f);
  const auto ramp = [&](int64_t overlap, bool at_end) {
    for (int64_t i = 0; i < overlap; ++i) {
      const int64_t at = at_end ? pixels - 1 - i : i;
      weights[size_t(at)] *= (float(i) + 0.5f) / float(overlap);
    }
  };
  const auto& starts = axis.starts;
  if (index > 0) ramp((starts[index - 1] + axis.length - starts[index]) * scale, false);
  if (index + 1 < starts.size()) {
    ramp((starts[index] + axis.length - starts[index + 1]) * scale, true);
  }
  return weights;
}

TileGrid tile_grid(const Recipe& recipe, const VaeConfig& vae) {
  const int64_t scale = vae.scale(), tile = recipe.vae_tile / scale;
  return {tile_axis(recipe.height / scale, tile), tile_axis(recipe.width / scale, tile)};
}

std::vector<float> decode_in_tiles(
    const TileGrid& grid, const VaeConfig& vae, std::span<const float> latent, int64_t height,
    int64_t width, const std::function<std::vector<float>(std::span<const float>)>& decode) {
  const int64_t scale = vae.scale(), pixels_wide = width * scale;
  const int64_t tile_high = grid.rows.length * scale, tile_wide = grid.columns.length * scale;
  std::vector<float> picture(size_t(height * scale * pixels_wide * 3)), sums(picture.size() / 3);
  for (size_t row = 0; row < grid.rows.starts.size(); ++row) {
    const int64_t top = grid.rows.starts[row];
    const std::vector<float> down = fade(grid.rows, row, scale);
    for (size_t column = 0; column < grid.columns.starts.size(); ++column) {
      const int64_t left = grid.columns.starts[column];
      const std::vector<float> across = fade(grid.columns, column, scale);
      const std::vector<float> tile =
          decode(cut(latent, vae.latent_channels, height, width, top, left, grid));
      for (int64_t y = 0; y < tile_high; ++y) {
        for (int64_t x = 0; x < tile_wide; ++x) {
          const float weight = down[size_t(y)] * across[size_t(x)];
          const size_t at = size_t((top * scale + y) * pixels_wide + left * scale + x);
          const size_t from = size_t(y * tile_wide + x) * 3;
          for (size_t c = 0; c < 3; ++c) picture[at * 3 + c] += weight * tile[from + c];
          sums[at] += weight;
        }
      }
    }
  }
  for (size_t i = 0; i < picture.size(); ++i) picture[i] /= sums[i / 3];
  return picture;
}

}  // namespace evenlight
