#include "bias_audit/measure/foreign_picture.h"

#include <webp/decode.h>

#include <memory>
#include <utility>

#include "engine/base/exif.h"
#include "engine/base/input_error.h"
#include "engine/base/png_chunks.h"

namespace evenlight::audit {

namespace {

constexpr unsigned max_side = 8192;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_webp(std::string_view bytes) {
  return bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
}

bool is_jpeg(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8\xFF");
}

// Components of a JPEG's frame (ITU T.81, B.2.2), 0 if there is none before its scan.
int components_of(std::string_view bytes) {
  size_t at = 2;
  while (at + 9 < bytes.size() && bytes_of(bytes)[at] == 0xFF) {
    const unsigned char marker = bytes_of(bytes)[at + 1];
    const size_t length = size_t(bytes_of(bytes)[at + 2]) << 8 | size_t(bytes_of(bytes)[at + 3]);
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) return bytes_of(bytes)[at + 9];
    if (marker == 0xDA) return 0;
    at += 2 + length;
  }
  return 0;
}

void add(std::string& list, const char* word) {
  list += (list.empty() ? "" : ", ") + std::string(word);
}

Photo decode_webp(std::string_view bytes, const std::string& name) {
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(bytes_of(bytes), bytes.size(), &features) != VP8_STATUS_OK) {
    throw InputError(say<"{0}: is no readable WebP picture.">(name));
  }
  if (features.has_animation) {
    throw InputError(say<"{0}: is an animation; a picture is wanted.">(name));
  }
  if (unsigned(features.width) > max_side || unsigned(features.height) > max_side) {
    throw InputError(say<"{0}: has more than {1} pixels on a side.">(name, max_side));
  }
  Photo photo{features.width, features.height, {}};
  const std::unique_ptr<uint8_t, void (*)(void*)> pixels(
      WebPDecodeRGB(bytes_of(bytes), bytes.size(), &photo.width, &photo.height), WebPFree);
  if (!pixels) throw InputError(say<"{0}: is no readable WebP picture.">(name));
  const size_t size = size_t(photo.width) * size_t(photo.height) * 3;
  photo.rgb.assign(pixels.get(), pixels.get() + size);
  return photo;
}

}  // namespace

ForeignPicture read_foreign_picture(std::string_view bytes, const std::string& name) {
  ForeignPicture picture;
  if (is_webp(bytes)) {
    picture = {decode_webp(bytes, name), "WebP", "WebP", ""};
  } else {
    picture = {decode_photo({bytes_of(bytes), bytes.size()}, name), "PNG", "", ""};
    if (is_jpeg(bytes)) {
      picture.format = "JPEG";
      if (components_of(bytes) == 4) add(picture.unusual, "CMYK");
    } else if (bytes.starts_with(png_signature) && bytes.size() > 24 && bytes[24] == 16) {
      add(picture.unusual, "16 bits");
    }
  }
  picture.camera = exif_camera(bytes);
  if (const int orientation = exif_orientation(bytes); orientation != 1) {
    add(picture.unusual, "turned by EXIF");
    Photo& photo = picture.photo;
    photo.rgb = upright_rgb(photo.rgb, photo.width, photo.height, orientation);
    if (swaps_sides(orientation)) std::swap(photo.width, photo.height);
  }
  return picture;
}

}  // namespace evenlight::audit
