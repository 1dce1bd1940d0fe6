#include "engine/pipeline/autoencoder.h"

#include <algorithm>
#include <cmath>

#include "engine/pipeline/checks.h"
#include "engine/pipeline/layout.h"
#include "engine/pipeline/tiles.h"

namespace evenlight {

namespace {

// What the decoder was made for: a whole latent, or a tile of one.
std::vector<float> decode_one(Executable& decoder, const VaeConfig& vae,
                              std::span<const float> latent, const Poll& poll) {
  std::vector<float> pixels(latent.size());
  channels_last(latent, vae.latent_channels, pixels);
  for (float& v : pixels) v = v / vae.scaling_factor + vae.shift_factor;
  if (vae.tiny) {
    for (float& v : pixels) v = std::tanh(v / 3.0f) * 3.0f;
  }
  decoder.write("latent", std::span<const float>(pixels));
  decoder.run(poll);
  const size_t per_latent = size_t(vae.scale() * vae.scale());
  std::vector<float> decoded(latent.size() / size_t(vae.latent_channels) * per_latent * 3);
  decoder.read("image", decoded);
  if (vae.tiny) {
    for (float& v : decoded) v = v * 2.0f - 1.0f;
  }
  check_finite(decoded, say<"decoded picture">());
  return decoded;
}

}  // namespace

std::vector<float> decode_latent(Executable& decoder, const VaeConfig& vae, const Recipe& recipe,
                                 std::span<const float> latent, const Poll& poll) {
  const TileGrid grid = tile_grid(recipe, vae);
  if (grid.is_whole()) return decode_one(decoder, vae, latent, poll);
  return decode_in_tiles(
      grid, vae, latent, recipe.height / vae.scale(), recipe.width / vae.scale(),
      [&](std::span<const float> tile) { return decode_one(decoder, vae, tile, poll); });
}

std::vector<float> encode_picture(Executable& encoder, const VaeConfig& vae, const Image& picture,
                                  const Poll& poll) {
  std::vector<float> pixels(picture.rgb.size());
  for (size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = float(picture.rgb[i]) / 255.0f * 2.0f - 1.0f;
  }
  return encode_pixels(encoder, vae, pixels, poll);
}

std::vector<float> encode_pixels(Executable& encoder, const VaeConfig& vae,
                                 std::span<const float> pixels, const Poll& poll) {
  std::vector<float> unit;
  if (vae.tiny) {
    for (const float v : pixels) unit.push_back((v + 1.0f) / 2.0f);
    pixels = unit;
  }
  encoder.write("image", pixels);
  encoder.run(poll);
  const size_t channels = size_t(vae.latent_channels);
  const size_t outputs = vae.tiny ? channels : 2 * channels;  // means, and variances behind them
  const size_t positions = pixels.size() / size_t(3 * vae.scale() * vae.scale());
  std::vector<float> moments(positions * outputs);
  encoder.read("moments", moments);
  check_finite(moments, say<"encoded picture">());
  std::vector<float> latent(positions * channels);
  for (size_t p = 0; p < positions; ++p) {
    for (size_t c = 0; c < channels; ++c) {
      const float mean = moments[p * outputs + c];
      latent[c * positions + p] = (mean - vae.shift_factor) * vae.scaling_factor;
    }
  }
  return latent;
}

Image to_image(std::span<const float> decoded, int64_t width, int64_t height,
               ByteRounding rounding) {
  Image image{width, height, std::vector<uint8_t>(decoded.size())};
  for (size_t i = 0; i < decoded.size(); ++i) {
    const float unit = std::clamp(decoded[i] / 2.0f + 0.5f, 0.0f, 1.0f);
    const float byte = unit * 255.0f;
    image.rgb[i] = uint8_t(rounding == ByteRounding::down ? byte : std::nearbyint(byte));
  }
  return image;
}

}  // namespace evenlight
