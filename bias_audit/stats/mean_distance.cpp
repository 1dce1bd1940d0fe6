#include "bias_audit/stats/mean_distance.h"

#include <algorithm>
#include <cmath>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr double min_freedom = 9;  // of Student's t over prompts

// What the classes over the reference have together; the largest one where none is over it.
struct Over {
  int64_t count = 0;
  double reference = 0;
};

Over over_reference(const CountVector& counts, const ShareVector& reference, double n) {
  Over over;
  size_t farthest = 0;
  double most = -1;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double more = double(counts[i]) / n - reference[i];
    if (more > most) {
      most = more;
      farthest = i;
    }
    if (more <= 0) continue;
    over.count += counts[i];
    over.reference += reference[i];
  }
  return over.count > 0 ? over : Over{counts[farthest], reference[farthest]};
}

void require_prompts(size_t prompts, double alpha, double design_effect) {
  require_alpha(alpha);
  if (prompts == 0 || !(design_effect >= 1)) {
    throw ArgumentError("a mean distance needs a prompt and a design effect of 1 or more");
  }
}

double square(double x) {
  return x * x;
}

// Half-lengths joined for a difference whose parts go along with each other (Zou 2007).
double joined(double x, double y, double correlation) {
  return std::max(0.0, square(x) - 2 * correlation * x * y + square(y));
}

}  // namespace

Distance distance_of(const CountVector& counts, const ShareVector& reference, double alpha) {
  const int64_t n = require_counts(counts);
  require_same_size(counts, reference);
  if (n < 1) throw ArgumentError("a distance needs at least one counted image");
  const Over over = over_reference(counts, reference, double(n));
  const double share = double(over.count) / double(n);
  const Interval within = clopper_pearson(over.count, n, alpha);
  Distance distance;
  distance.value = total_variation(shares_of(counts), reference);
  distance.below = share - within.lo;
  distance.above = within.hi - share;
  distance.luck = luck_of(counts, reference, alpha);
  distance.largest = 1 - *std::min_element(reference.begin(), reference.end());
  return distance;
}

double joined_square(const std::vector<double>& values, double own, double alpha,
                     double design_effect) {
  const auto count = double(values.size());
  if (values.size() < 2) return own * design_effect;
  double mean = 0, spread = 0;
  for (const double value : values) mean += value / count;
  for (const double value : values) spread += square(value - mean) / (count - 1) / count;
  const double t = student_quantile(1 - alpha / 2, std::max(count - 1, min_freedom));
  return std::max(own * design_effect, t * t * spread + (design_effect - 1) * own);
}

MeanOfDistances mean_distance(const std::vector<Distance>& prompts, double alpha,
                              double design_effect) {
  require_prompts(prompts.size(), alpha, design_effect);
  const auto count = double(prompts.size());
  MeanOfDistances result;
  double most_luck = 0, largest = 0, below = 0, above = 0;
  std::vector<double> values;
  for (const Distance& each : prompts) {
    values.push_back(each.value);
    result.mean += each.value / count;
    result.by_luck += each.luck.expected / count;
    most_luck += std::max(each.luck.most, each.luck.expected) / count;
    largest += each.largest / count;
    below += square(each.below / count);
    above += square(each.above / count);
  }
  result.corrected = std::max(0.0, result.mean - result.by_luck);
  const double down = std::sqrt(joined_square(values, below, alpha, design_effect));
  const double up = std::sqrt(joined_square(values, above, alpha, design_effect));
  // Rounding must not put an end on the wrong side of its estimate.
  result.interval = {std::clamp(result.mean - down - most_luck, 0.0, result.corrected),
                     std::max(result.mean, std::min(largest, result.mean + up))};
  return result;
}

MeanChange mean_change(const std::vector<DistanceChange>& prompts, double alpha,
                       double design_effect) {
  require_prompts(prompts.size(), alpha, design_effect);
  const auto count = double(prompts.size());
  MeanChange result;
  double luck_before = 0, luck_after = 0, below = 0, above = 0;
  std::vector<double> values;
  for (const DistanceChange& each : prompts) {
    const Distance& a = each.before;
    const Distance& b = each.after;
    values.push_back(b.value - a.value);
    result.mean += values.back() / count;
    result.corrected += (values.back() - b.luck.expected + a.luck.expected) / count;
    luck_before += std::max(a.luck.most, a.luck.expected) / count;
    luck_after += std::max(b.luck.most, b.luck.expected) / count;
    below += joined(b.below, a.above, each.correlation) / square(count);
    above += joined(b.above, a.below, each.correlation) / square(count);
  }
  const double down = std::sqrt(joined_square(values, below, alpha, design_effect));
  const double up = std::sqrt(joined_square(values, above, alpha, design_effect));
  result.interval = {std::max(-1.0, result.mean - down - luck_after),
                     std::min(1.0, result.mean + up + luck_before)};
  return result;
}

}  // namespace evenlight::audit
