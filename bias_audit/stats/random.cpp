#include "bias_audit/stats/random.h"

#include <algorithm>
#include <cmath>

#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

// Counts up from 0; quick while the mean is small.
int64_t invert_from_zero(int64_t n, double p, double uniform) {
  const double odds = p / (1 - p);
  double mass = std::exp(double(n) * std::log1p(-p));
  int64_t k = 0;
  for (; k < n && uniform > mass; ++k) {
    uniform -= mass;
    mass *= odds * double(n - k) / double(k + 1);
    if (mass <= 0) break;  // a floating-point remainder
  }
  return k;
}

// Walks away from the mode, taking the likelier side first, until the uniform is used up.
int64_t invert_from_mode(int64_t n, double p, double uniform) {
  const double odds = p / (1 - p);
  auto up = int64_t(double(n + 1) * p);
  up = std::min(up, n);
  int64_t down = up;
  double mass_up = binomial_pmf(up, n, p);
  double mass_down = mass_up;
  double left = uniform - mass_up;
  while (left > 0) {
    const double next_up = up < n ? mass_up * odds * double(n - up) / double(up + 1) : 0;
    const double next_down = down > 0 ? mass_down / odds * double(down) / double(n - down + 1) : 0;
    if (next_up <= 0 && next_down <= 0) return up;  // a floating-point remainder
    const bool goes_up = next_up >= next_down;
    left -= goes_up ? next_up : next_down;
    if (goes_up) {
      ++up;
      mass_up = next_up;
      if (left <= 0) return up;
    } else {
      --down;
      mass_down = next_down;
      if (left <= 0) return down;
    }
  }
  return up;
}

}  // namespace

double Random::uniform() {
  return (double(engine_() >> 11) + 0.5) * 0x1p-53;
}

size_t Random::below(size_t bound) {
  const auto index = size_t(uniform() * double(bound));
  return std::min(index, bound - 1);
}

double Random::normal() {
  return normal_quantile(uniform());
}

double Random::gamma(double shape) {
  if (shape < 1) {
    const double boost = std::pow(uniform(), 1 / shape);
    return boost * gamma(shape + 1);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = normal();
    const double v = std::pow(1 + c * x, 3);
    if (v <= 0) continue;
    if (std::log(uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

double Random::beta(double a, double b) {
  const double x = gamma(a);
  const double y = gamma(b);
  return x + y > 0 ? x / (x + y) : 0.5;
}

int64_t Random::binomial(int64_t n, double p) {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p);
  const double mean = double(n) * p;
  const double variance = mean * (1 - p);
  if (variance > 1000) {
    const double drawn = std::round(mean + std::sqrt(variance) * normal());
    return int64_t(std::clamp(drawn, 0.0, double(n)));
  }
  return mean < 10 ? invert_from_zero(n, p, uniform()) : invert_from_mode(n, p, uniform());
}

CountVector Random::multinomial(int64_t n, const ShareVector& shares) {
  CountVector counts(shares.size(), 0);
  double share_left = 1;
  for (size_t i = 0; i + 1 < shares.size(); ++i) {
    const double share = share_left > 0 ? std::min(1.0, shares[i] / share_left) : 0;
    counts[i] = binomial(n, share);
    n -= counts[i];
    share_left -= shares[i];
  }
  if (!counts.empty()) counts.back() = n;
  return counts;
}

ShareVector Random::dirichlet(const std::vector<double>& shapes) {
  ShareVector shares;
  double sum = 0;
  for (const double shape : shapes) {
    shares.push_back(gamma(shape));
    sum += shares.back();
  }
  for (double& share : shares) share = sum > 0 ? share / sum : 1 / double(shapes.size());
  return shares;
}

}  // namespace evenlight::audit
