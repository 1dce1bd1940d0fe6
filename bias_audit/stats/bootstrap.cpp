#include "bias_audit/stats/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

std::vector<double> drawn_means(const std::vector<double>& values, const Redraw& redraw,
                                const BootstrapSettings& settings) {
  Random random(settings.seed);
  std::vector<double> means;
  means.reserve(size_t(settings.draws));
  for (int64_t draw = 0; draw < settings.draws; ++draw) {
    double sum = 0;
    for (size_t i = 0; i < values.size(); ++i) {
      const size_t cluster = random.below(values.size());
      sum += redraw ? redraw(cluster, random) : values[cluster];
    }
    means.push_back(sum / double(values.size()));
  }
  std::sort(means.begin(), means.end());
  return means;
}

// Efron's acceleration, from the skewness of the leave-one-out means. The mean without value i is
// (sum - value_i) / (m - 1), so their deviations are those of the values, turned round.
double acceleration(const std::vector<double>& values, double mean) {
  double square = 0, cube = 0;
  for (const double value : values) {
    const double deviation = value - mean;
    square += deviation * deviation;
    cube += deviation * deviation * deviation;
  }
  return square > 0 ? cube / (6 * std::pow(square, 1.5)) : 0;
}

// Share of drawn means below the observed one, ties half, kept off 0 and 1 so that the normal
// quantile stays finite.
double share_below(const std::vector<double>& sorted, double observed) {
  const double slack = 1e-12 * std::max(1.0, std::abs(observed));
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), observed - slack);
  const auto above = std::upper_bound(sorted.begin(), sorted.end(), observed + slack);
  const auto less = double(below - sorted.begin());
  const auto ties = double(above - below);
  const auto draws = double(sorted.size());
  return std::clamp((less + ties / 2) / draws, 0.5 / draws, 1 - 0.5 / draws);
}

// The empirical quantile, linear between order statistics.
double quantile(const std::vector<double>& sorted, double p) {
  const double at = p * double(sorted.size() - 1);
  const auto index = size_t(at);
  if (index + 1 >= sorted.size()) return sorted.back();
  const double part = at - double(index);
  return sorted[index] + part * (sorted[index + 1] - sorted[index]);
}

}  // namespace

Interval bca_mean(const std::vector<double>& values, const Redraw& redraw,
                  const BootstrapSettings& settings) {
  require_alpha(settings.alpha);
  if (values.empty() || settings.draws < 100 || settings.draws > 10'000'000) {
    throw ArgumentError("a bootstrap needs at least one cluster and 100 to 10,000,000 draws");
  }
  const double observed = mean_of(values);
  const std::vector<double> means = drawn_means(values, redraw, settings);
  const double bias = normal_quantile(share_below(means, observed));
  const double curve = acceleration(values, observed);
  const auto end = [&](double tail) {
    const double z = bias + normal_quantile(tail);
    // A non-positive denominator means that the adjusted point has left the normal line.
    const double denominator = 1 - curve * z;
    if (denominator <= 0) return z < 0 ? means.front() : means.back();
    return quantile(means, normal_cdf(bias + z / denominator));
  };
  return {end(settings.alpha / 2), end(1 - settings.alpha / 2)};
}

Interval cluster_bootstrap(const std::vector<std::vector<double>>& prompts, bool redraw_seeds,
                           const BootstrapSettings& settings) {
  std::vector<double> values;
  for (const std::vector<double>& images : prompts) {
    if (images.empty()) throw ArgumentError("a prompt without images cannot be drawn from");
    values.push_back(mean_of(images));
  }
  const Redraw redraw = [&](size_t cluster, Random& random) {
    const std::vector<double>& images = prompts[cluster];
    double sum = 0;
    for (size_t i = 0; i < images.size(); ++i) sum += images[random.below(images.size())];
    return sum / double(images.size());
  };
  return bca_mean(values, redraw_seeds ? redraw : Redraw(), settings);
}

}  // namespace evenlight::audit
