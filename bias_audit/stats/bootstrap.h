#pragma once

#include <cstddef>
#include <functional>

#include "bias_audit/stats/interval.h"
#include "bias_audit/stats/random.h"

namespace evenlight::audit {

struct BootstrapSettings {
  int64_t draws = 2000;
  double alpha = 0.05;
  uint64_t seed = 20240229;
};

// One cluster's value with its own images drawn anew.
using Redraw = std::function<double(size_t cluster, Random& random)>;

// BCa interval (Efron 1987) for the mean of one value a cluster (prompt): clusters are drawn with
// replacement, then `redraw` draws each one's images anew; with no `redraw` the value stands as it
// is. The acceleration comes from leaving out one cluster at a time. Needs at least one cluster;
// with a single one only its images are drawn.
Interval bca_mean(const std::vector<double>& values, const Redraw& redraw,
                  const BootstrapSettings& settings = {});

// The mean of cluster means over prompts [prompt][seed] of any values: prompts, then seeds. A value
// a seed may differ in number; no prompt may be empty.
Interval cluster_bootstrap(const std::vector<std::vector<double>>& prompts, bool redraw_seeds,
                           const BootstrapSettings& settings = {});

}  // namespace evenlight::audit
