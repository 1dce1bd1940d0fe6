#include "app/common/pictures/read_picture.h"

#include <webp/decode.h>

#include <utility>

#include "app/common/files/picture_kind.h"
#include "engine/base/exif.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"
#include "engine/base/stb_decoder.h"

namespace evenlight {
namespace {

constexpr size_t max_bytes = size_t(1) << 28;
constexpr int max_side = 16384;
constexpr int64_t max_pixels = int64_t(1) << 26;

DecodedWithAlpha decode_webp(std::string_view bytes, const std::string& label) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) {
    throw InputError(say<"{0}: is a damaged WebP picture.">(label));
  }
  if (features.has_animation)
    throw InputError(say<"{0}: is an animation; give one of its pictures.">(label));
  if (int64_t(features.width) * features.height > max_pixels) {
    throw InputError(say<"{0}: has more than {1} million pixels.">(label, max_pixels / 1000000));
  }
  DecodedWithAlpha picture{features.width, features.height, {}};
  picture.rgba.resize(size_t(features.width) * size_t(features.height) * 4);
  if (!WebPDecodeRGBAInto(data, bytes.size(), picture.rgba.data(), picture.rgba.size(),
                          features.width * 4)) {
    throw InputError(say<"{0}: is a damaged WebP picture.">(label));
  }
  return picture;
}

DecodedWithAlpha decode(std::string_view bytes, const std::string& label) {
  const std::string_view kind = picture_kind(bytes);
  if (kind == "WebP") return decode_webp(bytes, label);
  if (kind == "PNG" || kind == "JPEG") {
    return decode_alpha_with_stb(bytes, label, PictureFormats::png_or_jpeg, max_side, max_pixels);
  }
  if (kind.empty()) {
    throw InputError(say<"{0}: is no picture; PNG, JPEG and WebP are read.">(label));
  }
  throw InputError(say<"{0}: is a {1} picture; PNG, JPEG and WebP are read.">(label, kind));
}

// Over white, as paper is.
Image without_alpha(const DecodedWithAlpha& picture, bool& transparent) {
  Image image{picture.width, picture.height, {}};
  image.rgb.reserve(picture.rgba.size() / 4 * 3);
  for (size_t at = 0; at < picture.rgba.size(); at += 4) {
    const unsigned alpha = picture.rgba[at + 3];
    transparent = transparent || alpha != 255;
    for (size_t c = 0; c < 3; ++c) {
      const unsigned over = picture.rgba[at + c] * alpha + 255u * (255u - alpha);
      image.rgb.push_back(uint8_t((over + 127u) / 255u));
    }
  }
  return image;
}

Image upright(Image image, int orientation) {
  if (orientation == 1) return image;
  image.rgb = upright_rgb(image.rgb, image.width, image.height, orientation);
  if (swaps_sides(orientation)) std::swap(image.width, image.height);
  return image;
}

}  // namespace

ReadPicture read_picture(const std::filesystem::path& path, Notes& notes) {
  const std::string label = path.string();
  const std::string bytes = read_small_file(path, max_bytes);
  const DecodedWithAlpha picture = decode(bytes, label);
  bool transparent = false;
  Image image = without_alpha(picture, transparent);
  if (transparent) {
    notes.push_back(say<"{0}: is transparent in places; white is laid under it.">(label));
  }
  return {upright(std::move(image), exif_orientation(bytes)), sha256_of_text(bytes)};
}

}  // namespace evenlight
