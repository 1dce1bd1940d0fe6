#pragma once

#include <functional>

#include "engine/cpu/step.h"

namespace evenlight::cpu {

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
    constexpr size_t batch = 64;  // rows of a task
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

}  // namespace evenlight::cpu
