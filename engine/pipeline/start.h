// Where a picture starts.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "engine/pipeline/image.h"

namespace evenlight {

struct FromNoise {};

// From a picture of the recipe's size that noise is laid over, as much as its strength says.
struct FromPicture {
  std::shared_ptr<const Image> picture;
};

using Start = std::variant<FromNoise, FromPicture>;

// Null if it starts from noise.
inline const Image* picture_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->picture.get() : nullptr;
}

}  // namespace evenlight
