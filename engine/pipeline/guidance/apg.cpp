// Sadat et al. 2024, "Eliminating Oversaturation and Artifacts of High Guidance Scales in Diffusion
// Models" (arXiv 2410.02416): of guidance's step in the clean latents the part along the positive
// prediction, which saturates, counts `eta` as much; the step is held below a norm and remembers
// those before it.
#include <algorithm>
#include <cmath>

#include "engine/pipeline/guidance/clean.h"
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += double(a[i]) * double(b[i]);
  return sum;
}

// One image: positive + (scale − 1)·(across + eta·along).
void project(const Guidance& guidance, std::span<const float> step, std::span<float> clean) {
  const double norm = std::sqrt(dot(step, step));
  const bool held = guidance.apg.norm > 0 && norm > guidance.apg.norm;
  const double size = held ? guidance.apg.norm / norm : 1.0;
  const double squares = dot(clean, clean);
  const double along = squares > 0 ? dot(step, clean) / squares : 0.0;
  const double by = guidance.scale - 1.0;
  for (size_t i = 0; i < clean.size(); ++i) {
    const double part = along * clean[i];
    const double across = step[i] - part;
    clean[i] = float(clean[i] + by * size * (across + guidance.apg.eta * part));
  }
}

}  // namespace

void apg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  if (!guidance.apg.on || predictions.negative.empty()) return;
  std::vector<float> clean = clean_of(predictions, predictions.positive);
  const std::vector<float> negative = clean_of(predictions, predictions.negative);
  std::vector<float>& average = predictions.memory->apg;
  average.resize(clean.size());
  for (size_t i = 0; i < clean.size(); ++i) {
    average[i] = float(clean[i] - negative[i] + guidance.apg.momentum * average[i]);
  }
  const size_t size = predictions.image_size;
  for (size_t at = 0; at < clean.size(); at += size) {
    project(guidance, std::span(average).subspan(at, size), std::span(clean).subspan(at, size));
  }
  output_of(predictions, clean, guided);
}

}  // namespace evenlight
