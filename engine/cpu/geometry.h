#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/graph/ops.h"
#include "engine/tensor/shape.h"

namespace evenlight::cpu {

// Where the pixels under a kernel lie: [N,H,W,I] → [N,H',W',O].
struct Geometry {
  size_t in_h, in_w;  // as stored
  size_t out_h, out_w;
  size_t kernel_h, kernel_w;
  size_t stride;
  Padding pad;
  int64_t zoom;      // 2 if the picture is enlarged first
  int64_t u_h, u_w;  // of the picture that the kernel moves over

  Geometry(const Conv2d& op, const Shape& x, const Shape& weight, const Shape& y)
      : in_h(size_t(x[1])),
        in_w(size_t(x[2])),
        out_h(size_t(y[1])),
        out_w(size_t(y[2])),
        kernel_h(size_t(weight[2])),
        kernel_w(size_t(weight[3])),
        stride(size_t(op.stride)),
        pad(op.pad),
        zoom(op.upsample ? 2 : 1),
        u_h(op.upsample ? op.upsample->height(x[1]) : x[1]),
        u_w(op.upsample ? op.upsample->width(x[2]) : x[2]) {}

  size_t pixels() const { return out_h * out_w; }

  // The row of a stored pixel, or -1 in the padding; y and x count the kernel's pixels.
  int64_t source_row(size_t image, int64_t y, int64_t x) const {
    if (y < 0 || x < 0 || y >= u_h || x >= u_w) return -1;
    return (int64_t(image * in_h) + y / zoom) * int64_t(in_w) + x / zoom;
  }
};

}  // namespace evenlight::cpu
