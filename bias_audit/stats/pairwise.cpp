#include "bias_audit/stats/pairwise.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "bias_audit/stats/argument_error.h"

namespace evenlight::audit {

namespace {

using Vector = std::vector<double>;

constexpr int64_t least_for_interval = 8;

double product(const Vector& a, const Vector& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<Vector> scaled(std::vector<Vector> vectors) {
  for (Vector& each : vectors) {
    if (each.size() != vectors.front().size()) {
      throw ArgumentError("vectors of one length are compared");
    }
    const double length = std::sqrt(product(each, each));
    for (double& value : each) value = length > 0 ? value / length : 0;
  }
  return vectors;
}

Vector sum_of(const std::vector<Vector>& vectors) {
  Vector sum(vectors.front().size(), 0);
  for (const Vector& each : vectors) {
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += each[i];
  }
  return sum;
}

// Of all pairs, the squares of their products: over pairs, or by the vectors' matrix of second
// moments, whichever is less work.
double squared_products(const std::vector<Vector>& vectors) {
  const size_t n = vectors.size(), length = vectors.front().size();
  double sum = 0;
  if (n <= length) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = i + 1; j < n; ++j) {
        const double cosine = product(vectors[i], vectors[j]);
        sum += cosine * cosine;
      }
    }
    return sum;
  }
  Vector moments(length * length, 0);
  double own = 0;
  for (const Vector& each : vectors) {
    const double square = product(each, each);
    own += square * square;
    for (size_t a = 0; a < length; ++a) {
      for (size_t b = 0; b < length; ++b) moments[a * length + b] += each[a] * each[b];
    }
  }
  return (product(moments, moments) - own) / 2;
}

// Of the mean over pairs: the jackknife's part by members, and what pairs vary beside that, which
// counts where there are few.
double variance_of(const std::vector<Vector>& unit, const Vector& of_each, double mean) {
  const auto n = double(unit.size());
  double around = 0;
  for (const double each : of_each) around += (each - mean) * (each - mean);
  const double by_members = 4 * (n - 1) / (n * (n - 2) * (n - 2)) * around;
  const double pairs = n * (n - 1) / 2;
  const double rest =
      squared_products(unit) - n * product(of_each, of_each) + mean * mean * n * (n + 1) / 2;
  return by_members + std::max(rest, 0.0) / (pairs * pairs);
}

// Around the mean as it is and around its logarithm of unlikeness, both taken: unlikeness is skewed
// like a variance where pictures are much alike.
Interval interval_of(double mean, double error, double alpha, double n) {
  const boost::math::students_t student((n - 1) / 2);
  const double half = boost::math::quantile(student, 1 - alpha / 2) * error;
  Interval interval{std::max(mean - half, -1.0), std::min(mean + half, 1.0)};
  const double unlike = 1 - mean;
  if (unlike > 0) {
    const double factor = std::exp(std::min(half / unlike, 50.0));
    interval.lo = std::min(interval.lo, std::max(1 - unlike * factor, -1.0));
    interval.hi = std::max(interval.hi, 1 - unlike / factor);
  }
  return interval;
}

}  // namespace

MeanSimilarity mean_similarity(const std::vector<Vector>& vectors, double alpha) {
  if (vectors.size() < 2) throw ArgumentError("two vectors or more are compared");
  const std::vector<Vector> unit = scaled(vectors);
  const Vector sum = sum_of(unit);
  const auto n = double(unit.size());
  MeanSimilarity result{int64_t(unit.size()), 0, {}};
  Vector of_each;  // its mean cosine with the others
  for (const Vector& each : unit) {
    of_each.push_back((product(each, sum) - product(each, each)) / (n - 1));
    result.mean += of_each.back() / n;
  }
  result.mean = std::clamp(result.mean, -1.0, 1.0);
  if (result.n < least_for_interval) return result;
  const double error = std::sqrt(variance_of(unit, of_each, result.mean));
  result.interval = interval_of(result.mean, error, alpha, n);
  return result;
}

std::optional<double> similarity_between(const std::vector<std::vector<Vector>>& groups) {
  Vector all;
  double within = 0, pairs = 0, count = 0;
  size_t used = 0;
  for (const std::vector<Vector>& group : groups) {
    if (group.empty()) continue;
    ++used;
    const Vector sum = sum_of(scaled(group));
    if (all.empty()) all.assign(sum.size(), 0);
    if (all.size() != sum.size()) throw ArgumentError("vectors of one length are compared");
    for (size_t i = 0; i < sum.size(); ++i) all[i] += sum[i];
    within += product(sum, sum);
    const auto members = double(group.size());
    pairs += count * members;
    count += members;
  }
  if (used < 2) return std::nullopt;
  return std::clamp((product(all, all) - within) / (2 * pairs), -1.0, 1.0);
}

}  // namespace evenlight::audit
