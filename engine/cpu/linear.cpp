#include <algorithm>
#include <numeric>

#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

namespace {

// Bytes that are rounded at a time: all of them would be as many as the arena has.
constexpr size_t max_rounded = size_t(16) << 20;

class LinearStep : public Step {
 public:
  LinearStep(const Linear& op, ValueId result, Builder& builder) {
    // Both operands meet one matrix, so they are multiplied in one type: that of the plan, unless
    // x alone is an exact value.
    const Plan& plan = builder.plan();
    const bool exact = plan.graph.info(op.x).exact && op.x2 == no_value;
    const DType type = exact ? DType::f32 : plan.storage;
    Inner inner = {1, {builder.channels(op.x)}};
    if (op.x2 != no_value) inner.depths.push_back(builder.channels(op.x2));
    const size_t row_bytes = std::reduce(inner.depths.begin(), inner.depths.end()) * size_of(type);
    rows_ = size_t(builder.shape(op.x).rows());
    window_ = std::clamp<size_t>(max_rounded / row_bytes, 1, rows_);
    operands_.emplace_back(op.x, type, 0, window_, builder);
    if (op.x2 != no_value) {
      operands_.emplace_back(op.x2, type, operands_[0].bytes(), window_, builder);
    }
    const auto rounded = [](const MatmulOperand& operand) { return operand.bytes() > 0; };
    if (std::ranges::none_of(operands_, rounded)) window_ = rows_;
    const auto matrix = builder.matrix(op.weight, inner, op.activation == Activation::geglu, type);
    Epilogue epilogue;
    if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
    epilogue.activation = op.activation;
    epilogue.residual = op.residual;
    epilogue.result = result;
    const auto fill = [operands = operands_, window = window_](const Frame& frame, size_t first,
                                                               size_t count, const void** table,
                                                               size_t stride) {
      const size_t within = first % window;
      for (size_t f = 0; f < operands.size(); ++f) {
        const Rows x = operands[f].rows(frame, first - within);
        for (size_t i = 0; i < count; ++i) table[f * stride + i] = x.at(within + i);
      }
    };
    matmul_ = std::make_unique<Matmul>(rows_, matrix, epilogue, fill, builder);
  }

  void run(const Frame& frame) override {
    for (size_t first = 0; first < rows_; first += window_) {
      for (const MatmulOperand& operand : operands_) operand.round(frame, first);
      matmul_->run(frame, first, std::min(window_, rows_ - first));
    }
  }

 private:
  size_t rows_ = 0;
  size_t window_ = 0;  // rows that are rounded and multiplied at a time
  std::vector<MatmulOperand> operands_;
  std::unique_ptr<Matmul> matmul_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Linear& op, ValueId result, Builder& builder) {
  return std::make_unique<LinearStep>(op, result, builder);
}

}  // namespace evenlight::cpu
