#include "app/common/pictures/read_picture.h"

#include <webp/decode.h>

#include <array>

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

// Where the upright picture's pixel x, y stands in the stored one, for EXIF's orientations 1 … 8.
struct Turn {
  bool transposed, from_right, from_bottom;
};
constexpr std::array turns = {
    Turn{false, false, false}, Turn{false, true, false}, Turn{false, true, true},
    Turn{false, false, true},  Turn{true, false, false}, Turn{true, false, true},
    Turn{true, true, true},    Turn{true, true, false},
};

Image upright(Image stored, int orientation) {
  if (orientation == 1) return stored;
  const Turn turn = turns[size_t(orientation - 1)];
  Image image = stored;
  if (turn.transposed) std::swap(image.width, image.height);
  for (int64_t y = 0; y < image.height; ++y) {
    for (int64_t x = 0; x < image.width; ++x) {
      int64_t from_x = turn.transposed ? y : x, from_y = turn.transposed ? x : y;
      if (turn.from_right) from_x = stored.width - 1 - from_x;
      if (turn.from_bottom) from_y = stored.height - 1 - from_y;
      for (int64_t c = 0; c < 3; ++c) {
        image.rgb[size_t((y * image.width + x) * 3 + c)] =
            stored.rgb[size_t((from_y * stored.width + from_x) * 3 + c)];
      }
    }
  }
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
