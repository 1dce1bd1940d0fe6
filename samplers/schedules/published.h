#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

// σ that were published for one number of steps, interpolated in log σ for another.
inline std::vector<double> interpolate_published(std::span<const double> published, int steps) {
  std::vector<double> sigmas;
  for (int i = 0; i < steps; ++i) {
    const double at = point_between(0, double(published.size() - 1), i, steps);
    const auto low = std::min(size_t(at), published.size() - 2);
    const double share = at - double(low);
    sigmas.push_back(
        std::exp((1 - share) * std::log(published[low]) + share * std::log(published[low + 1])));
  }
  return sigmas;
}

}  // namespace evenlight::samplers
