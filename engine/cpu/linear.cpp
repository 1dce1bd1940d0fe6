#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

namespace {

class LinearStep : public Step {
 public:
  LinearStep(const Linear& op, ValueId result, Builder& builder)
      : matmul_(make(op, result, builder)) {}
  void run(const Frame& frame) override { matmul_.run(frame); }

 private:
  static Matmul make(const Linear& op, ValueId result, Builder& builder) {
    // Operands in different types (one is an output kept in f32) do not occur in one product.
    const DType type = builder.plan().dtype(op.x);
    Inner inner = {1, {builder.channels(op.x)}};
    if (op.x2 != no_value) {
      if (builder.plan().dtype(op.x2) != type) {
        throw std::logic_error("[linear] x2: stored in another type than x");
      }
      inner.depths.push_back(builder.channels(op.x2));
    }
    auto matrix = builder.matrix(op.weight, inner, op.activation == Activation::geglu, type);
    Epilogue epilogue;
    if (op.bias != no_value) epilogue.bias = builder.bias(op.bias, *matrix);
    epilogue.activation = op.activation;
    epilogue.residual = op.residual;
    epilogue.result = result;
    const auto fill = [x = op.x, x2 = op.x2](const Frame& frame, size_t first, size_t count,
                                             const void** table, size_t stride) {
      const Rows a = frame.rows(x);
      for (size_t i = 0; i < count; ++i) table[i] = a.at(first + i);
      if (x2 == no_value) return;
      const Rows b = frame.rows(x2);
      for (size_t i = 0; i < count; ++i) table[stride + i] = b.at(first + i);
    };
    return {size_t(builder.shape(op.x).rows()), matrix, epilogue, fill, builder};
  }

  Matmul matmul_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Linear& op, ValueId result, Builder& builder) {
  return std::make_unique<LinearStep>(op, result, builder);
}

}  // namespace evenlight::cpu
