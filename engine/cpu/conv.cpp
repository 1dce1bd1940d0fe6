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

// A step around something that was built ready to run.
template <class Ready>
class ReadyStep : public Step {
 public:
  explicit ReadyStep(Ready ready) : ready_(std::move(ready)) {}
  void run(const Frame& frame) override { ready_.run(frame); }

 private:
  Ready ready_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Conv2d& op, ValueId result, Builder& builder) {
  const Shape& x = builder.shape(op.x);
  const Shape& y = builder.shape(result);
  const size_t inputs = size_t(x[3]), images = size_t(x[0]);
  const Geometry geometry(op, x, builder.shape(op.weight), y);
  const bool fast = winograd_pays(geometry, inputs, size_t(y[3]));
  const DType type = fast ? DType::f32 : builder.plan().dtype(op.x);
  const auto matrix =
      fast ? builder.winograd_matrix(op.weight)
           : builder.matrix(op.weight, {geometry.kernel_h * geometry.kernel_w, {inputs}}, false,
                            type);
  builder.reserve_zeros(inputs * size_of(type));
  Epilogue epilogue;
  if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
  epilogue.per_image = op.per_image;
  epilogue.image_rows = geometry.pixels();
  epilogue.activation = op.activation;
  epilogue.residual = op.residual;
  epilogue.result = result;
  if (fast) {
    return std::make_unique<ReadyStep<Winograd>>(
        Winograd(geometry, images, op.x, matrix, epilogue, builder));
  }
  const auto fill = [geometry, id = op.x](const Frame& frame, size_t first, size_t count,
                                          const void** table, size_t stride) {
    fill_taps(geometry, frame.rows(id), frame.zeros, first, count, table, stride);
  };
  return std::make_unique<ReadyStep<Matmul>>(
      Matmul(images * geometry.pixels(), matrix, epilogue, fill, builder));
}

}  // namespace evenlight::cpu
