#include "bias_audit/analysis/corrected_references.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/analysis/corrected.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/uncertain_share.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

constexpr uint64_t baseline_stream = 1'000'003;  // none that a prompt has

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

// A share of "woman" and what it may be, one a draw of the check set.
struct Drawn {
  double share = 0;
  std::vector<double> draws;
};

class Correction {
 public:
  Correction(const References& references, const Attribute& attribute, const Corrector& corrector,
             const AnalysisSettings& settings)
      : references_(references), corrector_(corrector), settings_(settings) {
    const auto woman = std::find(attribute.classes.begin(), attribute.classes.end(), "woman");
    is_first_ = woman == attribute.classes.end() || woman == attribute.classes.begin();
  }

  // `stream` as corrected_attribute() numbers the prompts of an arm.
  void add(ReferencedPrompt& prompt, const CountGroup& group, uint64_t stream) {
    const Drawn share = drawn(group.counts, stream);
    for (ReferenceRow& row : prompt.against) {
      if (row.reference == "parity" || !row.difference) continue;
      const Drawn reference = reference_of(row, prompt.arm, share.draws.size());
      CorrectedDifference& corrected = row.corrected.emplace();
      corrected.woman = reference.share;
      corrected.value = share.share - reference.share;
      for (size_t i = 0; i < share.draws.size(); ++i) {
        corrected.draws.push_back(share.draws[i] - reference.draws[i]);
      }
      std::vector<double> sorted = corrected.draws;
      corrected.interval = percentile_interval(sorted, 1 - settings_.confidence);
      corrected.interval = {std::min(corrected.interval.lo, corrected.value),
                            std::max(corrected.interval.hi, corrected.value)};
      corrected.margin = margin_of(group, reference);
      families_[{prompt.arm, row.reference}].push_back(&row);
    }
  }

  // Over the prompts of one arm and kind of reference.
  void judge() {
    for (auto& [name, rows] : families_) {
      std::vector<MarginTests> tests;
      for (const ReferenceRow* row : rows) tests.push_back(row->corrected->margin);
      const std::vector<MarginTests> adjusted = adjusted_for_many(tests);
      for (size_t i = 0; i < rows.size(); ++i) {
        ReferenceRow& row = *rows[i];
        row.corrected->margin_adjusted = adjusted[i];
        row.corrected->verdict = verdict_of(adjusted[i], verdict_settings(settings_));
        if (row.verdict != row.corrected->verdict) row.verdict = Verdict::inconclusive;
      }
    }
  }

 private:
  size_t woman() const { return is_first_ ? 0 : 1; }

  Drawn drawn(const CountVector& counts, uint64_t stream) const {
    const CorrectedShares corrected = corrector_.correct(counts, stream);
    Drawn result{corrected.shares[woman()], {}};
    for (const ShareVector& draw : corrected.draws) result.draws.push_back(draw[woman()]);
    return result;
  }

  // Prompts beside a row of the same title share its error.
  const Drawn& reference_of(const ReferenceRow& row, const std::string& arm, size_t draws) {
    const bool is_baseline = row.reference == "baseline";
    const auto key = std::make_pair(is_baseline ? arm : "", row.title);
    const auto [at, is_new] = drawn_.try_emplace(key);
    if (!is_new) return at->second;
    Drawn& reference = at->second;
    if (is_baseline) {
      const References::Baseline& counted = references_.baselines.at(arm);
      CountVector counts(2, counted.n - counted.woman);
      counts[woman()] = counted.woman;
      reference = drawn(counts, baseline_stream);
      return reference;
    }
    reference.share = row.woman;
    Random random(settings_.seed + 0x9E3779B97F4A7C15U * (baseline_stream + drawn_.size()));
    for (size_t i = 0; i < draws; ++i) {
      reference.draws.push_back(
          row.standard_error > 0 ? draw_share({row.woman, row.standard_error}, random) : row.woman);
    }
    return reference;
  }

  // P(share < reference + by) and P(share > reference + by), over the draws of both.
  Corrector::Sides sides(const CountVector& counts, const Drawn& reference, double by) const {
    std::vector<double> shares;
    for (const double draw : reference.draws) {
      const double share = std::clamp(draw + by, 0.0, 1.0);
      shares.push_back(is_first_ ? share : 1 - share);
    }
    const Corrector::Sides first = corrector_.sides_of(counts, shares);
    return is_first_ ? first : Corrector::Sides{first.above, first.below};
  }

