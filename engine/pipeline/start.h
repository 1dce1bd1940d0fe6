// Where a picture starts.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "engine/pipeline/image.h"
#include "engine/pipeline/picture/mask.h"

namespace evenlight {

struct FromNoise {};

// From a picture of the recipe's size that noise is laid over, as much as its strength says.
struct FromPicture {
  std::shared_ptr<const Image> picture;
  std::shared_ptr<const Mask> mask = {};  // of the picture's size: what is new; null: all of it
  // Where the result goes back to; null: nowhere. Then a finished picture has the whole one's size.
  std::shared_ptr<const Paste> paste = {};
};

using Start = std::variant<FromNoise, FromPicture>;

// Null if it starts from noise.
inline const Image* picture_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->picture.get() : nullptr;
}

// Null if nothing of the picture stays.
inline const Mask* mask_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->mask.get() : nullptr;
}
inline const Paste* paste_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->paste.get() : nullptr;
}

}  // namespace evenlight
