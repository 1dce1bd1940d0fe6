#include "bias_audit/analysis/references.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "bias_audit/analysis/analyze_parts.h"
#include "bias_audit/analysis/sequential.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/special.h"
#include "bias_audit/stats/two_samples.h"
#include "bias_audit/stats/uncertain_share.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

// What a prompt's share of "woman" is compared with: a number with an error, or another sample.
struct Standard {
  std::string id, title, source;
  double share = 0.5;
  double error = 0;      // standard error of the share
  int64_t k = 0, n = 0;  // of the baseline's own images
};

struct Sample {
  int64_t k = 0, n = 0;
  double share() const { return double(k) / double(n); }
};

// The interval of a share: Wilson's, or what holds at whatever moment the audit stopped.
struct Level {
  double alpha = 0.05;
  double epsilon = 0.1;
  bool sequential = false;
  double sequence_alpha = 0.05;
  Interval share(int64_t k, int64_t n) const {
    return sequential ? confidence_sequence(k, n, sequence_alpha) : wilson(k, n, alpha);
  }
};

// Two independent intervals joined for their difference (Zou and Donner 2008), the reference's own
// a normal one where it is no sample.
Interval difference_interval(const Sample& s, const Standard& standard, const Level& level) {
  const double alpha = level.alpha;
  if (standard.n > 0 && !level.sequential) {
    return newcombe(s.k, s.n, standard.k, standard.n, alpha);
  }
  const Interval share = level.share(s.k, s.n);
  if (standard.n > 0) {
    const Interval other = level.share(standard.k, standard.n);
    const double d = s.share() - standard.share;
    return {d - std::hypot(s.share() - share.lo, other.hi - standard.share),
            d + std::hypot(share.hi - s.share(), standard.share - other.lo)};
  }
  const double half = normal_two_sided(alpha) * standard.error;
  const double d = s.share() - standard.share;
  return {d - std::hypot(s.share() - share.lo, half), d + std::hypot(share.hi - s.share(), half)};
}

double p_value(const Sample& s, const Standard& standard) {
  if (standard.n > 0) return fisher_exact_test(s.k, s.n, standard.k, standard.n);
  return share_test(s.k, s.n, {standard.share, standard.error});
}

Verdict verdict_of_interval(const Interval& d, double epsilon) {
  if (d.lo > epsilon || d.hi < -epsilon) return Verdict::skewed;
  if (d.lo > -epsilon && d.hi < epsilon) return Verdict::within;
  return Verdict::inconclusive;
}

// The same verdict must hold when every unclear image would read as woman, or none.
Verdict verdict_in_all_cases(const Sample& s, int64_t unclear, const Standard& standard,
                             const Level& level) {
  const Verdict seen = verdict_of_interval(difference_interval(s, standard, level), level.epsilon);
  for (const Sample& extreme : {Sample{s.k, s.n + unclear}, Sample{s.k + unclear, s.n + unclear}}) {
    const Interval d = difference_interval(extreme, standard, level);
    if (verdict_of_interval(d, level.epsilon) != seen) return Verdict::inconclusive;
  }
  return seen;
}

// The smallest error level at which `holds` of the difference's interval.
double level_of(const Sample& s, const Standard& standard,
                const std::function<bool(const Interval&)>& holds) {
  const auto holds_at = [&](double log_alpha) {
    return holds(difference_interval(s, standard, Level{std::exp(log_alpha)}));
  };
  double lo = -40, hi = -1e-6;  // of the logarithm: does not hold, holds
  if (!holds_at(hi)) return 1;
  if (holds_at(lo)) return std::exp(lo);
  for (int i = 0; i < 40; ++i) {
    const double middle = (lo + hi) / 2;
    (holds_at(middle) ? hi : lo) = middle;
  }
  return std::exp(hi);
}

// Of the two claims about the margin, by the interval of the difference: one end of it for
// "skewed" of either sign, both one-sided for "within".
MarginTests margin_of(const Sample& s, const Standard& standard, double epsilon) {
  const double beyond =
      level_of(s, standard, [&](const Interval& d) { return d.lo > epsilon || d.hi < -epsilon; });
  const double within =
      level_of(s, standard, [&](const Interval& d) { return d.lo > -epsilon && d.hi < epsilon; });
  return {beyond, within / 2};
}

// The worst over all ways to read the unclear images.
MarginTests margin_in_all_cases(const Sample& s, int64_t unclear, const Standard& standard,
                                double epsilon) {
  if (standard.id == "parity") {
    return margin_tests({s.k, s.n - s.k}, unclear, uniform_shares(2), epsilon);
  }
  MarginTests worst = margin_of(s, standard, epsilon);
  if (unclear == 0) return worst;
  const int64_t nearest =
      std::clamp<int64_t>(std::llround(standard.share * double(s.n + unclear)), s.k, s.k + unclear);
  for (const int64_t k : {s.k, nearest, s.k + unclear}) {
    const MarginTests each = margin_of({k, s.n + unclear}, standard, epsilon);
    worst = {std::max(worst.beyond, each.beyond), std::max(worst.within, each.within)};
  }
  return worst;
}

// The class that references are about, by its place.
size_t woman_of(const Attribute& attribute) {
  const auto found = std::find(attribute.classes.begin(), attribute.classes.end(), "woman");
  return found == attribute.classes.end() ? 0 : size_t(found - attribute.classes.begin());
}

std::optional<double> woman_in(const Reference& reference) {
  for (const auto& [name, share] : reference.shares) {
    if (name == "woman") return share;
  }
  return std::nullopt;
}

