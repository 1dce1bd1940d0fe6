#include "engine/pipeline/guidance.h"

#include <cmath>

#include "engine/base/check.h"

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

void guide(const Guidance& guidance, std::span<const float> negative,
           std::span<const float> positive, size_t image_size, std::span<float> out) {
  EVENLIGHT_CHECK(negative.size() == out.size() && positive.size() == out.size(),
                  "both predictions are as long as the result");
  const float scale = float(guidance.scale);
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = negative[i] + scale * (positive[i] - negative[i]);
  }
  if (guidance.rescale == 0.0) return;
  for (size_t at = 0; at < out.size(); at += image_size) {
    const std::span<float> image = out.subspan(at, image_size);
    const double spread = standard_deviation(image);
    if (spread == 0.0) continue;  // nothing to bring back
    const double ratio = standard_deviation(positive.subspan(at, image_size)) / spread;
    const float factor = float(guidance.rescale * ratio + (1.0 - guidance.rescale));
    for (float& v : image) v *= factor;
  }
}

}  // namespace evenlight
