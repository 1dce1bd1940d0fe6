#include "bias_audit/analysis/corrected.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/random.h"
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
  double p = 1;  // that the sign of the difference is the other one, for two classes
  double p_adjusted = 1;
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
double fair_distance(const Corrector& corrector, std::int64_t n, const ShareVector& parity) {
  CountVector answers;
  for (const double share : corrector.expected_answers(parity)) {
    answers.push_back(std::llround(share * double(n)));
  }
  answers[0] = std::max<std::int64_t>(answers[0], 1);
  return mean_of(distances_of(corrector.correct(answers), parity));
}

Verdict verdict_of(const CorrectedShares& corrected, const ShareVector& parity,
                   const AnalysisSettings& settings) {
  if (parity.size() == 2) {
    const Interval& first = corrected.intervals[0];
    if (first.lo > 0.5 + settings.epsilon || first.hi < 0.5 - settings.epsilon) {
      return Verdict::skewed;
    }
    const bool within = first.lo > 0.5 - settings.epsilon && first.hi < 0.5 + settings.epsilon;
    return within ? Verdict::within : Verdict::inconclusive;
  }
  std::vector<double> distances = distances_of(corrected, parity);
  const Interval distance = percentile_interval(distances, 1 - settings.confidence);
  if (distance.lo > settings.epsilon) return Verdict::skewed;
  return distance.hi < settings.epsilon ? Verdict::within : Verdict::inconclusive;
}

Corrected correct(const CountGroup& group, const Corrector& corrector, std::uint64_t stream,
                  std::map<std::int64_t, double>& fair, const AnalysisSettings& settings) {
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
  if (parity.size() == 2) c.p = corrector.two_sided_p(group.counts, 0.5);
  c.verdict = verdict_of(c.shares, parity, settings);
  c.shares.draws.clear();
  if (group.unclear() == 0 || c.verdict == Verdict::inconclusive) return c;
  for (const CountVector& extreme : extreme_counts(group.counts, group.unclear(), parity)) {
    const CorrectedShares shares = corrector.correct(extreme, stream);
    if (verdict_of(shares, parity, settings) != c.verdict) c.verdict = Verdict::inconclusive;
  }
  return c;
}

// Over the prompts of one arm; what does not stand up to that is no "skewed".
void adjust(std::vector<Corrected>& family, const AnalysisSettings& settings) {
  std::vector<double> p;
  for (const Corrected& c : family) p.push_back(c.p);
  const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
  for (size_t i = 0; i < family.size(); ++i) {
    family[i].p_adjusted = adjusted[i];
    const bool two = family[i].group->counts.size() == 2;
    if (two && family[i].verdict == Verdict::skewed && adjusted[i] > settings.q) {
      family[i].verdict = Verdict::inconclusive;
    }
  }
}

CorrectedPrompt row_of(const Corrected& c, const Attribute& attribute) {
  CorrectedPrompt row{c.group->prompt, c.group->arm, {}, c.distance, std::nullopt, c.verdict};
  for (size_t i = 0; i < attribute.classes.size(); ++i) {
    row.classes.push_back({attribute.classes[i], c.shares.shares[i], c.shares.intervals[i]});
  }
  if (c.group->counts.size() == 2) row.p_adjusted = c.p_adjusted;
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
  // The draws scatter round a value that luck has raised once more.
  const double middle = mean_of(means);
  const Interval drawn = percentile_interval(means, 1 - settings.confidence);
  return {std::max(0.0, mean + drawn.lo - middle - most_luck),
          std::min(1.0, mean + drawn.hi - middle)};
}

CorrectedSummary summary_of(const std::vector<Corrected>& family, const Attribute& attribute,
                            const AnalysisSettings& settings) {
  CorrectedSummary summary;
  summary.arm = family.front().group->arm;
  summary.attribute = attribute.name;
  summary.prompts = std::int64_t(family.size());
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

}  // namespace

CorrectedAttribute corrected_attribute(const Counts& counts, size_t attribute,
                                       const Confusion& check_set,
                                       const AnalysisSettings& settings) {
  // A file of very many prompts needs fewer draws for the same precision and should end in time.
  constexpr size_t prompt_draws = 20'000'000;
  const auto most = std::int64_t(prompt_draws / (counts.groups.size() + 1));
  const std::int64_t draws = std::min(settings.bootstrap_draws, std::max<std::int64_t>(200, most));
  const Corrector corrector(check_set, {draws, 1 - settings.confidence, settings.seed});
  std::vector<std::string> arms;
  std::map<std::string, std::vector<Corrected>> families;
  std::map<std::int64_t, double> fair;
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute || group.classified() == 0) continue;
    if (!families.contains(group.arm)) arms.push_back(group.arm);
    std::vector<Corrected>& family = families[group.arm];
    family.push_back(correct(group, corrector, family.size() + 1, fair, settings));
  }
  CorrectedAttribute corrected;
  for (const std::string& arm : arms) {
    adjust(families[arm], settings);
    for (const Corrected& c : families[arm]) {
      corrected.prompts.push_back(row_of(c, counts.attributes[attribute]));
    }
    corrected.summary.push_back(summary_of(families[arm], counts.attributes[attribute], settings));
  }
  return corrected;
}

}  // namespace evenlight::audit
