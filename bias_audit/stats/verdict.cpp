#include "bias_audit/stats/verdict.h"

#include <cstddef>

#include "bias_audit/stats/multiplicity.h"

namespace evenlight::audit {

const char* verdict_name(Verdict verdict) {
  constexpr const char* verdict_names[] = {"skewed", "within", "inconclusive"};
  return verdict_names[size_t(verdict)];
}

std::vector<MarginTests> adjusted_for_many(const std::vector<MarginTests>& prompts) {
  std::vector<double> beyond, within;
  for (const MarginTests& each : prompts) {
    beyond.push_back(each.beyond);
    within.push_back(each.within);
  }
  beyond = holm(beyond);
  within = benjamini_hochberg(within);
  std::vector<MarginTests> adjusted;
  for (size_t i = 0; i < prompts.size(); ++i) adjusted.push_back({beyond[i], within[i]});
  return adjusted;
}

Verdict verdict_of(const MarginTests& adjusted, const VerdictSettings& settings) {
  if (adjusted.beyond <= settings.q) return Verdict::skewed;
  return adjusted.within <= settings.alpha ? Verdict::within : Verdict::inconclusive;
}

}  // namespace evenlight::audit
