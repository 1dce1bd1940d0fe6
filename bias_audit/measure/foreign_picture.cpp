#include "bias_audit/measure/foreign_picture.h"

#include <libexif/exif-data.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>

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

// What a camera or program wrote beside the picture.
struct Exif {
  int orientation = 1;  // 1 … 8, TIFF 6.0
  std::string camera;
};

std::string text_of(ExifData* data, ExifTag tag) {
  ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], tag);
  if (!entry) return "";
  char text[128];
  if (!exif_entry_get_value(entry, text, sizeof text)) return "";
  std::string value = text;
  while (value.ends_with(' ')) value.pop_back();
  return value;
}

// `bytes` is a JPEG file or a block that begins with "Exif".
Exif exif_in(std::string_view bytes) {
  const std::unique_ptr<ExifData, void (*)(ExifData*)> data(
      exif_data_new_from_data(bytes_of(bytes), unsigned(bytes.size())), exif_data_unref);
  if (!data) return {};
  Exif exif;
  ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) {
    const int found = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    if (found >= 1 && found <= 8) exif.orientation = found;
  }
  const std::string maker = text_of(data.get(), EXIF_TAG_MAKE);
  const std::string model = text_of(data.get(), EXIF_TAG_MODEL);
  exif.camera = maker.empty() || model.empty() ? maker + model : maker + " " + model;
  return exif;
}

// Turned and mirrored as the number of the orientation asks.
Photo upright(const Photo& photo, int orientation) {
  if (orientation == 1) return photo;
  const bool turned = orientation >= 5;
  Photo out{turned ? photo.height : photo.width, turned ? photo.width : photo.height,
            std::vector<uint8_t>(photo.rgb.size())};
  const int w = photo.width, h = photo.height;
  size_t at = 0;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      int from_x = turned ? y : x, from_y = turned ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
        from_x = w - 1 - from_x;
      }
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
        from_y = h - 1 - from_y;
      }
      const Rgb pixel = photo.at(from_x, from_y);
      out.rgb[at++] = pixel.r, out.rgb[at++] = pixel.g, out.rgb[at++] = pixel.b;
    }
  }
  return out;
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

Exif exif_of_webp(std::string_view bytes) {
  const WebPData data{bytes_of(bytes), bytes.size()};
  const std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> demuxer(WebPDemux(&data),
                                                                     WebPDemuxDelete);
  WebPChunkIterator chunk;
  if (!demuxer || !WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk)) return {};
  std::string block(reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size);
  WebPDemuxReleaseChunkIterator(&chunk);
  constexpr std::string_view header("Exif\0\0", 6);
  return exif_in(block.starts_with(header) ? block : std::string(header) + block);
}

}  // namespace

ForeignPicture read_foreign_picture(std::string_view bytes, const std::string& name) {
  ForeignPicture picture;
  Exif exif;
  if (is_webp(bytes)) {
    picture = {decode_webp(bytes, name), "WebP", "WebP", ""};
    exif = exif_of_webp(bytes);
  } else {
    picture = {decode_photo({bytes_of(bytes), bytes.size()}, name), "PNG", "", ""};
    if (is_jpeg(bytes)) {
      picture.format = "JPEG";
      if (components_of(bytes) == 4) add(picture.unusual, "CMYK");
      exif = exif_in(bytes);
    } else if (bytes.starts_with(png_signature) && bytes.size() > 24 && bytes[24] == 16) {
      add(picture.unusual, "16 bits");
    }
  }
  picture.camera = exif.camera;
  if (exif.orientation != 1) {
    add(picture.unusual, "turned by EXIF");
    picture.photo = upright(picture.photo, exif.orientation);
  }
  return picture;
}

}  // namespace evenlight::audit
