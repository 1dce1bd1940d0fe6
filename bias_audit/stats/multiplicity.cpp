#include "bias_audit/stats/multiplicity.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"

namespace evenlight::audit {

namespace {

std::vector<size_t> ascending(const std::vector<double>& p) {
  for (const double each : p) require_probability(each, "a p-value");
  std::vector<size_t> order(p.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  return order;
}

// p(i) * m / i, made monotone from the largest down; `factor` is 1 for Benjamini and Hochberg.
std::vector<double> step_up(const std::vector<double>& p, double factor) {
  const std::vector<size_t> order = ascending(p);
  const auto tests = double(p.size());
  std::vector<double> adjusted(p.size());
  double smallest = 1;
  for (size_t rank = p.size(); rank > 0; --rank) {
    const size_t index = order[rank - 1];
    smallest = std::min(smallest, p[index] / (double(rank) / tests) * factor);
    adjusted[index] = smallest;
  }
  return adjusted;
}

}  // namespace

std::vector<double> benjamini_hochberg(const std::vector<double>& p) {
  return step_up(p, 1);
}

std::vector<double> benjamini_yekutieli(const std::vector<double>& p) {
  double harmonic = 0;
  for (size_t i = 1; i <= p.size(); ++i) harmonic += 1 / double(i);
  return step_up(p, harmonic);
}

std::vector<double> holm(const std::vector<double>& p) {
  const std::vector<size_t> order = ascending(p);
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (size_t rank = 0; rank < p.size(); ++rank) {
    const size_t index = order[rank];
    largest = std::max(largest, p[index] * double(p.size() - rank));
    adjusted[index] = std::min(1.0, largest);
  }
  return adjusted;
}

const std::vector<AdjustmentMethod>& adjustment_methods() {
  static const std::vector<AdjustmentMethod> methods = {
      {"benjamini_hochberg", benjamini_hochberg},
      {"benjamini_yekutieli", benjamini_yekutieli},
      {"holm", holm},
  };
  return methods;
}

const AdjustmentMethod& adjustment_method(const std::string& id) {
  std::string accepted;
  for (const AdjustmentMethod& method : adjustment_methods()) {
    if (id == method.id) return method;
    accepted += accepted.empty() ? method.id : std::string(", ") + method.id;
  }
  throw ArgumentError("unknown adjustment '" + id + "'; accepted: " + accepted);
}

}  // namespace evenlight::audit