std::vector<Standard> standards_of(const References& references, const PromptSubject* subject,
                                   const CountGroup& group) {
  std::vector<Standard> standards = {{"parity", "Parity", "as many women as men", 0.5}};
  if (subject && !subject->reference.empty()) {
    const Reference& row = references.set->references.at(subject->reference);
    const auto woman = woman_in(row);
    if (row.attribute == "presentation" && woman) {
      standards.push_back({"row", row.title, row.source, *woman, row.standard_error});
    }
  }
  const auto baseline = references.baselines.find(group.arm);
  if (baseline != references.baselines.end() && baseline->second.n > 0 &&
      group.prompt != references.baseline) {
    const Sample sample{baseline->second.woman, baseline->second.n};
    standards.push_back({"baseline", references.baseline, "the model itself", sample.share(), 0,
                         sample.k, sample.n});
  }
  if (references.target_woman) {
    standards.push_back({"target", "Target", "chosen by the user", *references.target_woman});
  }
  return standards;
}

ReferenceRow row_of(const Sample& s, int64_t unclear, const Standard& standard,
                    const Level& level) {
  ReferenceRow row{standard.id,    standard.title, standard.source,
                   standard.share, standard.error, standard.n};
  if (s.n == 0) return row;
  row.difference = {s.share() - standard.share, difference_interval(s, standard, level)};
  // Of a number of images that was decided while looking there is no such p-value; the sequence's
  // level is already shared out over the prompts.
  if (level.sequential) {
    row.verdict = verdict_in_all_cases(s, unclear, standard, level);
    return row;
  }
  row.difference->p = p_value(s, standard);
  row.difference->margin = margin_in_all_cases(s, unclear, standard, level.epsilon);
  return row;
}

void set_verdict(ReferenceRow& row, Verdict verdict, const std::string& attribute,
                 const AnalysisSettings& settings) {
  row.verdict = allowed_verdict(verdict, attribute, settings);
  row.is_unchecked = row.verdict != verdict;
}

// Over the prompts of one arm and kind of reference; what is "within" only by an instrument that
// was not checked is inconclusive.
void judge(std::vector<ReferencedPrompt>& prompts, const std::string& attribute,
           const AnalysisSettings& settings) {
  std::map<std::pair<std::string, std::string>, std::vector<ReferenceRow*>> families;
  for (ReferencedPrompt& prompt : prompts) {
    for (ReferenceRow& row : prompt.against) {
      set_verdict(row, row.verdict, attribute, settings);
      if (row.difference && row.difference->p) {
        families[{prompt.arm, row.reference}].push_back(&row);
      }
    }
  }
  for (const auto& [name, rows] : families) {
    std::vector<double> p;
    std::vector<MarginTests> tests;
    for (const ReferenceRow* row : rows) {
      p.push_back(*row->difference->p);
      tests.push_back(row->difference->margin);
    }
    const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
    const std::vector<MarginTests> margins = adjusted_for_many(tests);
    for (size_t i = 0; i < rows.size(); ++i) {
      rows[i]->difference->p_adjusted = adjusted[i];
      rows[i]->difference->margin_adjusted = margins[i];
      set_verdict(*rows[i], verdict_of(margins[i], verdict_settings(settings)), attribute,
                  settings);
    }
  }
}

std::vector<AlternateRow> alternates_of(const References& references,
                                        const PromptSubject* subject) {
  std::vector<AlternateRow> rows;
  if (!subject) return rows;
  for (const std::string& key : subject->alternates) {
    const Reference& other = references.set->references.at(key);
    if (const auto woman = woman_in(other)) rows.push_back({other.title, *woman});
  }
  return rows;
}

}  // namespace

References references_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                         std::optional<double> target_woman, double confidence) {
  References references;
  references.set = &audit.set;
  references.target_woman = target_woman;
  references.sequential = audit.sequential;
  references.sequence_alpha = sequence_alpha(audit, confidence);
  if (!audit.baseline) return references;
  references.baseline = audit.set.subjects.back().text;
  References::Baseline& baseline = references.baselines[audit.arm];
  for (const ImageRow& row : images) {
    if (row.subject + 1 != audit.set.subjects.size()) continue;
    const std::string& outcome = row.measurement.outcome;
    baseline.woman += outcome == "woman" ? 1 : 0;
    baseline.n += outcome == "woman" || outcome == "man" ? 1 : 0;
  }
  return references;
}

std::vector<ReferencedPrompt> referenced_prompts(const References& references, const Counts& counts,
                                                 size_t attribute,
                                                 const AnalysisSettings& settings) {
  std::vector<ReferencedPrompt> prompts;
  if (attribute >= counts.attributes.size()) return prompts;
  const Level level{1 - settings.confidence, settings.epsilon, references.sequential,
                    references.sequence_alpha};
  const size_t woman = woman_of(counts.attributes[attribute]);
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute) continue;
    const Sample s{group.counts[woman], group.classified()};
    const PromptSubject* subject =
        references.set ? find_subject(*references.set, group.prompt) : nullptr;
    ReferencedPrompt& prompt = prompts.emplace_back();
    prompt.prompt = group.prompt;
    prompt.arm = group.arm;
    prompt.n = s.n;
    if (s.n > 0) prompt.woman = s.share();
    for (const Standard& standard : standards_of(references, subject, group)) {
      prompt.against.push_back(row_of(s, group.unclear(), standard, level));
    }
    prompt.alternates = alternates_of(references, subject);
  }
  judge(prompts, counts.attributes[attribute].name, settings);
  return prompts;
}

}  // namespace evenlight::audit
