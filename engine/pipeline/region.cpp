#include "engine/pipeline/region.h"

#include <algorithm>

#include "engine/pipeline/recipe.h"

namespace evenlight {

bool has_masked_text(const Recipe& recipe) {
  return !recipe.regions.empty() && recipe.region_mode == "attention";
}

RegionShares region_shares(std::span<const RegionPrompt> regions, int64_t scale) {
  RegionShares shares;
  for (const RegionPrompt& region : regions) {
    std::vector<float> share = latent_mask(*region.mask, scale, true);
    for (float& s : share) s *= float(region.weight);
    shares.regions.push_back(std::move(share));
  }
  const size_t places = shares.regions.empty() ? 0 : shares.regions.front().size();
  shares.background.resize(places);
  for (size_t p = 0; p < places; ++p) {
    double sum = 0;
    for (const std::vector<float>& share : shares.regions) sum += double(share[p]);
    const double whole = std::max(1.0, sum);
    for (std::vector<float>& share : shares.regions) share[p] = float(double(share[p]) / whole);
    shares.background[p] = float(std::max(0.0, 1.0 - sum));
  }
  return shares;
}

}  // namespace evenlight
