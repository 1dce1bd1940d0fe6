#include "engine/pipeline/guidance/guidance.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

std::span<const GuidanceMethod> guidance_methods() {
  static constexpr std::array rows = {
      GuidanceMethod{"interval", interval_allows, nullptr, nullptr},
      GuidanceMethod{"cfg", nullptr, cfg_wants, cfg},
      GuidanceMethod{"rescale", nullptr, nullptr, rescale},
  };
  return rows;
}

Extras extras_at(const Guidance& guidance, double sigma) {
  Extras extras;
  for (const GuidanceMethod& method : guidance_methods()) {
    if (method.allows && !method.allows(guidance, sigma)) return {};
    if (method.wants) extras.negative |= method.wants(guidance).negative;
  }
  return extras;
}

void guide(const Guidance& guidance, const Predictions& predictions, std::span<float> out) {
  EVENLIGHT_CHECK(predictions.positive.size() == out.size(),
                  "a prediction is as long as the result");
  std::ranges::copy(predictions.positive, out.begin());
  if (predictions.negative.empty()) return;
  EVENLIGHT_CHECK(predictions.negative.size() == out.size(), "both predictions are as long");
  for (const GuidanceMethod& method : guidance_methods()) {
    if (method.apply) method.apply(guidance, predictions, out);
  }
}

}  // namespace evenlight
