#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

namespace {

class LinearStep : public Step {
 public:
  LinearStep(const Linear& op, ValueId result, Builder& builder) {
    // Both operands meet one matrix, so they are multiplied in one type: that of the plan, unless
    // x alone is an exact value.
    const Plan& plan = builder.plan();
    const bool exact = plan.graph.info(op.x).exact && op.x2 == no_value;
    const DType type = exact ? DType::f32 : plan.storage;
    Inner inner = {1, {builder.channels(op.x)}};
    factors_.emplace_back(op.x, type, 0, builder);
    if (op.x2 != no_value) {
      inner.depths.push_back(builder.channels(op.x2));
      factors_.emplace_back(op.x2, type, factors_[0].bytes(), builder);
    }
    const auto matrix = builder.matrix(op.weight, inner, op.activation == Activation::geglu, type);
    Epilogue epilogue;
    if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
    epilogue.activation = op.activation;
    epilogue.residual = op.residual;
    epilogue.result = result;
    const auto fill = [factors = factors_](const Frame& frame, size_t first, size_t count,
                                           const void** table, size_t stride) {
      for (size_t f = 0; f < factors.size(); ++f) {
        const Rows x = factors[f].rows(frame);
        for (size_t i = 0; i < count; ++i) table[f * stride + i] = x.at(first + i);
      }
    };
    const size_t rows = size_t(builder.shape(op.x).rows());
    matmul_ = std::make_unique<Matmul>(rows, matrix, epilogue, fill, builder);
  }

  void run(const Frame& frame) override {
    for (const Factor& factor : factors_) factor.round(frame);
    matmul_->run(frame);
  }

 private:
  std::vector<Factor> factors_;
  std::unique_ptr<Matmul> matmul_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Linear& op, ValueId result, Builder& builder) {
  return std::make_unique<LinearStep>(op, result, builder);
}

}  // namespace evenlight::cpu
