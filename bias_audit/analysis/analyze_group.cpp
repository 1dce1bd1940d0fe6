#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multinomial.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_goodman_classes = 6;  // of few classes Sison and Glaz's covers too little

std::vector<ClassResult> classes_of(const CountGroup& group, const Attribute& attribute,
                                    double alpha) {
  std::vector<ClassResult> classes(group.counts.size());
  for (size_t i = 0; i < classes.size(); ++i) {
    classes[i].name = attribute.classes[i];
    classes[i].count = group.counts[i];
  }
  const int64_t n = group.classified();
  if (n == 0) return classes;
  const std::vector<Interval> joint = goodman(group.counts, alpha);
  const std::vector<Interval> narrow = sison_glaz(group.counts, alpha);
  const std::vector<Interval> worst = worst_case_shares(group.counts, group.unclear());
  for (size_t i = 0; i < classes.size(); ++i) {
    ClassResult& each = classes[i];
    each.share = double(each.count) / double(n);
    each.wilson = wilson(each.count, n, alpha);
    each.clopper_pearson = clopper_pearson(each.count, n, alpha);
    each.jeffreys = jeffreys(each.count, n, alpha);
    each.agresti_coull = agresti_coull(each.count, n, alpha);
    each.goodman = joint[i];
    each.sison_glaz = narrow[i];
    each.worst_case = worst[i];
    each.interval = classes.size() == 2                     ? each.wilson
                    : classes.size() <= max_goodman_classes ? each.goodman
                                                            : each.sison_glaz;
    each.interval_method = classes.size() == 2                     ? "wilson"
                           : classes.size() <= max_goodman_classes ? "goodman"
                                                                   : "sison_glaz";
  }
  return classes;
}

Distances distances_of(const CountVector& counts, const ShareVector& parity) {
  const ShareVector shares = shares_of(counts);
  return {.hellinger = hellinger(shares, parity),
          .hellinger_corrected = corrected_hellinger(counts, parity),
          .jensen_shannon_bits = jensen_shannon_bits(shares, parity),
          .jensen_shannon_bits_corrected = corrected_jensen_shannon_bits(counts, parity),
          .entropy_normalised = normalised_entropy(shares),
          .entropy_normalised_corrected = corrected_normalised_entropy(counts),
          .effective_classes = effective_classes(shares)};
}

Effect effect_of(const CountVector& counts, const ShareVector& parity) {
  const ShareVector shares = shares_of(counts);
  if (shares.size() == 2) return {"cohen_h", cohen_h(shares[0], parity[0])};
  return {"cohen_w", cohen_w(shares, parity)};
}

}  // namespace

GroupMeasurer::GroupMeasurer(const AnalysisSettings& settings)
    : settings_(settings),
      fit_(FitSettings{.draws = settings.monte_carlo_draws, .seed = settings.seed}) {}

GroupResult GroupMeasurer::measure(const CountGroup& group, const Attribute& attribute) {
  GroupResult result;
  result.prompt = group.prompt;
  result.arm = group.arm;
  result.attribute = attribute.name;
  result.n = group.classified();
  result.unclassified = group.unclassified;
  result.classes = classes_of(group, attribute, 1 - settings_.confidence);
  if (result.n == 0) return result;
  const FitTest fit = fit_.test(group.counts, uniform_shares(group.counts.size()));
  result.p = fit.p;
  result.p_method = fit.method;
  result.margin = margin_tests(group.counts, group.unclear(), uniform_shares(group.counts.size()),
                               settings_.epsilon);
  result.parity = beside_parity(group);
  return result;
}

ParityResult GroupMeasurer::beside_parity(const CountGroup& group) {
  const double alpha = 1 - settings_.confidence;
  const CountVector& counts = group.counts;
  const int64_t n = group.classified();
  const ShareVector parity = uniform_shares(counts.size());
  const auto [at, is_new] = fair_models_.emplace(std::make_pair(n, counts.size()), NullBand());
  if (is_new) at->second = null_band(total_variation, n, parity, 4000, settings_.seed);
  ParityResult result;
  result.total_variation = total_variation(shares_of(counts), parity);
  result.luck = luck_of(counts, parity, alpha);
  result.interval = total_variation_interval(counts, parity, alpha);
  result.worst_case = worst_case_total_variation(counts, group.unclear(), parity);
  result.fair_model = at->second;
  result.chi_square = chi_square_test(counts, parity);
  if (counts.size() == 2) {
    result.p_equivalence = equivalence_test(counts[0], n, 0.5, settings_.epsilon);
  }
  result.effect = effect_of(counts, parity);
  result.distances = distances_of(counts, parity);
  return result;
}

}  // namespace evenlight::audit
