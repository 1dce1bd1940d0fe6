// Lin et al. 2023 (arXiv 2305.08891), section 3.4: each image is brought towards the standard
// deviation of its positive prediction.
#include <cmath>

#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

namespace {
double standard_deviation(std::span<const float> values) {
  double sum = 0, squares = 0;
  for (const float v : values) sum += v;
  const double mean = sum / double(values.size());
  for (const float v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / double(values.size() - 1));
}
}  // namespace

void rescale(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (guidance.rescale == 0.0 || predictions.negative.empty()) return;
  const size_t size = predictions.image_size;
  for (size_t at = 0; at < guided.size(); at += size) {
    const std::span<float> image = guided.subspan(at, size);
    const double spread = standard_deviation(image);
    if (spread == 0.0) continue;  // nothing to bring back
    const double ratio = standard_deviation(predictions.positive.subspan(at, size)) / spread;
    const float factor = float(guidance.rescale * ratio + (1.0 - guidance.rescale));
    for (float& v : image) v *= factor;
  }
}

}  // namespace evenlight
