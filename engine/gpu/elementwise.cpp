// What is computed element by element: sums, products, activations, timesteps.
#include <cmath>

#include "engine/gpu/lowering.h"
#include "engine/graph/spread.h"

namespace evenlight::gpu {

namespace {

constexpr uint32_t threads = 64;

struct SpreadParameters {
  uint64_t a, b, y;
  uint32_t count, b_count, b_shared;
  float factor;
};

struct ActivateParameters {
  uint64_t x, y;
  uint32_t rows, channels;
};

struct TimestepParameters {
  uint64_t timestep, frequencies, y;
  uint32_t dim, cosines_first;
};

// a and, where the op has it, b repeated over a.
template <class Op>
void launch_spread(const Op& op, Kernel kernel, float factor, Lowering& lowering) {
  const Shape& shape = lowering.shape(op.a);
  const auto a = lowering.operand(op.a), b = lowering.operand(op.b);
  const auto y = lowering.operand(lowering.result());
  SpreadParameters p{};
  p.a = a.address;
  p.b = b.address;
  p.y = y.address;
  p.count = p.b_count = image_count(shape);
  p.factor = factor;
  if (op.b != no_value) {
    const Shape& b_shape = lowering.shape(op.b);
    const Spread spread = spread_of(shape, b_shape, op.per_image).value();
    p.b_shared = spread == Spread::per_position;
    if (spread == Spread::per_image) p.b_count = uint32_t(b_shape[1]);
  }
  lowering.launch(
      {.kernel = kernel,
       .parameters = p,
       .slots = {a, b, y},
       .writes = {y},
       .aligned = p.count % 4 == 0 && p.b_count % 4 == 0,
       .threads = threads,
       .groups = {strided_groups(ceil_div(p.count, 4), threads), 1, uint64_t(shape[0])}});
}

}  // namespace

void lower(const Add& op, Lowering& lowering) {
  launch_spread(op, Kernel::add, 1.0f, lowering);
}

void lower(const Mul& op, Lowering& lowering) {
  launch_spread(op, Kernel::mul, op.factor, lowering);
}

void lower(const Activate& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  image_count(lowering.shape(op.x));
  ActivateParameters p{};
  p.x = x.address;
  p.y = y.address;
  p.rows = image_rows(y_shape);
  p.channels = uint32_t(y_shape.back());
  const uint64_t quads = uint64_t(p.rows) * ceil_div(p.channels, 4);
  lowering.launch({.kernel = Kernel::activate,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .aligned = p.channels % 4 == 0,
                   .threads = threads,
                   .activation = op.activation,
                   .groups = {strided_groups(quads, threads), 1, uint64_t(y_shape[0])}});
}

void lower(const TimestepEmbedding& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto timestep = lowering.operand(op.timestep), y = lowering.operand(lowering.result());
  const int64_t half = op.dim / 2;
  std::vector<float> frequencies(size_t(half), 0.0f);
  for (int64_t i = 0; i < half; ++i) {
    const double exponent = -std::log(10000.0) * double(i) / (double(half) - double(op.shift));
    frequencies[size_t(i)] = float(std::exp(exponent));
  }
  TimestepParameters p{};
  p.timestep = timestep.address;
  p.frequencies = lowering.constants(std::move(frequencies));
  p.y = y.address;
  p.dim = uint32_t(op.dim);
  p.cosines_first = op.flip_sin_to_cos;
  lowering.launch({.kernel = Kernel::timestep_embedding,
                   .parameters = p,
                   .slots = {timestep, y},
                   .writes = {y},
                   .threads = threads,
                   .groups = {1, 1, uint64_t(y_shape[0])}});
}

}  // namespace evenlight::gpu
