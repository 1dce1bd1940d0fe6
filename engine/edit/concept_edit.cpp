#include "engine/edit/concept_edit.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

using Doubles = std::vector<double>;

// sum += scale · Σ a bᵀ over the rows of a and b [n,width].
void add_outer(Doubles& sum, const std::vector<float>& a, const std::vector<float>& b, size_t width,
               double scale) {
  for (size_t row = 0; row < a.size(); row += width) {
    for (size_t i = 0; i < width; ++i) {
      const double left = scale * a[row + i];
      double* out = &sum[i * width];
      for (size_t j = 0; j < width; ++j) out[j] += left * b[row + j];
    }
  }
}

// In place: the lower triangle becomes L with L·Lᵀ the matrix.
void cholesky(Doubles& matrix, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * n + j];
      for (size_t k = 0; k < j; ++k) sum -= matrix[i * n + k] * matrix[j * n + k];
      if (i != j) {
        matrix[i * n + j] = sum / matrix[j * n + j];
        continue;
      }
      if (!(sum > 0)) {
        throw Error(ErrorKind::failed,
                    say<"The words' states leave nothing to solve: they are not finite.">());
      }
      matrix[i * n + i] = std::sqrt(sum);
    }
  }
}

// x·(L·Lᵀ) = row, in place.
void solve_row(const Doubles& lower, double* row, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    for (size_t k = 0; k < i; ++k) row[i] -= lower[i * n + k] * row[k];
    row[i] /= lower[i * n + i];
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = i + 1; k < n; ++k) row[i] -= lower[k * n + i] * row[k];
    row[i] /= lower[i * n + i];
  }
}

// Rows of length 1 across to each other (Gram and Schmidt, twice for precision); a row that has
// nothing of its own becomes 0.
void orthonormalise(Doubles& rows, size_t count, size_t width) {
  const auto row = [&](size_t i) { return rows.data() + i * width; };
  for (size_t i = 0; i < count; ++i) {
    for (int pass = 0; pass < 2; ++pass) {
      for (size_t j = 0; j < i; ++j) {
        double along = 0;
        for (size_t k = 0; k < width; ++k) along += row(i)[k] * row(j)[k];
        for (size_t k = 0; k < width; ++k) row(i)[k] -= along * row(j)[k];
      }
    }
    double length = 0;
    for (size_t k = 0; k < width; ++k) length += row(i)[k] * row(i)[k];
    length = std::sqrt(length);
    for (size_t k = 0; k < width; ++k) row(i)[k] = length > 1e-12 ? row(i)[k] / length : 0;
  }
}

// rows·matrixᵀ [count,width]: each row r becomes matrix·r.
Doubles applied(const Doubles& matrix, const Doubles& rows, size_t count, size_t width) {
  Doubles out(count * width, 0);
  for (size_t r = 0; r < count; ++r) {
    for (size_t i = 0; i < width; ++i) {
      double sum = 0;
      for (size_t k = 0; k < width; ++k) sum += matrix[i * width + k] * rows[r * width + k];
      out[r * width + i] = sum;
    }
  }
  return out;
}

Doubles transposed(const Doubles& matrix, size_t width) {
  Doubles out(matrix.size());
  for (size_t i = 0; i < width; ++i) {
    for (size_t j = 0; j < width; ++j) out[j * width + i] = matrix[i * width + j];
  }
  return out;
}

}  // namespace

std::vector<double> solve_edit(const ConceptEdit& edit) {
  const size_t n = edit.width;
  EVENLIGHT_CHECK(n > 0 && edit.states.size() % n == 0 && edit.kept.size() % n == 0 &&
                      edit.states.size() == edit.changes.size(),
                  "each edited state has a change, and all are as wide");
  Doubles gram(n * n, 0);
  add_outer(gram, edit.states, edit.states, n, 1);
  add_outer(gram, edit.kept, edit.kept, n, edit.keep);
  for (size_t i = 0; i < n; ++i) gram[i * n + i] += edit.stay;
  Doubles result(n * n, 0);
  add_outer(result, edit.changes, edit.states, n, 1);
  cholesky(gram, n);
  for (size_t i = 0; i < n; ++i) solve_row(gram, &result[i * n], n);
  return result;
}

LowRank low_rank(const std::vector<double>& matrix, size_t width, size_t rank) {
  EVENLIGHT_CHECK(matrix.size() == width * width, "the matrix is square");
  rank = std::min(rank, width);
  const Doubles back = transposed(matrix, width);
  std::mt19937_64 random(1);
  Doubles rows(rank * width);
  for (double& value : rows) value = double(random() >> 11) / double(uint64_t(1) << 53) - 0.5;
  orthonormalise(rows, rank, width);
  constexpr int iterations = 12;
  for (int i = 0; i < iterations; ++i) {
    rows = applied(back, applied(matrix, rows, rank, width), rank, width);
    orthonormalise(rows, rank, width);
  }
  const Doubles images = applied(matrix, rows, rank, width);
  LowRank result{width, rank, std::vector<float>(width * rank), {rows.begin(), rows.end()}};
  for (size_t r = 0; r < rank; ++r) {
    for (size_t i = 0; i < width; ++i) result.left[i * rank + r] = float(images[r * width + i]);
  }
  return result;
}

}  // namespace evenlight
