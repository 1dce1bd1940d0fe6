#include "bias_audit/analysis/corrected.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/special.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

// The corrected counts of one prompt and what luck adds to their distance from parity.
struct Corrected {
  const CountGroup* group = nullptr;
  CorrectedShares shares;
  std::vector<double> distances;  // from parity, one a draw
  double distance = 0;
  double luck = 0, most_luck = 0;
  MarginTests margin, margin_adjusted;
  Verdict verdict = Verdict::inconclusive;
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

std::vector<double> distances_of(const CorrectedShares& corrected, const ShareVector& parity) {
  std::vector<double> distances;
  for (const ShareVector& draw : corrected.draws) {
    distances.push_back(total_variation(draw, parity));
  }
  return distances;
}

// Whether the intervals of all classes hold parity.
bool reaches_parity(const CorrectedShares& corrected, const ShareVector& parity, double alpha) {
  for (size_t i = 0; i < parity.size(); ++i) {
    std::vector<double> of_class;
    for (const ShareVector& draw : corrected.draws) of_class.push_back(draw[i]);
    if (!percentile_interval(of_class, alpha).contains(parity[i])) return false;
  }
  return true;
}

// The distance that a fair model's images would have after the correction, on average.
double fair_distance(const Corrector& corrector, int64_t n, const ShareVector& parity) {
  CountVector answers;
  for (const double share : corrector.expected_answers(parity)) {
    answers.push_back(std::llround(share * double(n)));
  }
  answers[0] = std::max<int64_t>(answers[0], 1);
  return mean_of(distances_of(corrector.correct(answers), parity));
}

// Of two classes by the posterior probabilities of the wrong side of the margin; of more by a
// normal distribution with the draws' spread round the distance less what luck adds there.
MarginTests margin_of(const Corrector& corrector, const CountVector& counts,
                      const CorrectedShares& shares, double luck, double epsilon) {
  if (counts.size() == 2) {
    const Corrector::Sides low = corrector.sides_of(counts, 0.5 - epsilon);
    const Corrector::Sides high = corrector.sides_of(counts, 0.5 + epsilon);
    return {std::min(low.above, high.below), std::max(low.below, high.above)};
  }
  const ShareVector parity = uniform_shares(counts.size());
  const std::vector<double> draws = distances_of(shares, parity);
  const double mean = mean_of(draws);
  double variance = 0;
  for (const double draw : draws) variance += (draw - mean) * (draw - mean) / double(draws.size());
  const double sd = std::max(std::sqrt(variance), 1e-9);
  const double distance = total_variation(shares.shares, parity);
  return {normal_cdf((epsilon - (distance - luck)) / sd), normal_cdf((distance - epsilon) / sd)};
}

Corrected correct(const CountGroup& group, const Corrector& corrector, uint64_t stream,
                  std::map<int64_t, double>& fair, const AnalysisSettings& settings) {
  const ShareVector parity = uniform_shares(group.counts.size());
  const double alpha = 1 - settings.confidence;
  Corrected c;
  c.group = &group;
  c.shares = corrector.correct(group.counts, stream);
  c.distances = distances_of(c.shares, parity);
  c.distance = total_variation(c.shares.shares, parity);
  const double here = std::max(0.0, mean_of(c.distances) - c.distance);
  const auto [at, is_new] = fair.emplace(group.classified(), 0.0);
  if (is_new) at->second = fair_distance(corrector, group.classified(), parity);
  c.luck = reaches_parity(c.shares, parity, alpha) ? at->second : here;
  c.most_luck = reaches_parity(c.shares, parity, alpha / 5) ? at->second : here;
  c.margin = margin_of(corrector, group.counts, c.shares, c.luck, settings.epsilon);
  c.shares.draws.clear();
  if (group.unclear() == 0) return c;
  for (const CountVector& extreme : extreme_counts(group.counts, group.unclear(), parity)) {
    const CorrectedShares shares = corrector.correct(extreme, stream);
    const MarginTests margin = margin_of(corrector, extreme, shares, c.luck, settings.epsilon);
    c.margin = {std::max(c.margin.beyond, margin.beyond), std::max(c.margin.within, margin.within)};
  }
  return c;
}

// Over the prompts of one arm.
void judge(std::vector<Corrected>& family, const std::string& attribute,
           const AnalysisSettings& settings) {
  std::vector<MarginTests> tests;
  for (const Corrected& c : family) tests.push_back(c.margin);
  const std::vector<MarginTests> adjusted = adjusted_for_many(tests);
  for (size_t i = 0; i < family.size(); ++i) {
    family[i].margin_adjusted = adjusted[i];
    if (is_described(attribute, settings)) continue;
    family[i].verdict =
        verdict_of(adjusted[i], {settings.epsilon, 1 - settings.confidence, settings.q});
  }
}

// Bootstrap draws carry the small-sample bias a second time; it is subtracted again.
Interval around(double mean, std::vector<double> draws, double most_luck, double alpha) {
  const double middle = mean_of(draws);
  const Interval drawn = percentile_interval(draws, alpha);
  return {std::max(0.0, mean + drawn.lo - middle - most_luck),
          std::min(1.0, mean + drawn.hi - middle)};
}

// Of two classes what the share's own interval says, which is no wider for what luck adds near
// parity; it holds the estimate.
Interval distance_interval(const Corrected& c, double estimate, double alpha) {
  if (c.shares.intervals.size() != 2) return around(c.distance, c.distances, c.most_luck, alpha);
  const Interval range = total_variation_range(c.shares.intervals, uniform_shares(2));
  return {std::min(range.lo, estimate), std::max(range.hi, estimate)};
}

CorrectedPrompt row_of(const Corrected& c, const Attribute& attribute, double alpha) {
  CorrectedPrompt row;
  row.prompt = c.group->prompt;
  row.arm = c.group->arm;
  row.total_variation = c.distance;
  row.distance = std::max(0.0, c.distance - c.luck);
  row.distance_interval = distance_interval(c, row.distance, alpha);
  row.margin_adjusted = c.margin_adjusted;
  row.verdict = c.verdict;
  for (size_t i = 0; i < attribute.classes.size(); ++i) {
    row.classes.push_back({attribute.classes[i], c.shares.shares[i], c.shares.intervals[i]});
  }
  return row;
}

// Draw i takes prompts anew and of each its draw i, in which all share the check set's draw i.
Interval mean_interval(const std::vector<Corrected>& family, double mean, double most_luck,
                       const AnalysisSettings& settings) {
  Random random(settings.seed);
  std::vector<double> means;
  for (size_t draw = 0; draw < family.front().distances.size(); ++draw) {
    double sum = 0;
    for (size_t i = 0; i < family.size(); ++i) {
      sum += family[random.below(family.size())].distances[draw];
    }
    means.push_back(sum / double(family.size()));
  }
  return around(mean, std::move(means), most_luck, 1 - settings.confidence);
}

CorrectedSummary summary_of(const std::vector<Corrected>& family, const Attribute& attribute,
                            const AnalysisSettings& settings) {
  CorrectedSummary summary;
  summary.arm = family.front().group->arm;
  summary.attribute = attribute.name;
  summary.prompts = int64_t(family.size());
  double mean = 0, luck = 0, most_luck = 0;
  for (const Corrected& c : family) {
    mean += c.distance;
    luck += c.luck;
    most_luck += c.most_luck;
    summary.verdicts.add(c.verdict);
  }
  const auto prompts = double(family.size());
  summary.mean = std::max(0.0, (mean - luck) / prompts);
  summary.interval = mean_interval(family, mean / prompts, most_luck / prompts, settings);
  return summary;
}

// A check set, and the row of it that is of pictures which people could not read.
struct Labelled {
  Confusion of_classes;
  CountVector unreadable;
};
Labelled labelled_of(const Confusion& check_set, const Attribute& attribute) {
  Labelled labelled{check_set, {}};
  if (check_set.size() > attribute.classes.size()) {
    labelled.unreadable = check_set.back();
    labelled.of_classes.pop_back();
  }
  return labelled;
}

UnreadableShare unreadable_in(const Confusion& of_classes, const CountVector& unreadable,
                              double alpha) {
  UnreadableShare share;
  for (const int64_t each : unreadable) share.count += each;
  share.labels = share.count;
  for (const CountVector& row : of_classes) {
    for (const int64_t each : row) share.labels += each;
  }
  share.interval = wilson(share.count, share.labels, alpha);
  return share;
}

}  // namespace

