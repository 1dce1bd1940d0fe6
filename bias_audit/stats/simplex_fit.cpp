#include "bias_audit/stats/simplex_fit.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/linear_solve.h"

namespace evenlight::audit {

namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// The best weights with sum 1 when only the classes in `support` (a bit set) may be non-zero, by
// Lagrange: [2G 1; 1' 0] [x; l] = [2h; 1]. Nothing if one of them would be negative.
std::optional<ShareVector> fit_support(const Matrix& gram, const std::vector<double>& with_target,
                                       unsigned support) {
  std::vector<size_t> classes;
  for (size_t i = 0; i < gram.size(); ++i) {
    if (support >> i & 1U) classes.push_back(i);
  }
  const size_t n = classes.size();
  Matrix a(n + 1, std::vector<double>(n + 1, 0));
  Matrix b(n + 1, {1});
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) a[i][j] = 2 * gram[classes[i]][classes[j]];
    a[i][n] = a[n][i] = 1;
    b[i][0] = 2 * with_target[classes[i]];
  }
  if (!solve_linear(std::move(a), b, 1e-13)) return std::nullopt;
  ShareVector weights(gram.size(), 0);
  for (size_t i = 0; i < n; ++i) {
    if (b[i][0] < 0) return std::nullopt;
    weights[classes[i]] = b[i][0];
  }
  return weights;
}

double residual(const std::vector<ShareVector>& rows, const ShareVector& target,
                const ShareVector& weights) {
  double sum = 0;
  for (size_t j = 0; j < target.size(); ++j) {
    double fitted = 0;
    for (size_t i = 0; i < rows.size(); ++i) fitted += weights[i] * rows[i][j];
    sum += (fitted - target[j]) * (fitted - target[j]);
  }
  return sum;
}

}  // namespace

ShareVector fit_on_simplex(const std::vector<ShareVector>& rows, const ShareVector& target) {
  Matrix gram(rows.size(), std::vector<double>(rows.size()));
  std::vector<double> with_target;
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows.size(); ++j) gram[i][j] = dot(rows[i], rows[j]);
    with_target.push_back(dot(rows[i], target));
  }
  const unsigned all = (1U << rows.size()) - 1;
  if (auto weights = fit_support(gram, with_target, all)) return *weights;
  // The optimum solves the equations on its own support, so the best feasible support is it. A
  // single class is always feasible.
  ShareVector best;
  double least = HUGE_VAL;
  for (unsigned support = all - 1; support > 0; --support) {
    const auto weights = fit_support(gram, with_target, support);
    if (!weights) continue;
    const double distance = residual(rows, target, *weights);
    if (distance < least) {
      least = distance;
      best = *weights;
    }
  }
  return best;
}

}  // namespace evenlight::audit
