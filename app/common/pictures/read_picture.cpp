#include "app/common/pictures/read_picture.h"

#include <utility>

#include "engine/base/picture_decoder.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

constexpr size_t max_bytes = size_t(1) << 28;
constexpr PictureLimits limits{16384, int64_t(1) << 26};

}  // namespace

ReadPicture read_picture(const std::filesystem::path& path, Notes& notes) {
  const std::string label = path.string();
  const std::string bytes = read_small_file(path, max_bytes);
  ForeignPixels picture = decode_foreign_picture(bytes, label, limits);
  if (picture.was_transparent) {
    notes.push_back(say<"{0}: is transparent in places; white is laid under it.">(label));
  }
  return {Image{picture.width, picture.height, std::move(picture.rgb)}, sha256_of_text(bytes)};
}

}  // namespace evenlight