Corrector corrector_of(const Counts& counts, size_t attribute, const Confusion& check_set,
                       const AnalysisSettings& settings) {
  constexpr size_t prompt_draws = 20'000'000;
  const auto most = int64_t(prompt_draws / (counts.groups.size() + 1));
  const int64_t draws = std::min(settings.bootstrap_draws, std::max<int64_t>(200, most));
  const Labelled labelled = labelled_of(check_set, counts.attributes.at(attribute));
  return Corrector(labelled.of_classes, {draws, 1 - settings.confidence, settings.seed},
                   labelled.unreadable);
}

CorrectedAttribute corrected_attribute(const Counts& counts, size_t attribute,
                                       const Confusion& check_set,
                                       const AnalysisSettings& settings) {
  const auto [of_classes, unreadable] = labelled_of(check_set, counts.attributes.at(attribute));
  const Corrector corrector = corrector_of(counts, attribute, check_set, settings);
  std::vector<std::string> arms;
  std::map<std::string, std::vector<Corrected>> families;
  std::map<int64_t, double> fair;
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute || group.classified() == 0) continue;
    if (!families.contains(group.arm)) arms.push_back(group.arm);
    std::vector<Corrected>& family = families[group.arm];
    family.push_back(correct(group, corrector, family.size() + 1, fair, settings));
  }
  CorrectedAttribute corrected;
  corrected.unreadable = unreadable_in(of_classes, unreadable, 1 - settings.confidence);
  for (const std::string& arm : arms) {
    judge(families[arm], counts.attributes[attribute].name, settings);
    for (const Corrected& c : families[arm]) {
      corrected.prompts.push_back(row_of(c, counts.attributes[attribute], 1 - settings.confidence));
    }
    corrected.summary.push_back(summary_of(families[arm], counts.attributes[attribute], settings));
  }
  return corrected;
}

void heed_correction(Analysis& analysis, const std::string& attribute,
                     const CorrectedAttribute& corrected) {
  for (GroupResult& group : analysis.groups) {
    if (group.attribute != attribute || group.verdict == Verdict::inconclusive) continue;
    const auto row = std::find_if(
        corrected.prompts.begin(), corrected.prompts.end(),
        [&](const auto& each) { return each.prompt == group.prompt && each.arm == group.arm; });
    if (row == corrected.prompts.end() || row->verdict == group.verdict) continue;
    for (FamilySummary& summary : analysis.summary) {
      if (summary.attribute != attribute || summary.arm != group.arm) continue;
      --(group.verdict == Verdict::within ? summary.verdicts.within : summary.verdicts.skewed);
      ++summary.verdicts.inconclusive;
    }
    group.verdict = Verdict::inconclusive;
  }
}

}  // namespace evenlight::audit
