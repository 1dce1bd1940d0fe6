#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

struct ConvCase {
  Shape x;
  int64_t outputs;
  int64_t kernel = 3;
  int64_t stride = 1;
  Padding pad = {1, 1, 1, 1};
  std::optional<Enlargement> upsample = {};
};

std::string to_string(const ConvCase& c) {
  return "conv2d " + to_string(c.x) + " → " + std::to_string(c.outputs) + ", kernel " +
         std::to_string(c.kernel) + ", stride " + std::to_string(c.stride) + ", pad " +
         std::to_string(c.pad.top) + std::to_string(c.pad.left) + std::to_string(c.pad.bottom) +
         std::to_string(c.pad.right) + (c.upsample ? ", upsampled" : "");
}

Conv2d make_conv(OpGraph& g, const ConvCase& c) {
  Conv2d op;
  op.x = g.input(c.x).id;
  op.weight = g.weight({c.outputs, c.x[3], c.kernel, c.kernel}).id;
  op.bias = g.weight({c.outputs}).id;
  op.stride = c.stride, op.pad = c.pad, op.upsample = c.upsample;
  return op;
}

TEST_P(OpTest, Conv) {
  const ConvCase cases[] = {
      {{1, 7, 5, 3}, 5},
      {{2, 8, 8, 4}, 32},
      {{1, 6, 7, 33}, 17},
      {{2, 16, 16, 64}, 48},
      {{1, 9, 5, 320}, 4},                       // a few outputs
      {{1, 5, 4, 300}, 64},                      // inner dimension in several blocks
      {{2, 7, 5, 16}, 24, 1, 1, {0, 0, 0, 0}},   // 1×1
      {{2, 9, 11, 16}, 24, 3, 2},                // stride 2
      {{2, 8, 10, 16}, 24, 3, 2, {0, 0, 1, 1}},  // the VAE encoder's uneven padding
      {{1, 12, 12, 8}, 8, 5, 1, {2, 2, 2, 2}},
      {{1, 6, 6, 8}, 8, 3, 1, {0, 0, 0, 0}},  // no padding
      {{1, 6, 6, 8}, 8, 3, 1, {0, 2, 1, 0}},
      {{1, 1, 1, 8}, 16},
      {{1, 5, 4, 24}, 16, 3, 1, {1, 1, 1, 1}, Enlargement{}},  // upsampled
      {{2, 3, 3, 7}, 9, 3, 2, {1, 1, 1, 1}, Enlargement{true, false}},
      {{1, 4, 5, 12}, 20, 3, 1, {1, 1, 1, 1}, Enlargement{true, true}},
      {{1, 5, 3, 8}, 4, 3, 1, {1, 1, 1, 1}, Enlargement{true, true}},
      {{2, 33, 35, 32}, 32},  // maps large enough for Winograd
      {{1, 34, 32, 40}, 20},
      {{1, 17, 19, 32}, 16, 3, 1, {1, 1, 1, 1}, Enlargement{false, true}},
  };
  for (const ConvCase& c : cases) {
    check(to_string(c), [&](OpGraph& g) { return g.graph.append(make_conv(g, c)); });
  }
}

TEST_P(OpTest, ConvEpilogues) {
  const ConvCase shapes[] = {{{2, 7, 5, 12}, 36}, {{2, 36, 33, 32}, 36}};
  for (const ConvCase& c : shapes) {
    for (int mask = 0; mask < 16; ++mask) {
      const bool bias = mask & 1, per_image = mask & 2, residual = mask & 4, silu = mask & 8;
      std::string label = to_string(c) + (bias ? ", bias" : "") + (per_image ? ", per image" : "") +
                          (residual ? ", residual" : "") + (silu ? ", silu" : "");
      check(label, [&](OpGraph& g) {
        Conv2d op = make_conv(g, c);
        if (!bias) op.bias = no_value;
        if (per_image) op.per_image = g.input({c.x[0], c.outputs}).id;
        if (residual) op.residual = g.input({c.x[0], c.x[1], c.x[2], c.outputs}).id;
        if (silu) op.activation = Activation::silu;
        return g.graph.append(op);
      });
    }
  }
}

}  // namespace
}  // namespace evenlight
