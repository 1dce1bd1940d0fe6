// Convolution as one matrix product: every tap of the kernel is a list of pointers to pixels.
// Large 3×3 ones go through winograd.h instead.
#include "engine/cpu/winograd.h"

namespace evenlight::cpu {

namespace {

void fill_taps(const Geometry& g, const Rows& x, const std::byte* zeros, size_t first, size_t count,
               const void** table, size_t stride) {
  for (size_t i = 0; i < count; ++i) {
    const size_t row = first + i;
    const size_t image = row / g.pixels(), pixel = row % g.pixels();
    const int64_t top = int64_t(pixel / g.out_w * g.stride) - g.pad.top;
    const int64_t left = int64_t(pixel % g.out_w * g.stride) - g.pad.left;
    for (size_t ky = 0; ky < g.kernel_h; ++ky) {
      for (size_t kx = 0; kx < g.kernel_w; ++kx) {
        const int64_t source = g.source_row(image, top + int64_t(ky), left + int64_t(kx));
        table[(ky * g.kernel_w + kx) * stride + i] = source < 0 ? zeros : x.at(size_t(source));
      }
    }
  }
}

class DirectConvStep : public Step {
 public:
  DirectConvStep(const Geometry& geometry, size_t images, const MatmulOperand& x,
                 std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, Builder& builder)
      : x_(x),
        matmul_(
            images * geometry.pixels(), std::move(matrix), std::move(epilogue),
            [geometry, x](const Frame& frame, size_t first, size_t count, const void** table,
                          size_t stride) {
              fill_taps(geometry, x.rows(frame), frame.zeros, first, count, table, stride);
            },
            builder) {}

  void run(const Frame& frame) override {
    x_.round(frame);
    matmul_.run(frame);
  }

 private:
  MatmulOperand x_;
  Matmul matmul_;
};

class WinogradStep : public Step {
 public:
  explicit WinogradStep(Winograd winograd) : winograd_(std::move(winograd)) {}
  void run(const Frame& frame) override { winograd_.run(frame); }
  std::optional<uint64_t> executed_flops() const override { return winograd_.executed_flops(); }

 private:
  Winograd winograd_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Conv2d& op, ValueId result, Builder& builder) {
  const Shape& x = builder.shape(op.x);
  const Shape& y = builder.shape(result);
  const size_t inputs = size_t(x[3]), images = size_t(x[0]);
  const Geometry geometry(op, x, builder.shape(op.weight), y);
  const DType type = builder.plan().graph.info(op.x).exact ? DType::f32 : builder.plan().storage;
  const bool fast = winograd_pays(geometry, inputs, size_t(y[3]), type);
  const auto matrix =
      builder.matrix(op.weight, {geometry.kernel_h * geometry.kernel_w, {inputs}}, false, type);
  builder.reserve_zeros(inputs * sizeof(float));
  Epilogue epilogue;
  if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
  epilogue.per_image = op.per_image;
  epilogue.image_rows = geometry.pixels();
  epilogue.activation = op.activation;
  epilogue.residual = op.residual;
  epilogue.result = result;
  if (fast) {
    return std::make_unique<WinogradStep>(
        Winograd(geometry, images, op.x, matrix, epilogue, builder));
  }
  return std::make_unique<DirectConvStep>(
      geometry, images, MatmulOperand(op.x, type, 0, 0, builder), matrix, epilogue, builder);
}

}  // namespace evenlight::cpu
