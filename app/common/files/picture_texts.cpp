#include "app/common/files/picture_texts.h"

#include <algorithm>
#include <optional>

#include "app/common/files/png_file.h"
#include "app/common/files/user_comment.h"
#include "app/common/files/xmp_texts.h"
#include "engine/base/exif.h"
#include "engine/base/json.h"
#include "engine/base/picture_blocks.h"
#include "engine/base/picture_kind.h"
#include "engine/base/utf8.h"

namespace evenlight {
namespace {

struct ExifKey {
  uint16_t tag;
  const char* key;
};
constexpr ExifKey exif_keys[] = {{exif_description_tag, "ImageDescription"},
                                 {exif_maker_tag, "Make"},
                                 {exif_model_tag, "Model"},
                                 {exif_software_tag, "Software"}};

void add_exif(PictureTexts& texts, std::string_view picture) {
  for (const ExifText& entry : exif_texts(picture)) {
    if (entry.bytes.size() > max_json_bytes) continue;
    if (entry.tag == exif_user_comment_tag) {
      texts.add("UserComment", text_of_user_comment(entry.bytes));
    }
    const auto row = std::ranges::find(exif_keys, entry.tag, &ExifKey::tag);
    if (row == std::end(exif_keys)) continue;
    texts.add(row->key, utf8_of_bytes(entry.bytes.substr(0, entry.bytes.find('\0'))));
  }
}

}  // namespace

const std::string* PictureTexts::find(std::string_view key) const {
  const auto found = std::ranges::find(texts_.rbegin(), texts_.rend(), key, &PictureText::key);
  return found == texts_.rend() ? nullptr : &found->value;
}

std::string_view PictureTexts::get(std::string_view key) const {
  const std::string* value = find(key);
  return value ? std::string_view(*value) : std::string_view();
}

void PictureTexts::add(std::string key, std::string value) {
  texts_.push_back({std::move(key), std::move(value)});
}

PictureTexts read_picture_texts(std::string_view bytes, const std::string& label) {
  PictureTexts texts;
  if (is_png(bytes)) texts = PictureTexts(read_png_content(bytes, label).texts);
  add_exif(texts, bytes);
  const PictureBlocks blocks = picture_blocks(bytes);
  if (!blocks.comment.empty()) texts.add("comment", utf8_of_bytes(blocks.comment));
  std::string xmp(blocks.xmp);
  if (const std::string* packed = texts.find("XML:com.adobe.xmp"); xmp.empty() && packed) {
    xmp = *packed;  // compressed, or under a key of zTXt
  }
  for (PictureText& text : xmp_texts(xmp)) texts.add(std::move(text.key), std::move(text.value));
  return texts;
}

}  // namespace evenlight
