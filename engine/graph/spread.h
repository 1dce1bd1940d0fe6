// How an op's operands lie against each other: shapes that are repeated, and blocks along an axis.
#pragma once

#include <algorithm>
#include <optional>

#include "engine/tensor/shape.h"

namespace evenlight {

// How b of Add and Mul goes with a.
enum class Spread {
  same,          // a's shape
  per_position,  // a's shape without its first axis: the same for every image
  per_image      // [N,C], or [N,1]: the same for every pixel or token of an image
};

// The first of these that fits; nothing if none does. [L,C] and [N,C] look alike against [N,L,C]
// where N = L: then it is positions, unless `per_image` says which is meant.
inline std::optional<Spread> spread_of(const Shape& a, const Shape& b, bool per_image) {
  const bool rows = a.rank() >= 2 && b.rank() == 2 && b[0] == a[0];
  if (!per_image) {
    if (a == b) return Spread::same;
    if (a.rank() >= 2 && b.rank() + 1 == a.rank() &&
        std::equal(b.dims().begin(), b.dims().end(), a.dims().begin() + 1)) {
      return Spread::per_position;
    }
  }
  if (rows && (b[1] == a.back() || b[1] == 1)) return Spread::per_image;
  return std::nullopt;
}

// An axis counted from 0, or from the end (-1: the last).
inline size_t axis_of(int64_t axis, const Shape& shape) {
  return size_t(axis < 0 ? axis + int64_t(shape.rank()) : axis);
}

// A tensor as `outer` blocks of shape[axis] · inner elements.
struct Blocks {
  int64_t outer = 1, inner = 1;

  Blocks(const Shape& shape, size_t axis) {
    for (size_t i = 0; i < shape.rank(); ++i) {
      if (i != axis) (i < axis ? outer : inner) *= shape[i];
    }
  }
};

}  // namespace evenlight
