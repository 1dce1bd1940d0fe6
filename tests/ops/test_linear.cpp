#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

struct LinearCase {
  Shape x;
  int64_t outputs;
  int64_t more = 0;  // channels of x2
};

std::string to_string(const LinearCase& c) {
  return "linear " + to_string(c.x) + (c.more ? "+" + std::to_string(c.more) : "") + " → " +
         std::to_string(c.outputs);
}

Linear make_linear(OpGraph& g, const LinearCase& c, bool gated = false) {
  Linear op;
  op.x = g.input(c.x).id;
  if (c.more) {
    Shape x2 = c.x;
    x2[x2.rank() - 1] = c.more;
    op.x2 = g.input(x2).id;
  }
  op.weight = g.weight({c.outputs * (gated ? 2 : 1), c.x.back() + c.more}).id;
  op.bias = g.weight({c.outputs * (gated ? 2 : 1)}).id;
  return op;
}

TEST_P(OpTest, Linear) {
  const LinearCase cases[] = {
      {{1, 1}, 1},
      {{2, 320}, 1280},
      {{2, 77, 768}, 64},
      {{1, 5, 7}, 3},
      {{3, 13, 257}, 129},
      {{1, 97, 40}, 100},
      {{2, 7, 5, 24}, 40},
      {{2, 77, 48}, 130},
      {{2, 6, 5, 32}, 24, 16},
      {{1, 9, 33}, 20, 15},
      {{1, 200, 64}, 300},
      {{1, 3, 1300}, 70},
      {{2, 5, 258}, 20, 257},
  };
  for (const LinearCase& c : cases) {
    check(to_string(c), [&](OpGraph& g) { return g.graph.append(make_linear(g, c)); });
  }
}

// What is read elsewhere too stays f32 beside bf16 products and is rounded for them, so many rows
// at a time.
TEST_P(OpTest, LinearOfMoreRowsThanAreRoundedAtATime) {
  check("linear [1,4201,2048] → 4 → 2048, and x", [](OpGraph& g) {
    Linear narrow = make_linear(g, {{1, 4201, 2048}, 4});
    Linear wide;
    wide.x = g.graph.append(narrow).id;
    wide.weight = g.weight({2048, 4}).id;
    wide.residual = narrow.x;
    return g.graph.append(wide);
  });
}

TEST_P(OpTest, LinearEpilogues) {
  const LinearCase shapes[] = {{{2, 7, 24}, 40}, {{2, 19, 16}, 21, 8}, {{1, 100, 8}, 160}};
  constexpr Activation activations[] = {Activation::none, Activation::silu, Activation::gelu,
                                        Activation::quick_gelu, Activation::geglu};
  for (const LinearCase& c : shapes) {
    for (const Activation activation : activations) {
      for (int mask = 0; mask < 4; ++mask) {
        const bool bias = mask & 1, residual = mask & 2;
        const std::string label = to_string(c) + ", activation " + std::to_string(int(activation)) +
                                  (bias ? ", bias" : "") + (residual ? ", residual" : "");
        check(label, [&](OpGraph& g) {
          Linear op = make_linear(g, c, activation == Activation::geglu);
          op.activation = activation;
          if (!bias) op.bias = no_value;
          Shape y = c.x;
          y[y.rank() - 1] = c.outputs;
          if (residual) op.residual = g.input(y).id;
          return g.graph.append(op);
        });
      }
    }
  }
}

// A 1×1 convolution's weight in a linear; several weights below each other (q, k, v).
TEST_P(OpTest, LinearWeightForms) {
  check("linear, [O,I,1,1]", [](OpGraph& g) {
    const Value x = g.input({2, 3, 5, 24});
    return g.graph.linear(x, g.weight({32, 24, 1, 1}));
  });
  check("linear, joined", [](OpGraph& g) {
    const Value x = g.input({2, 11, 24});
    const Value w = g.graph.joined_weight({{"q", {24, 24}}, {"k", {16, 24}}, {"v", {7, 24}}});
    const Value b = g.graph.joined_weight({{"qb", {24}}, {"kb", {16}}, {"vb", {7}}});
    return g.graph.linear(x, w, b);
  });
}

}  // namespace
}  // namespace evenlight
