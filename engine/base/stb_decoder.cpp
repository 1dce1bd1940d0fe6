#include "engine/base/stb_decoder.h"

#include <memory>

#include "engine/base/input_error.h"
#include "engine/base/png_chunks.h"

// Own static copy: no clash with another one in the program.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wsign-compare"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace evenlight {
namespace {

constexpr size_t max_bytes = size_t(1) << 30;

// Reads the sides first: memory is only taken for a picture that is wanted.
class Decoder {
 public:
  Decoder(std::string_view bytes, const std::string& label, PictureFormats formats, int max_side,
          int64_t max_pixels)
      : label_(label), png_only_(formats == PictureFormats::png) {
    if (bytes.size() > max_bytes) refuse(say<"more than 1 GiB">());
    if (png_only_ && !bytes.starts_with(png_signature)) refuse(say<"not a PNG file">());
    data_ = reinterpret_cast<const stbi_uc*>(bytes.data());
    size_ = int(bytes.size());
    int channels = 0;
    if (!stbi_info_from_memory(data_, size_, &width, &height, &channels)) {
      refuse(stbi_failure_reason());
    }
    if (width > max_side || height > max_side || int64_t(width) * height > max_pixels) {
      refuse(say<"too many pixels">());
    }
  }

  std::vector<uint8_t> pixels(int channels) {
    if (stbi_is_16_bit_from_memory(data_, size_) != 0) return rounded(channels);
    const auto* found = stbi_load_from_memory(data_, size_, &width, &height, nullptr, channels);
    const std::unique_ptr<const stbi_uc, void (*)(const void*)> owner(found, release);
    if (!found) refuse(stbi_failure_reason());
    return {found, found + count(channels)};
  }

  int width = 0, height = 0;

 private:
  static void release(const void* memory) { stbi_image_free(const_cast<void*>(memory)); }

  std::vector<uint8_t> rounded(int channels) {
    const auto* found = stbi_load_16_from_memory(data_, size_, &width, &height, nullptr, channels);
    const std::unique_ptr<const stbi_us, void (*)(const void*)> owner(found, release);
    if (!found) refuse(stbi_failure_reason());
    std::vector<uint8_t> bytes(count(channels));
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = uint8_t((found[i] + 128u) / 257u);
    return bytes;
  }

  size_t count(int channels) const { return size_t(width) * size_t(height) * size_t(channels); }

  [[noreturn]] void refuse(const Argument& reason) const {
    throw InputError(
        png_only_ ? say<"{0}: is not a readable PNG ({1}).">(label_, reason)
                  : say<"{0}: is not a readable PNG or JPEG picture ({1}).">(label_, reason));
  }

  const std::string& label_;
  bool png_only_;
  const stbi_uc* data_ = nullptr;
  int size_ = 0;
};

}  // namespace

DecodedPicture decode_with_stb(std::string_view bytes, const std::string& label,
                               PictureFormats formats, int max_side) {
  Decoder decoder(bytes, label, formats, max_side, INT64_MAX);
  std::vector<uint8_t> pixels = decoder.pixels(STBI_rgb);
  return {decoder.width, decoder.height, std::move(pixels)};
}

DecodedWithAlpha decode_alpha_with_stb(std::string_view bytes, const std::string& label,
                                       PictureFormats formats, int max_side, int64_t max_pixels) {
  Decoder decoder(bytes, label, formats, max_side, max_pixels);
  std::vector<uint8_t> pixels = decoder.pixels(STBI_rgb_alpha);
  return {decoder.width, decoder.height, std::move(pixels)};
}

std::vector<uint8_t> over_white(const DecodedWithAlpha& picture, bool& was_transparent) {
  std::vector<uint8_t> rgb;
  rgb.reserve(picture.rgba.size() / 4 * 3);
  for (size_t at = 0; at < picture.rgba.size(); at += 4) {
    const unsigned alpha = picture.rgba[at + 3];
    was_transparent = was_transparent || alpha != 255;
    for (size_t c = 0; c < 3; ++c) {
      const unsigned over = picture.rgba[at + c] * alpha + 255U * (255U - alpha);
      rgb.push_back(uint8_t((over + 127U) / 255U));
    }
  }
  return rgb;
}

}  // namespace evenlight
