#include <cmath>
#include <map>

#include "bias_audit/analysis/references.h"
#include "bias_audit/stats/mean_gap.h"

namespace evenlight::audit {

namespace {

struct Pair {
  double share = 0, reference = 0;
  int64_t n = 0;      // images of the prompt
  double error = 0;   // standard error of the reference
  std::string title;  // of the reference
};

// The same with an interval; prompts beside a reference of the same title share its error.
MeanGap mean_gap_of(const std::vector<Pair>& pairs, const AnalysisSettings& settings) {
  std::map<std::string, size_t> sources;
  std::vector<Gap> gaps;
  for (const Pair& pair : pairs) {
    const size_t source = sources.emplace(pair.title, sources.size()).first->second;
    gaps.push_back({std::llround(pair.share * double(pair.n)), pair.n,
                    UncertainShare{pair.reference, pair.error}, source});
  }
  return mean_gap(gaps, {settings.bootstrap_draws, 1 - settings.confidence, settings.seed});
}

// Pearson's correlation and the least-squares slope of the shares over the reference; nothing where
// the reference does not vary.
void add_line(ReferenceSummary& row, const std::vector<Pair>& pairs) {
  const auto n = double(pairs.size());
  double share = 0, reference = 0;
  for (const Pair& pair : pairs) {
    share += pair.share / n;
    reference += pair.reference / n;
  }
  double both = 0, shares = 0, references = 0;
  for (const Pair& pair : pairs) {
    const double x = pair.reference - reference, y = pair.share - share;
    both += x * y;
    references += x * x;
    shares += y * y;
  }
  if (references < 1e-12) return;
  row.slope = both / references;
  if (shares > 1e-12) row.correlation = both / std::sqrt(references * shares);
}

ReferenceSummary row_of(const std::string& arm, const std::string& reference,
                        const std::vector<Pair>& pairs, const AnalysisSettings& settings) {
  ReferenceSummary row{arm, reference, int64_t(pairs.size())};
  for (const Pair& pair : pairs) {
    const double more = std::abs(pair.share - 0.5) - std::abs(pair.reference - 0.5);
    row.farther_from_parity += more > 0 ? 1 : 0;
    row.farther_by_10_points += more > 0.1 ? 1 : 0;
  }
  const MeanGap gap = mean_gap_of(pairs, settings);
  row.mean_gap = gap.mean;
  row.mean_gap_by_luck = gap.by_luck;
  // That of parity stands in the summary, as the mean distance.
  if (reference != "parity") row.mean_gap_interval = gap.interval;
  add_line(row, pairs);
  return row;
}

// A baseline is a sample of its own: its Jeffreys posterior's, which is not zero for none of few.
double error_of(const ReferenceRow& row) {
  if (row.n == 0) return row.standard_error;
  const auto n = double(row.n);
  const double k = row.woman * n;
  return std::sqrt((k + 0.5) * (n - k + 0.5) / ((n + 1) * (n + 1) * (n + 2)));
}

}  // namespace

std::vector<ReferenceSummary> reference_summary(const std::vector<ReferencedPrompt>& prompts,
                                                const AnalysisSettings& settings) {
  std::vector<std::pair<std::string, std::string>> order;
  std::map<std::pair<std::string, std::string>, std::vector<Pair>> families;
  for (const ReferencedPrompt& prompt : prompts) {
    if (!prompt.woman) continue;
    for (const ReferenceRow& row : prompt.against) {
      const std::pair<std::string, std::string> key(prompt.arm, row.reference);
      if (!families.contains(key)) order.push_back(key);
      families[key].push_back({*prompt.woman, row.woman, prompt.n, error_of(row), row.title});
    }
  }
  std::vector<ReferenceSummary> summary;
  for (const auto& key : order) {
    summary.push_back(row_of(key.first, key.second, families[key], settings));
  }
  return summary;
}

}  // namespace evenlight::audit
