// Fan et al. 2025, "CFG-Zero*" (arXiv 2503.18886): the negative prediction is first brought to the
// length that is nearest to the positive one.
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

void zero_star(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (!guidance.zero_star || predictions.negative.empty()) return;
  const size_t size = predictions.image_size;
  for (size_t at = 0; at < guided.size(); at += size) {
    const auto positive = predictions.positive.subspan(at, size);
    const auto negative = predictions.negative.subspan(at, size);
    double both = 0, squares = 0;
    for (size_t i = 0; i < size; ++i) {
      both += double(positive[i]) * double(negative[i]);
      squares += double(negative[i]) * double(negative[i]);
    }
    const double length = squares > 0 ? both / squares : 0.0;
    for (size_t i = 0; i < size; ++i) {
      const double from = length * negative[i];
      guided[at + i] = float(from + guidance.scale * (positive[i] - from));
    }
  }
}

}  // namespace evenlight
