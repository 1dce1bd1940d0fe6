#include <algorithm>
#include <cmath>

#include "bias_audit/report/parts.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/special.h"
#include "bias_audit/stats/two_samples.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// What a prompt's share of "woman" is laid beside: a number with an error, or another sample.
struct Standard {
  std::string id, title, source;
  double share = 0.5;
  double error = 0;           // standard error of the share
  std::int64_t k = 0, n = 0;  // of the baseline's own images
};

struct Sample {
  std::int64_t k = 0, n = 0;
  double share() const { return static_cast<double>(k) / static_cast<double>(n); }
};

// The interval of a share: Wilson's, or what holds at whatever moment the audit stopped.
struct Level {
  double alpha = 0.05;
  double epsilon = 0.1;
  bool sequential = false;
  double sequence_alpha = 0.05;
  Interval share(std::int64_t k, std::int64_t n) const {
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
  const double half = normal_quantile(1 - alpha / 2) * standard.error;
  const double d = s.share() - standard.share;
  return {d - std::hypot(s.share() - share.lo, half), d + std::hypot(share.hi - s.share(), half)};
}

double p_value(const Sample& s, const Standard& standard) {
  if (standard.n > 0) return fisher_exact_test(s.k, s.n, standard.k, standard.n);
  if (standard.error == 0) return binomial_test(s.k, s.n, standard.share);
  const double own = standard.share * (1 - standard.share) / static_cast<double>(s.n);
  const double z = (s.share() - standard.share) / std::sqrt(own + standard.error * standard.error);
  return std::min(1.0, 2 * normal_cdf(-std::abs(z)));
}

Verdict verdict_of_interval(const Interval& d, double epsilon) {
  if (d.lo > epsilon || d.hi < -epsilon) return Verdict::skewed;
  if (d.lo > -epsilon && d.hi < epsilon) return Verdict::within;
  return Verdict::inconclusive;
}

// The same verdict must hold when every unclear image would read as woman, or none.
Verdict verdict_in_all_cases(const Sample& s, std::int64_t unclear, const Standard& standard,
                             const Level& level) {
  const Verdict seen = verdict_of_interval(difference_interval(s, standard, level), level.epsilon);
  for (const Sample& extreme : {Sample{s.k, s.n + unclear}, Sample{s.k + unclear, s.n + unclear}}) {
    const Interval d = difference_interval(extreme, standard, level);
    if (verdict_of_interval(d, level.epsilon) != seen) return Verdict::inconclusive;
  }
  return seen;
}

Sample sample_of(const CountGroup& group) {
  return {group.counts[0], group.classified()};
}

std::vector<Standard> standards_of(const AuditSettings& audit, const PromptSubject& subject,
                                   const Sample& baseline, const ReportSettings& settings) {
  std::vector<Standard> standards = {{"parity", "Parity", "as many women as men", 0.5}};
  const auto row = audit.set.references.find(subject.reference);
  if (row != audit.set.references.end() && row->second.attribute == "presentation") {
    for (const auto& [name, share] : row->second.shares) {
      if (name != "woman") continue;
      standards.push_back(
          {"row", row->second.title, row->second.source, share, row->second.standard_error});
    }
  }
  if (baseline.n > 0) {
    standards.push_back({"baseline", audit.set.subjects.back().text, "the model itself",
                         baseline.share(), 0, baseline.k, baseline.n});
  }
  if (settings.target_woman) {
    standards.push_back({"target", "Target", "chosen by the user", *settings.target_woman});
  }
  return standards;
}

ordered_json row_json(const Sample& s, std::int64_t unclear, const Standard& standard,
                      const Level& level) {
  ordered_json row = {{"reference", standard.id},
                      {"title", standard.title},
                      {"source", standard.source},
                      {"woman", standard.share},
                      {"standard_error", standard.error}};
  if (standard.n > 0) row["n"] = standard.n;
  if (s.n == 0) {
    row["difference"] = nullptr;
    row["verdict"] = verdict_name(Verdict::inconclusive);
    return row;
  }
  const Interval d = difference_interval(s, standard, level);
  row["difference"] = s.share() - standard.share;
  row["interval"] = {d.lo, d.hi};
  // Of a number of images that was decided while looking there is no such p-value; the sequence's
  // level is already shared out over the prompts.
  if (!level.sequential) row["p"] = p_value(s, standard);
  row["verdict"] = verdict_name(verdict_in_all_cases(s, unclear, standard, level));
  return row;
}

// p-values are adjusted over the prompts of one kind of reference; what does not stand up to that
// is no "skewed".
void adjust(ordered_json& prompts, const AnalysisSettings& settings) {
  for (const char* kind : {"parity", "row", "baseline", "target"}) {
    std::vector<ordered_json*> rows;
    std::vector<double> p;
    for (ordered_json& prompt : prompts) {
      for (ordered_json& row : prompt["against"]) {
        if (row["reference"] != kind || !row.contains("p")) continue;
        rows.push_back(&row);
        p.push_back(row["p"]);
      }
    }
    if (rows.empty()) continue;
    const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ordered_json& row = *rows[i];
      row["p_adjusted"] = adjusted[i];
      if (row["verdict"] == "skewed" && adjusted[i] > settings.q) row["verdict"] = "inconclusive";
    }
  }
}

}  // namespace

ordered_json references_json(const AuditSettings& audit, const Counts& counts,
                             const std::vector<ImageRow>& images, const ReportSettings& settings) {
  Sample baseline;
  if (audit.baseline) {
    for (const ImageRow& row : images) {
      if (row.subject + 1 != audit.set.subjects.size()) continue;
      baseline.k += row.measurement.outcome == "woman" ? 1 : 0;
      baseline.n += row.measurement.outcome == "woman" || row.measurement.outcome == "man" ? 1 : 0;
    }
  }
  const Level level{1 - settings.analysis.confidence, settings.analysis.epsilon, audit.sequential,
                    sequence_alpha(audit, settings.analysis.confidence)};
  ordered_json prompts = ordered_json::array();
  std::size_t subject = 0;
  for (const CountGroup& group : counts.groups) {
    if (counts.attributes[group.attribute].name != "presentation") continue;
    const Sample s = sample_of(group);
    ordered_json against = ordered_json::array();
    for (const Standard& standard :
         standards_of(audit, audit.set.subjects[subject], baseline, settings)) {
      against.push_back(row_json(s, group.unclear(), standard, level));
    }
    ordered_json alternates = ordered_json::array();
    for (const std::string& key : audit.set.subjects[subject].alternates) {
      const Reference& other = audit.set.references.at(key);
      for (const auto& [name, share] : other.shares) {
        if (name == "woman") alternates.push_back({{"title", other.title}, {"woman", share}});
      }
    }
    ordered_json share = nullptr;
    if (s.n > 0) share = s.share();
    prompts.push_back({{"prompt", group.prompt},
                       {"n", s.n},
                       {"woman", share},
                       {"against", against},
                       {"alternate_rows", alternates}});
    ++subject;
  }
  adjust(prompts, settings.analysis);
  return prompts;
}

}  // namespace evenlight::audit
