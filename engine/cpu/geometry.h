#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/shape.h"
#include "engine/graph/ops.h"

namespace evenlight::cpu {

// Where the pixels under a kernel lie: [N,H,W,I] → [N,H',W',O].
struct Geometry {
  size_t in_h, in_w;  // as stored
  size_t out_h, out_w;
  size_t kernel_h, kernel_w;
  size_t stride;
  Padding pad;
  bool upsample;

  Geometry(const Conv2d& op, const Shape& x, const Shape& weight, const Shape& y)
      : in_h(size_t(x[1])),
        in_w(size_t(x[2])),
        out_h(size_t(y[1])),
        out_w(size_t(y[2])),
        kernel_h(size_t(weight[2])),
        kernel_w(size_t(weight[3])),
        stride(size_t(op.stride)),
        pad(op.pad),
        upsample(op.upsample) {}

  size_t pixels() const { return out_h * out_w; }

  // The row of a stored pixel, or -1 in the padding; y and x count enlarged pixels.
  int64_t source_row(size_t image, int64_t y, int64_t x) const {
    const int64_t zoom = upsample ? 2 : 1;
    if (y < 0 || x < 0 || y >= int64_t(in_h) * zoom || x >= int64_t(in_w) * zoom) return -1;
    return (int64_t(image * in_h) + y / zoom) * int64_t(in_w) + x / zoom;
  }
};

}  // namespace evenlight::cpu
