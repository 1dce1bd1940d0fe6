#include "engine/pipeline/picture_prompts.h"

#include <algorithm>
#include <array>
#include <span>

#include "engine/pipeline/checks.h"
#include "engine/pipeline/picture/fit.h"
#include "engine/tensor/widen.h"

namespace evenlight {
namespace {

constexpr std::array<double, 3> mean = {0.48145466, 0.4578275, 0.40821073};
constexpr std::array<double, 3> deviation = {0.26862954, 0.26130258, 0.27577711};

// [1,tokens,width] of the picture, or of an empty one, whose normalised pixels are 0.
std::vector<float> encoded(Executable& encoder, const VisionConfig& config, bool one_vector,
                           std::span<const float> pixels, const Poll& poll) {
  std::vector<float> is_class(size_t(config.tokens()));
  is_class.front() = 1.0f;
  const std::vector<float> column = patch_column(pixels, config.image_size, config.patch);
  encoder.write("pixels", std::span<const float>(column));
  encoder.write("is_class", std::span<const float>(is_class));
  encoder.run(poll);
  std::vector<float> out(size_t(one_vector ? config.projection : config.tokens() * config.width));
  encoder.read(one_vector ? "embeds" : "hidden", out);
  check_finite(out, say<"picture encoder's output">());
  return out;
}

std::vector<float> projected(Executable& projection, const IpAdapterConfig& config,
                             const std::vector<float>& queries, const std::vector<float>& encoded,
                             const Poll& poll) {
  projection.write("encoded", std::span<const float>(encoded));
  if (!queries.empty()) projection.write("queries", std::span<const float>(queries));
  projection.run(poll);
  std::vector<float> tokens(size_t(config.tokens * config.width));
  projection.read("tokens", tokens);
  check_finite(tokens, say<"picture encoder's output">());
  return tokens;
}

std::vector<float> queries_of(const IpAdapter& adapter, const IpAdapterConfig& config) {
  if (config.kind != IpAdapterKind::plus) return {};
  const Shape shape = {1, config.tokens, config.inner};
  const HostWeight weight = adapter.file.weights->get("ip.image_proj.latents", shape);
  std::vector<float> queries(size_t(shape.count()));
  widen(weight.dtype, weight.bytes, queries);
  return queries;
}

}  // namespace

std::vector<float> clip_pixels(const Image& picture, int64_t side) {
  const int64_t shorter = std::min(picture.width, picture.height);
  // The longer side is cut, not rounded, as transformers' get_resize_output_image_size does.
  const PlaneSize size = {picture.width * side / shorter, picture.height * side / shorter};
  const Image scaled = resized(picture, size, *find_filter("bicubic"));
  const Image square =
      cropped(scaled, {(size.width - side) / 2, (size.height - side) / 2, side, side});
  std::vector<float> pixels;
  pixels.reserve(square.rgb.size());
  for (size_t i = 0; i < square.rgb.size(); ++i) {
    pixels.push_back(float((double(square.rgb[i]) / 255.0 - mean[i % 3]) / deviation[i % 3]));
  }
  return pixels;
}

std::vector<float> patch_column(std::span<const float> pixels, int64_t side, int64_t patch) {
  const int64_t across = side / patch, row = patch * 3;
  std::vector<float> column(size_t((1 + across * across) * patch * row));
  for (int64_t p = 0; p < across * across; ++p) {
    const int64_t top = p / across * patch, left = p % across * patch;
    for (int64_t y = 0; y < patch; ++y) {
      std::copy_n(pixels.begin() + ((top + y) * side + left) * 3, row,
                  column.begin() + ((1 + p) * patch + y) * row);
    }
  }
  return column;
}

std::vector<PictureTokens> picture_tokens(const Recipe& recipe, Parts& parts, const Poll& poll) {
  std::vector<PictureTokens> all;
  for (size_t i = 0; i < recipe.ip_adapters.size(); ++i) {
    const IpAdapter& adapter = recipe.ip_adapters[i];
    const VisionConfig& vision = adapter.encoder.config;
    const IpAdapterConfig config =
        ip_adapter_config(adapter.file, parts.configs().unet, adapter.encoder);
    const bool one_vector = config.kind == IpAdapterKind::plain;
    Executable& encoder = parts.picture_encoder(i);
    const std::vector<float> picture = encoded(
        encoder, vision, one_vector, clip_pixels(*adapter.picture, vision.image_size), poll);
    // A plain adapter's nothing is a vector of zeros, the others' an empty picture.
    std::vector<float> nothing(picture.size());
    if (!one_vector) {
      const std::vector<float> empty(size_t(vision.image_size * vision.image_size * 3));
      nothing = encoded(encoder, vision, one_vector, empty, poll);
    }
    Executable& projection = parts.picture_projection(i);
    const std::vector<float> queries = queries_of(adapter, config);
    all.push_back({projected(projection, config, queries, picture, poll),
                   projected(projection, config, queries, nothing, poll)});
  }
  return all;
}

}  // namespace evenlight
