#include "app/common/pictures/region_masks.h"

#include <memory>

#include "app/common/pictures/find_input.h"
#include "app/common/pictures/read_picture.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr const char* field = "region";

std::string hash_of_picture(const fs::path& path) {
  return sha256_of_file(path);
}

Mask mask_in(const Image& image, const fs::path& path, PlaneSize size, Notes& notes) {
  Mask mask = mask_of(image);
  if (!bounds_of(mask)) {
    throw Error(ErrorKind::input, say<"{0}: {1} is black all over; white is where the region "
                                      "is.">(Field{field}, path.string()));
  }
  if (image.width == size.width && image.height == size.height) return mask;
  notes.push_back(say<"{0}: has {1}×{2} pixels and is stretched to the picture's {3}×{4}.">(
      Field{field}, image.width, image.height, size.width, size.height));
  return resized(mask, size);
}

}  // namespace

void put_regions(RecipeDocument& document, Notes& notes) {
  Recipe& recipe = document.recipe;
  recipe.regions.clear();
  for (RegionInput& input : document.regions) {
    const fs::path path = find_input(field, input.mask, document.folder, hash_of_picture);
    const ReadPicture picture = read_picture(path, notes);
    stamp_input(field, input.mask, path, picture.sha256, notes);
    const PlaneSize size{recipe.width, recipe.height};
    recipe.regions.push_back(
        {input.prompt, std::make_shared<const Mask>(mask_in(picture.image, path, size, notes)),
         input.weight});
  }
}

}  // namespace evenlight
