// Brooks et al. 2022, "InstructPix2Pix" (arXiv 2211.09800), equation 3: a network that is shown a
// picture follows it as much as its own scale says:
// guided + (scale − 1)·(negative with the picture − negative without it).
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

Extras picture_wants(const Guidance& guidance) {
  const bool wanted = guidance.picture_scale != 1.0;
  return {.negative = wanted, .blind = wanted};
}

void picture(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (predictions.blind.empty()) return;
  const float scale = float(guidance.picture_scale - 1.0);
  for (size_t i = 0; i < guided.size(); ++i) {
    guided[i] += scale * (predictions.negative[i] - predictions.blind[i]);
  }
}

}  // namespace evenlight
