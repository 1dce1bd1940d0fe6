#include "engine/pipeline/guidance/clean.h"

#include "engine/base/check.h"

namespace evenlight {

std::vector<float> clean_of(const Predictions& predictions, std::span<const float> output) {
  EVENLIGHT_CHECK(predictions.x.size() == output.size(), "an output is as long as its latent");
  std::vector<float> clean(output.size());
  for (size_t i = 0; i < clean.size(); ++i) {
    clean[i] = float(predictions.of_x * predictions.x[i] + predictions.of_output * output[i]);
  }
  return clean;
}

void output_of(const Predictions& predictions, std::span<const float> clean,
               std::span<float> output) {
  for (size_t i = 0; i < output.size(); ++i) {
    const double rest = clean[i] - predictions.of_x * predictions.x[i];
    output[i] = float(rest / predictions.of_output);
  }
}

}  // namespace evenlight
