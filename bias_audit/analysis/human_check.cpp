#include "bias_audit/analysis/human_check.h"

#include <numeric>

namespace evenlight::audit {

// Shares are over classified images, so the error rates are too: what the instrument left unclear
// is told as coverage and by the worst cases.
Confusion classified_part(const CheckSet& set) {
  Confusion part = set.confusion;
  for (CountVector& row : part) row.pop_back();
  return part;
}

HumanCheck human_check_of(const CheckSet& set, const Counts& counts,
                          const AnalysisSettings& settings) {
  HumanCheck check{set, {}, std::nullopt};
  if (set.images == 0) return check;
  const Confusion classified = classified_part(set);
  for (size_t i = 0; i < set.classes.size(); ++i) {
    const int64_t n = std::accumulate(classified[i].begin(), classified[i].end(), int64_t{0});
    check.recalls.push_back(counted_share(classified[i][i], n, 1 - settings.confidence));
  }
  if (!set.can_correct) return check;
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    if (counts.attributes[a].name != set.attribute) continue;
    check.corrected = corrected_attribute(counts, a, classified, settings);
  }
  return check;
}

}  // namespace evenlight::audit