  MarginTests margin_of_counts(const CountVector& counts, const Drawn& reference) const {
    const Corrector::Sides low = sides(counts, reference, -settings_.epsilon);
    const Corrector::Sides high = sides(counts, reference, settings_.epsilon);
    return {std::min(low.above, high.below), std::max(low.below, high.above)};
  }

  // The worst over all ways to read the unclear images.
  MarginTests margin_of(const CountGroup& group, const Drawn& reference) const {
    MarginTests worst = margin_of_counts(group.counts, reference);
    const int64_t unclear = group.unclear();
    if (unclear == 0) return worst;
    const int64_t k = group.counts[woman()], all = group.classified() + unclear;
    const int64_t nearest =
        std::clamp<int64_t>(std::llround(reference.share * double(all)), k, k + unclear);
    for (const int64_t as_woman : {k, nearest, k + unclear}) {
      CountVector counts(2, all - as_woman);
      counts[woman()] = as_woman;
      const MarginTests each = margin_of_counts(counts, reference);
      worst = {std::max(worst.beyond, each.beyond), std::max(worst.within, each.within)};
    }
    return worst;
  }

  const References& references_;
  const Corrector& corrector_;
  const AnalysisSettings& settings_;
  bool is_first_ = true;                                        // "woman" among the two classes
  std::map<std::pair<std::string, std::string>, Drawn> drawn_;  // by arm (of a baseline), title
  std::map<std::pair<std::string, std::string>, std::vector<ReferenceRow*>> families_;
};

// The mean over prompts of |difference| less what luck adds, as of the corrected mean distance.
void add_mean_gap(ReferenceSummary& summary, const std::vector<const CorrectedDifference*>& rows,
                  double alpha) {
  const auto count = double(rows.size());
  double mean = 0, luck = 0;
  std::vector<double> means(rows.front()->draws.size(), 0.0);
  for (const CorrectedDifference* row : rows) {
    double wide = 0, spread = 0;
    for (size_t i = 0; i < means.size(); ++i) {
      wide += std::abs(row->draws[i]) / double(means.size());
      spread += std::abs(row->draws[i] - row->value) / double(means.size());
      means[i] += std::abs(row->draws[i]) / count;
    }
    mean += std::abs(row->value) / count;
    const double here = std::max(0.0, wide - std::abs(row->value));
    luck += (row->interval.contains(0) ? spread : here) / count;
  }
  const double middle = mean_of(means);
  const Interval drawn = percentile_interval(means, alpha);
  const double gap = std::max(0.0, mean - luck);
  summary.corrected_mean_gap = gap;
  summary.corrected_mean_gap_interval =
      Interval{std::clamp(mean + drawn.lo - middle - luck, 0.0, gap),
               std::max(gap, std::min(1.0, mean + drawn.hi - middle))};
}

void add_mean_gaps(ReferenceResults& results, double alpha) {
  for (ReferenceSummary& summary : results.summary) {
    std::vector<const CorrectedDifference*> rows;
    for (const ReferencedPrompt& prompt : results.prompts) {
      if (prompt.arm != summary.arm) continue;
      for (const ReferenceRow& row : prompt.against) {
        if (row.reference == summary.reference && row.corrected) rows.push_back(&*row.corrected);
      }
    }
    if (!rows.empty()) add_mean_gap(summary, rows, alpha);
  }
}

}  // namespace

void correct_references(ReferenceResults& results, const References& references,
                        const Counts& counts, size_t attribute, const Confusion& check_set,
                        const AnalysisSettings& settings) {
  if (counts.attributes.at(attribute).classes.size() != 2) return;
  const Corrector corrector = corrector_of(counts, attribute, check_set, settings);
  Correction correction(references, counts.attributes[attribute], corrector, settings);
  std::map<std::string, uint64_t> streams;  // by arm
  size_t place = 0;                         // prompts stand in the order of the groups
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute) continue;
    ReferencedPrompt& prompt = results.prompts.at(place++);
    if (group.classified() > 0) correction.add(prompt, group, ++streams[group.arm]);
  }
  correction.judge();
  add_mean_gaps(results, 1 - settings.confidence);
  for (ReferencedPrompt& prompt : results.prompts) {
    for (ReferenceRow& row : prompt.against) {
      if (row.corrected) row.corrected->draws.clear();
    }
  }
}

}  // namespace evenlight::audit
