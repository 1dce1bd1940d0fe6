#include "app/gui/settings/picture_recipe.h"

#include <spdlog/spdlog.h>

#include <QImageReader>
#include <fstream>
#include <vector>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight::studio {
namespace {

// Texts stand before the pixels.
constexpr size_t head_bytes = size_t(1) << 16;
constexpr size_t max_head = size_t(4) << 20;

std::string read_head(const std::filesystem::path& file, size_t bytes) {
  std::ifstream in(file, std::ios::binary);
  std::string head(bytes, '\0');
  in.read(head.data(), std::streamsize(head.size()));
  head.resize(size_t(in.gcount()));
  return head;
}

PictureTexts read_texts(const std::filesystem::path& file) {
  try {
    return read_picture_texts(read_head(file, head_bytes), file.string());
  } catch (const Error&) {
    // Perhaps its texts are longer than usual.
    return read_picture_texts(read_head(file, max_head), file.string());
  }
}

PngText png_text_of(const PictureTexts& texts) {
  return {std::string(texts.get("evenlight")), std::string(texts.get("parameters"))};
}

}  // namespace

PictureRecipe read_picture_recipe(const std::filesystem::path& file) {
  PictureRecipe found;
  try {
    found.document = recipe_of_texts(read_texts(file), file.string());
    found.json = dump_json(recipe_to_json(found.document));
  } catch (const Error& error) {
    spdlog::debug("{}: {}", file.string(), error.what());
    const QSize size = QImageReader(path_text(file)).size();
    found = {};
    found.document.recipe.width = size.width();
    found.document.recipe.height = size.height();
  }
  return found;
}

void export_picture(const std::filesystem::path& from, const std::filesystem::path& to,
                    bool with_recipe) {
  const PngText text = with_recipe ? png_text_of(read_texts(from)) : PngText();
  save_png(to, load_png(from), text, Overwrite::allow);
}

}  // namespace evenlight::studio
