#pragma once

#include <cstdint>
#include <vector>

namespace evenlight::audit {

// Cohen's kappa of two raters from a square table [K][K] of counts (row = first rater), with the
// large-sample standard error of Fleiss, Cohen and Everitt 1969. When both raters used one and the
// same class throughout, agreement by luck is certain and kappa has no value:
// ArgumentError.
struct Kappa {
  double kappa = 0;
  double standard_error = 0;
};
Kappa cohen_kappa(const std::vector<std::vector<int64_t>>& table);

}  // namespace evenlight::audit
