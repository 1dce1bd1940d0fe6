#include "bias_audit/stats/sample_size.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr uint64_t simulation_seed = 20240229;
constexpr size_t simulated_prompts = 4000;  // in all
constexpr size_t max_family = 200;          // beyond it the share no longer changes
constexpr int simulated_stops = 400;

// P(X <= k) at the margin, by k, of one size of a set of classes.
using Tail = std::vector<double>;

Tail tail_of(int64_t n, double share) {
  Tail tail;
  double sum = 0;
  for (int64_t k = 0; k <= n; ++k) {
    sum += share >= 1 ? 0 : binomial_pmf(k, n, share);
    tail.push_back(std::min(1.0, sum));
  }
  return tail;
}

// within_margin_p() against parity, from tables.
double within_p(CountVector counts, const std::vector<Tail>& tails) {
  std::sort(counts.begin(), counts.end(), std::greater<>());
  double p = 0;
  int64_t count = 0;
  for (size_t size = 1; size < counts.size(); ++size) {
    count += counts[size - 1];
    p = std::max(p, tails[size - 1][size_t(count)]);
  }
  return p;
}

// The least n for which a share that rises with n is as large as wanted.
std::optional<int64_t> min_n(const std::function<double(int64_t)>& share) {
  int64_t hi = 16;
  while (share(hi) < wanted_within) {
    hi *= 2;
    if (hi > max_needed_images) return std::nullopt;
  }
  int64_t lo = hi / 2;
  while (hi - lo > std::max<int64_t>(1, lo / 50)) {
    const int64_t middle = (lo + hi) / 2;
    (share(middle) >= wanted_within ? hi : lo) = middle;
  }
  return hi;
}

void require_model(int64_t n, const FairModel& model) {
  require_alpha(model.alpha);
  if (n < 1 || model.classes < 2 || model.prompts < 1 ||
      !(model.epsilon > 0 && model.epsilon < 1)) {
    throw ArgumentError("a sample size needs images, classes, prompts and a margin");
  }
}

// The shares of "within" of k in n lie from `first` to `last`; none where first > last.
struct Range {
  int64_t first = 1, last = 0;
};

// The ranges of every n, looked for when they are asked for.
class Ranges {
 public:
  Ranges(double epsilon, double alpha) : epsilon_(epsilon), alpha_(alpha) {}

  const Range& of(int64_t n) {
    while (int64_t(ranges_.size()) < n) add(int64_t(ranges_.size()) + 1);
    return ranges_[size_t(n - 1)];
  }

 private:
  bool is_within(int64_t k, int64_t n) const {
    return early_stop(k, n, 0.5, epsilon_, alpha_) == EarlyStop::within;
  }

  // Its first share, by symmetry the last one too, lies beside that of the n before.
  void add(int64_t n) {
    const int64_t middle = n / 2;
    if (!is_within(middle, n)) {
      ranges_.push_back({});
      return;
    }
    const bool had_one = !ranges_.empty() && ranges_.back().first <= ranges_.back().last;
    int64_t first = had_one ? std::min(ranges_.back().first, middle) : middle;
    while (first > 0 && is_within(first - 1, n)) --first;
    while (!is_within(first, n)) ++first;
    ranges_.push_back({first, n - first});
  }

  double epsilon_, alpha_;
  std::vector<Range> ranges_;
};

// After how many images each simulated fair prompt ends as within; those that never do or end as
// skewed are left out. Ascending.
std::vector<int64_t> stops_within(int64_t most, const FairModel& model) {
  Ranges ranges(model.epsilon, model.alpha / double(model.prompts));
  Random random(simulation_seed);
  std::vector<int64_t> stops;
  for (int run = 0; run < simulated_stops; ++run) {
    int64_t k = 0;
    for (int64_t n = 1; n <= most; ++n) {
      k += random.uniform() < 0.5 ? 1 : 0;
      const Range& range = ranges.of(n);
      if (k < range.first || k > range.last) continue;
      stops.push_back(n);
      break;
    }
  }
  std::sort(stops.begin(), stops.end());
  return stops;
}

}  // namespace

double fair_found_within(int64_t n, const FairModel& model) {
  require_model(n, model);
  std::vector<Tail> tails;
  const auto classes = double(model.classes);
  for (size_t size = 1; size < model.classes; ++size) {
    tails.push_back(tail_of(n, double(size) / classes + model.epsilon));
  }
  const ShareVector parity = uniform_shares(model.classes);
  const size_t family = std::min(model.prompts, max_family);
  const size_t audits = std::max<size_t>(20, simulated_prompts / family);
  Random random(simulation_seed);
  size_t found = 0;
  for (size_t audit = 0; audit < audits; ++audit) {
    std::vector<double> p;
    for (size_t i = 0; i < family; ++i) {
      p.push_back(within_p(random.multinomial(n, parity), tails));
    }
    for (const double each : benjamini_hochberg(p)) found += each <= model.alpha ? 1 : 0;
  }
  return double(found) / double(audits * family);
}

std::optional<int64_t> images_to_find_within(const FairModel& model) {
  return min_n([&](int64_t n) { return fair_found_within(n, model); });
}

double fair_stopped_within(int64_t n, const FairModel& model) {
  require_model(n, model);
  return double(stops_within(n, model).size()) / simulated_stops;
}

std::optional<int64_t> images_to_stop_within(const FairModel& model) {
  require_model(1, model);
  constexpr auto wanted = size_t(wanted_within * simulated_stops);
  for (int64_t most = 1000; most <= max_needed_images; most *= 2) {
    const std::vector<int64_t> stops = stops_within(most, model);
    if (stops.size() >= wanted) return stops[wanted - 1];
  }
  return std::nullopt;
}

int64_t images_to_show_extreme(double limit, double alpha) {
  require_probability(limit, "the limit");
  int64_t n = 1;
  while (wilson(0, n, alpha).hi >= limit && n < max_needed_images) ++n;
  return n;
}

}  // namespace evenlight::audit
