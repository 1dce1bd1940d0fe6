// Dynamic thresholding (Saharia et al. 2022, arXiv 2205.11487, section 2.3) for latents:
// mcmonkeyprojects/sd-dynamic-thresholding, dynthres_core.py, with a mean as the starting point,
// the largest deviation as the measure and channels apart: what strong guidance stretches is
// brought back to the range that a weaker one, the mimicked scale, would have.
#include <algorithm>
#include <cmath>

#include "engine/pipeline/guidance/clean.h"
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {
namespace {

double mean_of(std::span<const float> values) {
  double sum = 0;
  for (const float v : values) sum += v;
  return sum / double(values.size());
}

// Distances from the mean, rising.
std::vector<double> distances(std::span<const float> values) {
  const double mean = mean_of(values);
  std::vector<double> found;
  for (const float v : values) found.push_back(std::abs(v - mean));
  std::ranges::sort(found);
  return found;
}

// With a straight line between two values, as torch.quantile does it.
double quantile(const std::vector<double>& rising, double share) {
  const double place = share * double(rising.size() - 1);
  const auto below = size_t(place);
  const size_t above = std::min(below + 1, rising.size() - 1);
  return rising[below] + (place - double(below)) * (rising[above] - rising[below]);
}

void bring_back(std::span<float> channel, std::span<const float> mimicked, double share) {
  const double range = distances(mimicked).back();
  const double most = std::max(range, quantile(distances(channel), share));
  if (most == 0.0) return;
  const double mean = mean_of(channel);
  for (float& v : channel) {
    v = float(mean + std::clamp(v - mean, -most, most) / most * range);
  }
}

}  // namespace

void dynamic_threshold(const Guidance& guidance, const Predictions& predictions,
                       std::span<float> guided) {
  if (!guidance.threshold.on || predictions.negative.empty()) return;
  std::vector<float> clean = clean_of(predictions, guided);
  std::vector<float> mimicked = clean_of(predictions, predictions.negative);
  const std::vector<float> positive = clean_of(predictions, predictions.positive);
  for (size_t i = 0; i < mimicked.size(); ++i) {
    mimicked[i] += float(guidance.threshold.mimic) * (positive[i] - mimicked[i]);
  }
  const size_t size = predictions.image_size / size_t(predictions.channels);
  for (size_t at = 0; at < clean.size(); at += size) {
    bring_back(std::span(clean).subspan(at, size), std::span(mimicked).subspan(at, size),
               guidance.threshold.percentile);
  }
  output_of(predictions, clean, guided);
}

}  // namespace evenlight
