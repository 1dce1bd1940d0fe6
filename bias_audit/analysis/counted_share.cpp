#include "bias_audit/analysis/counted_share.h"

#include "bias_audit/stats/binomial.h"

namespace evenlight::audit {

CountedShare counted_share(int64_t k, int64_t n, double alpha) {
  if (n == 0) return {k, n, std::nullopt, {}};
  return {k, n, double(k) / double(n), wilson(k, n, alpha)};
}

}  // namespace evenlight::audit
