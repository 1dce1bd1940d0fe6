#include "bias_audit/stats/distance.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

void require_pair(const ShareVector& p, const ShareVector& q) {
  if (p.size() != q.size() || p.size() < 2) {
    throw ArgumentError("a distance needs two share vectors of the same size");
  }
}

double entropy(const ShareVector& p) {
  double sum = 0;
  for (const double share : p) sum -= share > 0 ? share * std::log(share) : 0;
  return sum;
}

// E|X - at| of a binomial variable: E X - at + 2 E max(0, at - X), the last by two cdfs.
double mean_absolute_deviation(int64_t n, double p, double at) {
  const auto below = int64_t(std::floor(at));
  const double mean = double(n) * p;
  const double short_fall =
      at * binomial_cdf(below, n, p) - mean * (n > 0 ? binomial_cdf(below - 1, n - 1, p) : 0);
  return std::max(0.0, mean - at + 2 * short_fall);
}

// TV is the sum of what lies above the reference and, as shares sum to 1, of what lies below it.
double min_total_variation(const std::vector<Interval>& box, const ShareVector& reference) {
  double above = 0, below = 0;
  for (size_t i = 0; i < box.size(); ++i) {
    above += std::max(0.0, box[i].lo - reference[i]);
    below += std::max(0.0, reference[i] - box[i].hi);
  }
  return std::max(above, below);
}

// TV is the largest gain of any set S of classes, and in the box S can gain no more than either
// sum_S (hi - r) or, taken from the others, sum_rest (r - lo). Few classes: all sets are tried.
// More: the bound of the relaxed problem, min over t of sum max(t (hi - r), (1 - t) (r - lo)),
// whose best t is at a kink.
double max_total_variation(const std::vector<Interval>& box, const ShareVector& reference) {
  constexpr size_t tried_points = 12;
  const size_t classes = box.size();
  std::vector<double> up, down;
  for (size_t i = 0; i < classes; ++i) {
    up.push_back(box[i].hi - reference[i]);
    down.push_back(reference[i] - box[i].lo);
  }
  if (classes <= tried_points) {
    double most = 0;
    for (unsigned set = 0; set < 1U << classes; ++set) {
      double gained = 0, given = 0;
      for (size_t i = 0; i < classes; ++i) {
        const bool in_set = (set >> i & 1U) != 0;
        (in_set ? gained : given) += in_set ? up[i] : down[i];
      }
      most = std::max(most, std::min(gained, given));
    }
    return std::min(1.0, most);
  }
  double least_bound = 1;
  for (size_t k = 0; k < classes; ++k) {
    const double t = std::clamp(down[k] / (up[k] + down[k]), 0.0, 1.0);
    double bound = 0;
    for (size_t i = 0; i < classes; ++i) bound += std::max(t * up[i], (1 - t) * down[i]);
    least_bound = std::min(least_bound, bound);
  }
  return least_bound;
}

double plug_in_excess(const CountVector& counts) {
  int64_t n = 0;
  for (const int64_t count : counts) n += count;
  return double(counts.size() - 1) / (8 * double(n));
}

}  // namespace

double total_variation(const ShareVector& p, const ShareVector& q) {
  require_pair(p, q);
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) sum += std::abs(p[i] - q[i]);
  return sum / 2;
}

double hellinger(const ShareVector& p, const ShareVector& q) {
  require_pair(p, q);
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    const double difference = std::sqrt(p[i]) - std::sqrt(q[i]);
    sum += difference * difference;
  }
  return std::sqrt(sum / 2);
}

double jensen_shannon_bits(const ShareVector& p, const ShareVector& q) {
  require_pair(p, q);
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    const double middle = (p[i] + q[i]) / 2;
    if (p[i] > 0) sum += p[i] * std::log2(p[i] / middle) / 2;
    if (q[i] > 0) sum += q[i] * std::log2(q[i] / middle) / 2;
  }
  return std::max(0.0, sum);
}

double mean_absolute_difference(const ShareVector& p, const ShareVector& q) {
  return 2 * total_variation(p, q) / double(p.size());
}

double normalised_entropy(const ShareVector& p) {
  if (p.size() < 2) throw ArgumentError("the entropy needs at least two classes");
  return entropy(p) / std::log(double(p.size()));
}

double effective_classes(const ShareVector& p) {
  return std::exp(entropy(p));
}

double cohen_h(double p1, double p2) {
  require_probability(p1, "a share");
  require_probability(p2, "a share");
  return 2 * std::asin(std::sqrt(p1)) - 2 * std::asin(std::sqrt(p2));
}

double cohen_w(const ShareVector& p, const ShareVector& reference) {
  require_pair(p, reference);
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    const double difference = p[i] - reference[i];
    if (difference != 0) sum += difference * difference / reference[i];
  }
  return std::sqrt(sum);
}

double expected_total_variation(int64_t n, const ShareVector& truth, const ShareVector& reference) {
  require_pair(truth, reference);
  if (n < 1) throw ArgumentError("an expectation needs at least one image");
  const auto total = double(n);
  double sum = 0;
  for (size_t i = 0; i < truth.size(); ++i) {
    sum += mean_absolute_deviation(n, truth[i], total * reference[i]) / total;
  }
  return sum / 2;
}

Luck luck_of(const CountVector& counts, const ShareVector& reference, double alpha) {
  const int64_t n = require_counts(counts);
  require_same_size(counts, reference);
  const ShareVector shares = shares_of(counts);
  const double plug_in = total_variation(shares, reference);
  // At the part `t` of the way from the reference to the shares.
  const auto luck_at = [&](double t) {
    ShareVector truth = reference;
    for (size_t i = 0; i < truth.size(); ++i) truth[i] += t * (shares[i] - reference[i]);
    return std::max(0.0, expected_total_variation(n, truth, reference) - t * plug_in);
  };
  const double near = total_variation_interval(counts, reference, alpha).lo;
  const double nearest = total_variation_interval(counts, reference, alpha / 5).lo;
  return {luck_at(near > 0 ? 1 : 0), luck_at(nearest > 0 ? nearest / plug_in : 0)};
}

double corrected_hellinger(const CountVector& counts, const ShareVector& reference) {
  const double plug_in = hellinger(shares_of(counts), reference);
  return std::sqrt(std::max(0.0, plug_in * plug_in - plug_in_excess(counts)));
}

double corrected_jensen_shannon_bits(const CountVector& counts, const ShareVector& reference) {
  const double plug_in = jensen_shannon_bits(shares_of(counts), reference);
  return std::max(0.0, plug_in - plug_in_excess(counts) / std::log(2.0));
}

double corrected_normalised_entropy(const CountVector& counts) {
  const auto n = double(require_counts(counts));
  const auto seen = std::count_if(counts.begin(), counts.end(), [](auto c) { return c > 0; });
  const double nats = entropy(shares_of(counts)) + double(seen - 1) / (2 * n);
  return std::min(1.0, nats / std::log(double(counts.size())));
}

Interval total_variation_range(const std::vector<Interval>& box, const ShareVector& reference) {
  return {min_total_variation(box, reference), max_total_variation(box, reference)};
}

Interval total_variation_interval(const CountVector& counts, const ShareVector& reference,
                                  double alpha) {
  const int64_t n = require_counts(counts);
  require_same_size(counts, reference);
  if (n == 0) return {0, 1};
  std::vector<Interval> box = goodman(counts, alpha);
  if (counts.size() == 2) {
    const Interval first = wilson(counts[0], n, alpha);
    box = {first, {1 - first.hi, 1 - first.lo}};
  }
  return total_variation_range(box, reference);
}

}  // namespace evenlight::audit
