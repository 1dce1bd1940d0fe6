#include <cmath>
#include <functional>

#include "engine/cpu/step.h"

namespace evenlight::cpu {

namespace {

constexpr size_t batch = 64;  // rows of a task

// A step that makes each row of its result on its own.
class RowStep : public Step {
 public:
  // Writes row `row` of y; `buffer` has room for `buffers` rows of f32.
  using MakeRow = std::function<void(const Frame&, size_t row, const Rows& y, float* buffer)>;

  RowStep(ValueId result, size_t width, size_t buffers, MakeRow make, Builder& builder)
      : result_(result), rows_(size_t(builder.shape(result).rows())), make_(std::move(make)) {
    builder.reserve(0, buffers * row_floats(width) * sizeof(float));
  }
  static size_t row_floats(size_t width) { return round_up(width, 64); }

  void run(const Frame& frame) override {
    const Rows y = frame.rows(result_);
    frame.parallel(ceil_div(rows_, batch), [&](size_t task, size_t worker) {
      for (size_t row = task * batch; row < std::min(rows_, (task + 1) * batch); ++row) {
        make_(frame, row, y, frame.scratch(worker));
      }
    });
  }

 private:
  ValueId result_;
  size_t rows_;
  MakeRow make_;
};

// Which row of b goes with a row of a: the same, one per image, or one per position.
struct RowMap {
  size_t divide = 1;
  size_t modulo = 0;  // 0: none
  size_t operator()(size_t row) const { return modulo ? row % modulo : row / divide; }
};

RowMap map_rows(const Shape& a, const Shape& b) {
  if (a == b) return {};
  if (a.rank() == 4 && b == Shape{a[0], a[3]}) return {size_t(a[1] * a[2]), 0};
  return {1, size_t(b.rows())};
}

}  // namespace

std::unique_ptr<Step> make_step(const Add& op, ValueId result, Builder& builder) {
  if (builder.is_weight(op.b)) builder.plain(op.b);
  const RowMap map = map_rows(builder.shape(op.a), builder.shape(op.b));
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows a = frame.rows(op.a), b = frame.rows(op.b);
    widen(a.at(row), a.type, buffer, n);
    add_rows(buffer, b.floats(map(row), 0, n, buffer + RowStep::row_floats(n)), n);
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

std::unique_ptr<Step> make_step(const Concat& op, ValueId result, Builder& builder) {
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows a = frame.rows(op.a), b = frame.rows(op.b);
    widen(a.at(row), a.type, buffer, a.channels);
    widen(b.at(row), b.type, buffer + a.channels, b.channels);
    narrow(buffer, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

std::unique_ptr<Step> make_step(const Upsample& op, ValueId result, Builder& builder) {
  const Shape& shape = builder.shape(result);
  const size_t h = size_t(shape[1]), w = size_t(shape[2]), n = size_t(shape[3]);
  const size_t in_h = size_t(builder.shape(op.x)[1]), in_w = size_t(builder.shape(op.x)[2]);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows x = frame.rows(op.x);
    const size_t image = row / (h * w), py = row / w % h / 2, px = row % w / 2;
    const float* pixel = x.floats((image * in_h + py) * in_w + px, 0, n, buffer);
    narrow(pixel, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

std::unique_ptr<Step> make_step(const Embedding& op, ValueId result, Builder& builder) {
  const std::shared_ptr<const Table> table = builder.table(op.table);
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const auto* ids = reinterpret_cast<const int32_t*>(frame.rows(op.ids).data);
    const Rows entries = {table->data.data(), table->type, n};
    narrow(entries.floats(size_t(ids[row]), 0, n, buffer), y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
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
