// Where a picture starts.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "engine/pipeline/image.h"

namespace evenlight {

struct FromNoise {};

// From a picture of the recipe's size that noise is laid over. `strength`: the share of the steps
// that are left to walk, above 0 to 1; as diffusers counts, the last ⌊steps · strength⌋.
struct FromPicture {
  std::shared_ptr<const Image> picture;
  double strength = 0.75;
};

using Start = std::variant<FromNoise, FromPicture>;

inline double strength_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->strength : 1.0;
}

// Null if it starts from noise.
inline const Image* picture_of(const Start& start) {
  const auto* from = std::get_if<FromPicture>(&start);
  return from ? from->picture.get() : nullptr;
}

}  // namespace evenlight
