#include "bias_audit/measure/picture.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/base/small_file.h"
#include "engine/base/stb_decoder.h"

// Own static copy: no clash with another one in the program.
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace evenlight::audit {

namespace {

constexpr size_t max_picture = 256ULL << 20;
constexpr int max_side = 8192;

void append(void* to, void* data, int size) {
  const auto* from = static_cast<const unsigned char*>(data);
  auto& target = *static_cast<std::vector<unsigned char>*>(to);
  target.insert(target.end(), from, from + size);
}

}  // namespace

Photo resized(const Photo& photo, int width, int height) {
  Photo small{width, height, std::vector<uint8_t>(size_t(width * height * 3))};
  size_t at = 0;
  for (int y = 0; y < height; ++y) {
    const int y0 = y * photo.height / height;
    const int y1 = std::max(y0 + 1, (y + 1) * photo.height / height);
    for (int x = 0; x < width; ++x) {
      const int x0 = x * photo.width / width;
      const int x1 = std::max(x0 + 1, (x + 1) * photo.width / width);
      unsigned sum[3] = {0, 0, 0};
      for (int v = y0; v < y1; ++v) {
        for (int u = x0; u < x1; ++u) {
          const Rgb pixel = photo.at(u, v);
          sum[0] += pixel.r, sum[1] += pixel.g, sum[2] += pixel.b;
        }
      }
      const auto pixels = unsigned((y1 - y0) * (x1 - x0));
      for (const unsigned s : sum) small.rgb[at++] = uint8_t(s / pixels);
    }
  }
  return small;
}

std::string png_of(const Photo& photo) {
  std::vector<unsigned char> bytes;
  stbi_write_png_to_func(append, &bytes, photo.width, photo.height, 3, photo.rgb.data(),
                         3 * photo.width);
  return {bytes.begin(), bytes.end()};
}

Photo decode_photo(std::span<const unsigned char> bytes, const std::string& name) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const DecodedWithAlpha picture = decode_alpha_with_stb(text, name, PictureFormats::png_or_jpeg,
                                                         max_side, int64_t(max_side) * max_side);
  bool ignored = false;
  return {picture.width, picture.height, over_white(picture, ignored)};
}

Photo read_photo(const std::filesystem::path& path) {
  const std::string bytes = read_small_file(path, max_picture);
  return decode_photo({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()},
                      path.string());
}

std::vector<unsigned char> thumbnail_jpeg(const Photo& photo, int side, int quality) {
  const int longer = std::max(photo.width, photo.height);
  Photo small = photo;
  if (longer > side) {
    small = resized(photo, std::max(1, photo.width * side / longer),
                    std::max(1, photo.height * side / longer));
  }
  std::vector<unsigned char> bytes;
  stbi_write_jpg_to_func(append, &bytes, small.width, small.height, 3, small.rgb.data(), quality);
  return bytes;
}

}  // namespace evenlight::audit
