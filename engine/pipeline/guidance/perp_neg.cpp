// Armandpour et al. 2023, "Re-imagine the Negative Prompt Algorithm" (arXiv 2304.04968): only what
// of the negative prompt stands across to the positive one is taken away, so that a negative prompt
// that overlaps with the prompt does no harm; both count from the empty prompt.
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

Extras perp_neg_wants(const Guidance& guidance) {
  const bool wanted = guidance.perp_neg != 0.0;
  return {.negative = wanted, .empty = wanted};
}

void perp_neg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (predictions.empty.empty()) return;
  const size_t size = predictions.image_size;
  for (size_t at = 0; at < guided.size(); at += size) {
    const auto empty = predictions.empty.subspan(at, size);
    const auto positive = predictions.positive.subspan(at, size);
    const auto negative = predictions.negative.subspan(at, size);
    double both = 0, squares = 0;
    for (size_t i = 0; i < size; ++i) {
      const double towards = double(positive[i]) - empty[i];
      both += towards * (double(negative[i]) - empty[i]);
      squares += towards * towards;
    }
    const double along = squares > 0 ? both / squares : 0.0;
    for (size_t i = 0; i < size; ++i) {
      const double towards = double(positive[i]) - empty[i];
      const double across = double(negative[i]) - empty[i] - along * towards;
      guided[at + i] = float(empty[i] + guidance.scale * (towards - guidance.perp_neg * across));
    }
  }
}

}  // namespace evenlight
