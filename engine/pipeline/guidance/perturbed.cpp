// Guidance away from a network whose middle attends less: towards what attention adds.
// Ahn et al. 2024, "Self-Rectifying Diffusion Sampling with Perturbed-Attention Guidance"
// (arXiv 2403.17377): the self-attention map is the identity. Hong 2024, "Smoothed Energy Guidance"
// (arXiv 2408.00760): all queries are their mean, which is its blur without bound.
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {
namespace {

void away_from(double scale, std::span<const float> perturbed, const Predictions& predictions,
               std::span<float> guided) {
  if (perturbed.empty()) return;
  for (size_t i = 0; i < guided.size(); ++i) {
    guided[i] += float(scale) * (predictions.positive[i] - perturbed[i]);
  }
}

}  // namespace

Extras pag_wants(const Guidance& guidance) {
  return {.identity = guidance.pag != 0.0};
}

void pag(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  away_from(guidance.pag, predictions.identity, predictions, guided);
}

Extras seg_wants(const Guidance& guidance) {
  return {.mean_query = guidance.seg != 0.0};
}

void seg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided) {
  away_from(guidance.seg, predictions.mean_query, predictions, guided);
}

}  // namespace evenlight
