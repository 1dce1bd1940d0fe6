#pragma once

#include <vector>

namespace evenlight {

// What the UNet reads of a recipe's picture prompt, [tokens,width]: of the picture, and of none,
// which is what guidance goes away from.
struct PictureTokens {
  std::vector<float> picture, nothing;
};

}  // namespace evenlight
