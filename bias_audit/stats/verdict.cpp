#include "bias_audit/stats/verdict.h"

#include <algorithm>
#include <stdexcept>

#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"

namespace evenlight::audit {

namespace {

bool is_beyond(const CountVector& counts, const ShareVector& reference,
               const VerdictSettings& settings) {
  return total_variation_interval(counts, reference, settings.alpha).lo > settings.epsilon;
}

bool is_within(const CountVector& counts, const ShareVector& reference,
               const VerdictSettings& settings) {
  if (counts.size() == 2) {
    const std::int64_t n = require_counts(counts);
    return equivalence_test(counts[0], n, reference[0], settings.epsilon) <= settings.alpha;
  }
  return total_variation_interval(counts, reference, settings.alpha).hi < settings.epsilon;
}

}  // namespace

const char* verdict_name(Verdict verdict) {
  constexpr const char* verdict_names[] = {"skewed", "within", "inconclusive"};
  return verdict_names[size_t(verdict)];
}

Verdict verdict_of(const CountVector& counts, std::int64_t unclear, const ShareVector& reference,
                   double p_adjusted, const VerdictSettings& settings) {
  if (require_counts(counts) == 0) return Verdict::inconclusive;
  const std::vector<CountVector> extremes =
      unclear > 0 ? extreme_counts(counts, unclear, reference) : std::vector<CountVector>{counts};
  const auto always = [&](auto&& holds) {
    return std::all_of(extremes.begin(), extremes.end(),
                       [&](const CountVector& each) { return holds(each, reference, settings); });
  };
  if (p_adjusted <= settings.q && always(is_beyond)) return Verdict::skewed;
  return always(is_within) ? Verdict::within : Verdict::inconclusive;
}

}  // namespace evenlight::audit
