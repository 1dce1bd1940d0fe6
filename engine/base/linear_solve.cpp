#include "engine/base/linear_solve.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace evenlight {

bool solve_linear(Matrix a, Matrix& b, double min_pivot) {
  const size_t n = a.size();
  for (size_t i = 0; i < n; ++i) {
    size_t pivot = i;
    for (size_t r = i + 1; r < n; ++r) {
      if (std::abs(a[r][i]) > std::abs(a[pivot][i])) pivot = r;
    }
    if (!(std::abs(a[pivot][i]) >= min_pivot)) return false;
    std::swap(a[i], a[pivot]);
    std::swap(b[i], b[pivot]);
    for (size_t r = i + 1; r < n; ++r) {
      const double factor = a[r][i] / a[i][i];
      for (size_t c = i; c < n; ++c) a[r][c] -= factor * a[i][c];
      for (size_t k = 0; k < b[r].size(); ++k) b[r][k] -= factor * b[i][k];
    }
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = 0; k < b[i].size(); ++k) {
      for (size_t c = i + 1; c < n; ++c) b[i][k] -= a[i][c] * b[c][k];
      b[i][k] /= a[i][i];
    }
  }
  return true;
}

}  // namespace evenlight
