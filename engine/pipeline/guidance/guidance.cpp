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
      GuidanceMethod{"cfg_zero_star", nullptr, nullptr, zero_star},
      GuidanceMethod{"perp_neg", nullptr, perp_neg_wants, perp_neg},
      GuidanceMethod{"apg", nullptr, nullptr, apg},
      GuidanceMethod{"picture", nullptr, picture_wants, picture},
      GuidanceMethod{"pag", nullptr, pag_wants, pag},
      GuidanceMethod{"seg", nullptr, seg_wants, seg},
      GuidanceMethod{"dynamic_threshold", nullptr, nullptr, dynamic_threshold},
      GuidanceMethod{"rescale", nullptr, nullptr, rescale},
  };
  return rows;
}

Extras extras_at(const Guidance& guidance, double sigma) {
  Extras extras;
  for (const GuidanceMethod& method : guidance_methods()) {
    if (method.allows && !method.allows(guidance, sigma)) return {};
    if (method.wants) extras.add(method.wants(guidance));
  }
  return extras;
}

void guide(const Guidance& guidance, const Predictions& predictions, std::span<float> out) {
  EVENLIGHT_CHECK(predictions.positive.size() == out.size(),
                  "a prediction is as long as the result");
  std::ranges::copy(predictions.positive, out.begin());
  EVENLIGHT_CHECK(predictions.negative.empty() || predictions.negative.size() == out.size(),
                  "both predictions are as long");
  for (const GuidanceMethod& method : guidance_methods()) {
    if (method.apply) method.apply(guidance, predictions, out);
  }
}

}  // namespace evenlight
