#include "engine/base/picture_decoder.h"

#include <webp/decode.h>

#include <utility>

#include "engine/base/exif.h"
#include "engine/base/input_error.h"
#include "engine/base/picture_kind.h"
#include "engine/base/stb_decoder.h"

namespace evenlight {
namespace {

// Sides are read before memory is taken.
DecodedWithAlpha decode_webp(std::string_view bytes, const std::string& label,
                             const PictureLimits& limits) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) {
    throw InputError(say<"{0}: is a damaged WebP picture.">(label));
  }
  if (features.has_animation) {
    throw InputError(say<"{0}: is an animation; give one of its pictures.">(label));
  }
  if (features.width > limits.max_side || features.height > limits.max_side) {
    throw InputError(say<"{0}: has more than {1} pixels on a side.">(label, limits.max_side));
  }
  if (int64_t(features.width) * features.height > limits.max_pixels) {
    throw InputError(
        say<"{0}: has more than {1} million pixels.">(label, limits.max_pixels / 1000000));
  }
  DecodedWithAlpha picture{features.width, features.height, {}};
  picture.rgba.resize(size_t(features.width) * size_t(features.height) * 4);
  if (!WebPDecodeRGBAInto(data, bytes.size(), picture.rgba.data(), picture.rgba.size(),
                          features.width * 4)) {
    throw InputError(say<"{0}: is a damaged WebP picture.">(label));
  }
  return picture;
}

DecodedWithAlpha decode(std::string_view bytes, const std::string& label, std::string_view kind,
                        const PictureLimits& limits) {
  if (kind == "WebP") return decode_webp(bytes, label, limits);
  if (kind == "PNG" || kind == "JPEG") {
    return decode_alpha_with_stb(bytes, label, PictureFormats::png_or_jpeg, limits.max_side,
                                 limits.max_pixels);
  }
  if (kind.empty()) {
    throw InputError(say<"{0}: is no picture; PNG, JPEG and WebP are read.">(label));
  }
  throw InputError(say<"{0}: is a {1} picture; PNG, JPEG and WebP are read.">(label, kind));
}

}  // namespace

ForeignPixels decode_foreign_picture(std::string_view bytes, const std::string& label,
                                     const PictureLimits& limits) {
  ForeignPixels picture;
  picture.kind = picture_kind(bytes);
  const DecodedWithAlpha decoded = decode(bytes, label, picture.kind, limits);
  picture.width = decoded.width;
  picture.height = decoded.height;
  picture.rgb = over_white(decoded, picture.was_transparent);
  picture.orientation = exif_orientation(bytes);
  if (picture.orientation == 1) return picture;
  picture.rgb = upright_rgb(picture.rgb, picture.width, picture.height, picture.orientation);
  if (swaps_sides(picture.orientation)) std::swap(picture.width, picture.height);
  return picture;
}

}  // namespace evenlight
