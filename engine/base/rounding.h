// Whole numbers rounded up to a unit.
#pragma once

#include <cstddef>

namespace evenlight {

// How many units hold n.
constexpr size_t ceil_div(size_t n, size_t unit) {
  return (n + unit - 1) / unit;
}
// The next multiple of the unit, n itself if it is one.
constexpr size_t round_up(size_t n, size_t unit) {
  return ceil_div(n, unit) * unit;
}

}  // namespace evenlight
