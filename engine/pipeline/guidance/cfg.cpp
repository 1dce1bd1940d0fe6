// Ho & Salimans 2022, "Classifier-Free Diffusion Guidance" (arXiv 2207.12598):
// negative + scale·(positive − negative).
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

Extras cfg_wants(const Guidance& guidance) {
  return {.negative = guidance.scale != 1.0 || guidance.asks_unguided || guidance.composes};
}

void cfg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (predictions.negative.empty()) return;
  const float scale = float(guidance.scale);
  const std::span<const float> positive = predictions.positive, negative = predictions.negative;
  for (size_t i = 0; i < guided.size(); ++i) {
    guided[i] = negative[i] + scale * (positive[i] - negative[i]);
  }
}

}  // namespace evenlight
