#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/common/files/stealth_text.h"
#include "app/common/files/user_comment.h"
#include "app/common/files/xmp_texts.h"
#include "app/common/recipe/foreign/foreign_recipes.h"
#include "engine/base/error.h"

namespace {

using evenlight::PictureTexts;

void read_every_program(const PictureTexts& texts) {
  for (const evenlight::ForeignRecipe& program : evenlight::foreign_recipes()) {
    if (!program.recognises(texts)) continue;
    try {
      program.read(texts, "fuzz", {});
    } catch (const evenlight::Error&) {
      continue;  // refusing is an answer
    }
  }
}

}  // namespace

// A line that is the key of a text, and behind it any bytes as its value, to every reader of other
// programs' recipes; and any bytes as what such texts are packed in.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t line = bytes.substr(0, bytes.find('\n')).size();
  const std::string_view value = bytes.substr(line < size ? line + 1 : size);
  PictureTexts texts;
  texts.add("Software", "NovelAI");
  texts.add(std::string(bytes.substr(0, line)), std::string(value));
  read_every_program(texts);
  evenlight::xmp_texts(value);
  evenlight::text_of_user_comment(value);
  try {
    read_every_program(evenlight::read_picture_texts(value, "fuzz"));
  } catch (const evenlight::Error&) {
    return 0;  // a PNG that is damaged before its pixels
  }
  read_every_program(evenlight::read_stealth_texts(value, "fuzz"));
  return 0;
}
