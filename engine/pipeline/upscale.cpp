#include "engine/pipeline/upscale.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/error.h"
#include "engine/graph/fuse.h"
#include "engine/graph/plan.h"
#include "engine/graph/stats.h"
#include "engine/models/rrdb.h"
#include "engine/pipeline/checks.h"
#include "engine/pipeline/tiles.h"

namespace evenlight {
namespace {

constexpr int64_t max_pixels = int64_t(1) << 26;  // of a result

// Colours are easily off by more than one of 256 levels in half precision.
Plan plan_for(const RrdbConfig& config, int64_t height, int64_t width) {
  return make_plan(fuse(trace_rrdb(config, height, width)), DType::f32);
}

// Rows and columns from `top`, `left` on, [height/s,width/s,3·s²] with s·s pixels in each place, 0
// … 1; beyond the picture its edge is repeated. torch's pixel_unshuffle.
std::vector<float> input_of(const Image& picture, int64_t top, int64_t left, int64_t height,
                            int64_t width, int64_t s) {
  std::vector<float> values;
  values.reserve(size_t(height * width * 3));
  for (int64_t y = 0; y < height; y += s) {
    for (int64_t x = 0; x < width; x += s) {
      for (int64_t c = 0; c < 3; ++c) {
        for (int64_t inside = 0; inside < s * s; ++inside) {
          const int64_t row = std::min(top + y + inside / s, picture.height - 1);
          const int64_t column = std::min(left + x + inside % s, picture.width - 1);
          const auto byte = picture.rgb[size_t((row * picture.width + column) * 3 + c)];
          values.push_back(float(byte) / 255.0f);
        }
      }
    }
  }
  return values;
}

}  // namespace

Upscaler::Upscaler(UpscalerFile file, std::unique_ptr<Backend> backend)
    : file_(std::move(file)), backend_(std::move(backend)) {}

uint64_t Upscaler::memory_for(int64_t width, int64_t height, int64_t tile) const {
  const int64_t s = file_.config.shuffle;
  const int64_t high = tile > 0 ? std::min(height, tile) : height;
  const int64_t wide = tile > 0 ? std::min(width, tile) : width;
  const Plan plan = plan_for(file_.config, (high + s - 1) / s, (wide + s - 1) / s);
  const uint64_t sums = uint64_t(width * height * scale() * scale()) * 4 * sizeof(float);
  return plan.arena_bytes + stats_of(plan.graph).parameters * sizeof(float) + sums;
}

Executable& Upscaler::network_for(int64_t height, int64_t width) {
  auto& network = networks_[{height, width}];
  if (!network) network = backend_->compile(plan_for(file_.config, height, width), *file_.weights);
  return *network;
}

Image Upscaler::run(const Image& picture, const UpscaleOptions& options) {
  const int64_t times = scale(), s = file_.config.shuffle;
  Image large{picture.width * times, picture.height * times, {}};
  if (large.width * large.height > max_pixels) {
    throw Error(ErrorKind::usage,
                say<"the result would have {0}×{1} pixels, more than {2} million">(
                    large.width, large.height, max_pixels / 1000000));
  }
  const TileAxis rows = tile_axis(picture.height, options.tile);
  const TileAxis columns = tile_axis(picture.width, options.tile);
  const int64_t high = (rows.length + s - 1) / s * s, wide = (columns.length + s - 1) / s * s;
  Executable& network = network_for(high / s, wide / s);
  std::vector<float> sums(size_t(large.width * large.height * 3));
  std::vector<float> weights(sums.size() / 3), tile(size_t(high * wide * times * times * 3));
  const int of = int(rows.starts.size() * columns.starts.size());
  int done = 0;
  for (size_t r = 0; r < rows.starts.size(); ++r) {
    const std::vector<float> down = fade(rows, r, times);
    for (size_t c = 0; c < columns.starts.size(); ++c) {
      const std::vector<float> across = fade(columns, c, times);
      const int64_t top = rows.starts[r], left = columns.starts[c];
      network.write("image", std::span<const float>(input_of(picture, top, left, high, wide, s)));
      network.run(options.poll);
      network.read("image", tile);
      check_finite(tile, say<"enlarged picture">());
      for (int64_t y = 0; y < rows.length * times; ++y) {
        for (int64_t x = 0; x < columns.length * times; ++x) {
          const float weight = down[size_t(y)] * across[size_t(x)];
          const size_t at = size_t((top * times + y) * large.width + left * times + x);
          const size_t from = size_t(y * wide * times + x) * 3;
          for (size_t k = 0; k < 3; ++k) sums[at * 3 + k] += weight * tile[from + k];
          weights[at] += weight;
        }
      }
      if (options.report) options.report(++done, of);
    }
  }
  large.rgb.resize(sums.size());
  for (size_t i = 0; i < sums.size(); ++i) {
    const float unit = std::clamp(sums[i] / weights[i / 3], 0.0f, 1.0f);
    large.rgb[i] = uint8_t(std::nearbyint(unit * 255.0f));
  }
  return large;
}

}  // namespace evenlight
