// Convolution as one matrix product: every tap of the kernel is a list of pointers to pixels.
#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

namespace {

// Where the pixels under a kernel lie; [N,H,W,C] → rows of the result [N,H',W',O].
struct Geometry {
  size_t in_h, in_w;    // as stored
  size_t out_h, out_w;
  size_t kernel_h, kernel_w;
  size_t stride;
  Padding pad;
  bool upsample;

  size_t pixels() const { return out_h * out_w; }
};

Geometry geometry_of(const Conv2d& op, const Shape& x, const Shape& w, const Shape& y) {
  return {size_t(x[1]), size_t(x[2]), size_t(y[1]), size_t(y[2]), size_t(w[2]),
          size_t(w[3]), size_t(op.stride), op.pad, op.upsample};
}

// The row of a stored pixel, or -1 in the padding.
int64_t source_row(const Geometry& g, size_t image, int64_t y, int64_t x) {
  const int64_t zoom = g.upsample ? 2 : 1;
  if (y < 0 || x < 0 || y >= int64_t(g.in_h) * zoom || x >= int64_t(g.in_w) * zoom) return -1;
  return (int64_t(image * g.in_h) + y / zoom) * int64_t(g.in_w) + x / zoom;
}

void fill_taps(const Geometry& g, const Rows& x, const std::byte* zeros, size_t first,
               size_t count, const void** table, size_t stride) {
  for (size_t i = 0; i < count; ++i) {
    const size_t row = first + i;
    const size_t image = row / g.pixels(), pixel = row % g.pixels();
    const int64_t top = int64_t(pixel / g.out_w * g.stride) - g.pad.top;
    const int64_t left = int64_t(pixel % g.out_w * g.stride) - g.pad.left;
    for (size_t ky = 0; ky < g.kernel_h; ++ky) {
      for (size_t kx = 0; kx < g.kernel_w; ++kx) {
        const int64_t source = source_row(g, image, top + int64_t(ky), left + int64_t(kx));
        table[(ky * g.kernel_w + kx) * stride + i] = source < 0 ? zeros : x.at(size_t(source));
      }
    }
  }
}

class ConvStep : public Step {
 public:
  ConvStep(const Conv2d& op, ValueId result, Builder& builder)
      : matmul_(make(op, result, builder)) {}
  void run(const Frame& frame) override { matmul_.run(frame); }

 private:
  static Matmul make(const Conv2d& op, ValueId result, Builder& builder) {
    const Shape& x = builder.shape(op.x);
    const Shape& w = builder.shape(op.weight);
    const Shape& y = builder.shape(result);
    const Geometry geometry = geometry_of(op, x, w, y);
    const DType type = builder.plan().dtype(op.x);
    const Inner inner = {geometry.kernel_h * geometry.kernel_w, {size_t(x[3])}};
    auto matrix = builder.matrix(op.weight, inner, false, type);
    Epilogue epilogue;
    if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
    epilogue.per_image = op.per_image;
    epilogue.image_rows = geometry.pixels();
    epilogue.activation = op.activation;
    epilogue.residual = op.residual;
    epilogue.result = result;
    builder.reserve_zeros(size_t(x[3]) * size_of(type));
    const auto fill = [geometry, id = op.x](const Frame& frame, size_t first, size_t count,
                                            const void** table, size_t stride) {
      fill_taps(geometry, frame.rows(id), frame.zeros, first, count, table, stride);
    };
    return {size_t(y[0]) * geometry.pixels(), matrix, epilogue, fill, builder};
  }

  Matmul matmul_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Conv2d& op, ValueId result, Builder& builder) {
  return std::make_unique<ConvStep>(op, result, builder);
}

}  // namespace evenlight::cpu
