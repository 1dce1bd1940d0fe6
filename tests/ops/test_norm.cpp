#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

TEST_P(OpTest, GroupNorm) {
  struct Case {
    Shape x;
    int64_t more;
    int64_t groups;
    float eps;
    float shift = 0;  // a mean far from zero must not cost precision
  };
  const Case cases[] = {
      {{1, 1, 1, 32}, 0, 8, 1e-5f},           {{2, 7, 5, 32}, 0, 32, 1e-6f},
      {{2, 8, 8, 320}, 0, 32, 1e-5f},         {{1, 5, 3, 1280}, 0, 32, 1e-5f},
      {{2, 7, 5, 64}, 32, 32, 1e-5f},         {{1, 6, 6, 40}, 56, 32, 1e-5f},
      {{1, 40, 40, 64}, 0, 32, 1e-5f, 20.0f}, {{2, 3, 3, 6}, 0, 3, 1e-5f},
      {{1, 64, 48, 33}, 0, 11, 1e-6f},
  };
  for (const Case& c : cases) {
    for (const Activation activation : {Activation::none, Activation::silu}) {
      const std::string label = "group_norm " + to_string(c.x) + "+" + std::to_string(c.more) +
                                ", groups " + std::to_string(c.groups) + ", shift " +
                                std::to_string(c.shift) +
                                (activation == Activation::silu ? ", silu" : "");
      if (c.shift != 0 && GetParam().precision != DType::f32) continue;  // lost before the op
      check(label, [&](OpGraph& g) {
        GroupNorm op;
        op.x = g.input(c.x, 1.0f, c.shift).id;
        Shape more = c.x;
        more[3] = c.more;
        if (c.more) op.x2 = g.input(more).id;
        op.gamma = g.norm_weight(c.x[3] + c.more).id;
        op.beta = g.weight({c.x[3] + c.more}).id;
        op.groups = c.groups, op.eps = c.eps, op.activation = activation;
        return g.graph.append(op);
      });
    }
  }
}

// Without gamma, without beta, without both: what adaptive norms begin with.
TEST_P(OpTest, NormsWithoutParameters) {
  for (int mask = 0; mask < 3; ++mask) {
    const bool scaled = mask & 1, shifted = mask & 2;
    const std::string label =
        std::string(scaled ? ", gamma alone" : "") + (shifted ? ", beta alone" : "");
    const auto gamma = [&](OpGraph& g, int64_t c) { return scaled ? g.norm_weight(c) : Value{}; };
    const auto beta = [&](OpGraph& g, int64_t c) { return shifted ? g.weight({c}) : Value{}; };
    check("group_norm" + label, [&](OpGraph& g) {
      return g.graph.group_norm(g.input({2, 7, 5, 33}), gamma(g, 33), beta(g, 33), 11, 1e-5f);
    });
    check("group_norm of two" + label, [&](OpGraph& g) {
      GroupNorm op;
      op.x = g.input({2, 5, 3, 40}).id, op.x2 = g.input({2, 5, 3, 24}).id;
      op.gamma = gamma(g, 64).id, op.beta = beta(g, 64).id;
      op.groups = 8, op.activation = Activation::silu;
      return g.graph.append(op);
    });
    check("layer_norm" + label, [&](OpGraph& g) {
      return g.graph.layer_norm(g.input({2, 77, 50}), gamma(g, 50), beta(g, 50), 1e-5f);
    });
  }
}

TEST_P(OpTest, LayerNorm) {
  for (const Shape& x : {Shape{1, 1, 3}, Shape{2, 77, 768}, Shape{1, 5, 1}, Shape{3, 7, 5, 40},
                         Shape{2, 33, 1280}, Shape{4, 31}}) {
    check("layer_norm " + to_string(x), [&](OpGraph& g) {
      const Value gamma = g.norm_weight(x.back()), beta = g.weight({x.back()});
      return g.graph.layer_norm(g.input(x), gamma, beta, 1e-5f);
    });
  }
}

}  // namespace
}  // namespace evenlight
