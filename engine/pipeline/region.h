// Parts of a picture that have a prompt of their own; the recipe's prompt is for the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/pipeline/picture/mask.h"

namespace evenlight {

struct Recipe;

struct RegionPrompt {
  std::string prompt;
  std::shared_ptr<const Mask> mask;  // of the recipe's size: how much each pixel belongs to it
  // How much its prompt counts there beside the recipe's own: 1 is alone, 0.5 each one half. Where
  // regions overlap they share the place by it.
  double weight = 1.0;
};

// Whose each place of the latent is.
struct RegionShares {
  std::vector<float> background;            // [h,w]
  std::vector<std::vector<float>> regions;  // [h,w] for each
};

// Whether each place heeds its own region's prompt alone, in one context of all of them.
bool has_masked_text(const Recipe& recipe);

// Masks are averaged over the pixels of a latent, weighted, and brought to a sum of at most 1; the
// background has what is left. `scale`: pixels per latent along one axis.
RegionShares region_shares(std::span<const RegionPrompt> regions, int64_t scale);

}  // namespace evenlight
