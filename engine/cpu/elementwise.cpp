// What is computed element by element: sums, products, activations, timesteps.
#include <cmath>

#include "engine/cpu/row_step.h"
#include "engine/graph/spread.h"

namespace evenlight::cpu {

namespace {

// The second operand of Add and Mul, row by row of the first.
class SpreadRows {
 public:
  template <class Op>
  SpreadRows(const Op& op, Builder& builder) : b_(op.b), width_(builder.channels(op.a)) {
    if (builder.is_weight(op.b)) builder.plain(op.b);
    const Shape& a = builder.shape(op.a);
    const Shape& b = builder.shape(op.b);
    spread_ = spread_of(a, b, op.per_image).value();
    image_rows_ = size_t(a.rows() / std::max<int64_t>(a[0], 1));
  }

  // What goes with row `row`; `buffer` has room for one.
  const float* at(const Frame& frame, size_t row, float* buffer) const {
    const Rows b = frame.rows(b_);
    if (spread_ == Spread::per_position) row %= image_rows_;
    if (spread_ == Spread::per_image) row /= image_rows_;
    const float* found = b.floats(row, 0, b.channels, buffer);
    if (b.channels == width_) return found;
    std::fill_n(buffer, width_, *found);
    return buffer;
  }

 private:
  ValueId b_;
  size_t width_;
  size_t image_rows_;
  Spread spread_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Add& op, ValueId result, Builder& builder) {
  const size_t n = builder.channels(result);
  const auto make = [=, other = SpreadRows(op, builder)](const Frame& frame, size_t row,
                                                         const Rows& y, float* buffer) {
    const Rows a = frame.rows(op.a);
    widen(a.at(row), a.type, buffer, n);
    add_rows(buffer, other.at(frame, row, buffer + RowStep::row_floats(n)), n);
    narrow(buffer, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 2, make, builder);
}

std::unique_ptr<Step> make_step(const Mul& op, ValueId result, Builder& builder) {
  const size_t n = builder.channels(result);
  std::optional<SpreadRows> other;
  if (op.b != no_value) other.emplace(op, builder);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows a = frame.rows(op.a);
    widen(a.at(row), a.type, buffer, n);
    if (other) multiply_rows(buffer, other->at(frame, row, buffer + RowStep::row_floats(n)), n);
    if (op.factor != 1.0f) scale_row(buffer, op.factor, n);
    narrow(buffer, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 2, make, builder);
}

std::unique_ptr<Step> make_step(const Activate& op, ValueId result, Builder& builder) {
  const size_t in = builder.channels(op.x), out = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows x = frame.rows(op.x);
    widen(x.at(row), x.type, buffer, in);
    float* made = buffer;
    if (op.activation == Activation::geglu) {
      made = buffer + RowStep::row_floats(in);
      geglu_row(buffer, buffer + out, made, out);
    } else {
      activate_row(buffer, op.activation, out);
    }
    narrow(made, y.at(row), y.type, out);
  };
  return std::make_unique<RowStep>(result, in, 2, make, builder);
}

std::unique_ptr<Step> make_step(const TimestepEmbedding& op, ValueId result, Builder& builder) {
  const size_t half = size_t(op.dim / 2);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows timestep = frame.rows(op.timestep);
    float t;
    widen(timestep.data + row * size_of(timestep.type), timestep.type, &t, 1);
    for (size_t i = 0; i < half; ++i) {
      // The angle is formed in f32, as in the original: large timesteps show the difference.
      const double place = double(i) / (double(half) - double(op.shift));
      const float angle = t * float(std::exp(-std::log(10000.0) * place));
      buffer[op.flip_sin_to_cos ? i : half + i] = std::cos(angle);
      buffer[op.flip_sin_to_cos ? half + i : i] = std::sin(angle);
    }
    narrow(buffer, y.at(row), y.type, 2 * half);
  };
  return std::make_unique<RowStep>(result, size_t(op.dim), 1, make, builder);
}

}  // namespace evenlight::cpu
