#include "bias_audit/analysis/seed_design.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

// The groups of one attribute, in the order of the audit's subjects, and what each image is.
struct Crossed {
  std::vector<const CountGroup*> prompts;
  std::map<uint64_t, std::vector<std::pair<size_t, size_t>>> by_seed;  // prompt and class
};

Crossed crossed_of(const Counts& counts, const std::string& attribute,
                   const std::vector<ImageRow>& images) {
  Crossed crossed;
  const Attribute* found = nullptr;
  for (const CountGroup& group : counts.groups) {
    const Attribute& each = counts.attributes[group.attribute];
    if (each.name != attribute) continue;
    found = &each;
    crossed.prompts.push_back(&group);
  }
  if (!found) return crossed;
  for (const ImageRow& row : images) {
    if (row.subject >= crossed.prompts.size()) continue;  // the baseline
    const auto at = std::find(found->classes.begin(), found->classes.end(),
                              row.measurement.label_of(attribute));
    if (at == found->classes.end()) continue;
    crossed.by_seed[row.seed].emplace_back(row.subject, size_t(at - found->classes.begin()));
  }
  return crossed;
}

// The weight of an image of a prompt and class in a mean.
using Weight = std::vector<std::vector<double>>;  // [prompt][class]

// The variance of such a mean with seeds as clusters over that with independent images.
double design_effect(const Crossed& crossed, const Weight& weights) {
  std::vector<double> means;  // of a prompt's images
  double alone = 0;
  for (size_t i = 0; i < crossed.prompts.size(); ++i) {
    const CountGroup& group = *crossed.prompts[i];
    const auto n = double(group.classified());
    double mean = 0, square = 0;
    for (size_t c = 0; n > 0 && c < group.counts.size(); ++c) {
      mean += weights[i][c] * double(group.counts[c]) / n;
      square += weights[i][c] * weights[i][c] * double(group.counts[c]) / n;
    }
    means.push_back(mean);
    alone += n * (square - mean * mean);
  }
  double together = 0;
  for (const auto& [seed, seen] : crossed.by_seed) {
    double sum = 0;
    for (const auto& [prompt, of_class] : seen) sum += weights[prompt][of_class] - means[prompt];
    together += sum * sum;
  }
  return alone > 1e-12 ? std::max(1.0, together / alone) : 1;
}

// 1 over the prompt's images for a class over parity: what the mean distance is made of.
Weight of_distance(const Crossed& crossed) {
  Weight weights;
  for (const CountGroup* group : crossed.prompts) {
    const auto n = double(group->classified());
    std::vector<double>& row = weights.emplace_back();
    for (const int64_t count : group->counts) {
      const bool is_over = double(count) * double(group->counts.size()) > n;
      row.push_back(n > 0 && is_over ? 1 / n : 0);
    }
  }
  return weights;
}

Weight of_share(const Crossed& crossed, size_t of_class) {
  Weight weights;
  for (const CountGroup* group : crossed.prompts) {
    weights.emplace_back(group->counts.size(), 0).at(of_class) = 1;
  }
  return weights;
}

}  // namespace

SeedDesign seed_design(const Counts& counts, const std::string& attribute,
                       const std::vector<ImageRow>& images) {
  const Crossed crossed = crossed_of(counts, attribute, images);
  SeedDesign design;
  design.seeds = int64_t(crossed.by_seed.size());
  if (crossed.prompts.size() < 2 || design.seeds < 2) return design;
  design.mean_distance = design_effect(crossed, of_distance(crossed));
  for (size_t c = 0; c < crossed.prompts.front()->counts.size(); ++c) {
    design.pooled_share =
        std::max(design.pooled_share, design_effect(crossed, of_share(crossed, c)));
  }
  return design;
}

void allow_for_seeds(Analysis& analysis, const Counts& counts, const std::string& attribute,
                     const std::vector<ImageRow>& images) {
  const SeedDesign design = seed_design(counts, attribute, images);
  if (design.seeds < 2) return;
  const double alpha = 1 - analysis.settings.confidence;
  // So few seeds tell their own spread only so well.
  const double t = student_quantile(1 - alpha / 2, double(design.seeds - 1));
  const double wider = std::pow(t / normal_quantile(1 - alpha / 2), 2);
  for (FamilySummary& summary : analysis.summary) {
    if (summary.attribute != attribute || !summary.distance) continue;
    std::vector<const GroupResult*> measured;
    for (const GroupResult& group : analysis.groups) {
      const bool same = group.attribute == attribute && group.arm == summary.arm;
      if (same && group.n > 0) measured.push_back(&group);
    }
    MeanDistance& distance = *summary.distance;
    if (design.mean_distance > 1) {
      distance = mean_over(measured, alpha, design.mean_distance * wider);
    }
    distance.design_effect = design.mean_distance;
    distance.pooled_design_effect = design.pooled_share;
    distance.effective_images = double(summary.classified) / design.pooled_share;
  }
}

}  // namespace evenlight::audit
