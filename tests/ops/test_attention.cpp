#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

struct AttentionCase {
  int64_t images, queries, keys, heads, depth;
  bool causal = false;
  float scale = 1.0f;
};

std::string to_string(const AttentionCase& c) {
  return "attention N " + std::to_string(c.images) + ", L " + std::to_string(c.queries) + ", S " +
         std::to_string(c.keys) + ", heads " + std::to_string(c.heads) + ", D " +
         std::to_string(c.depth) + (c.causal ? ", causal" : "");
}

TEST_P(OpTest, Attention) {
  const AttentionCase cases[] = {
      {1, 1, 1, 1, 4},
      {2, 35, 35, 8, 40},
      {2, 64, 77, 8, 40},
      {1, 49, 77, 5, 64},
      {1, 20, 300, 8, 80},
      {2, 12, 12, 8, 160},
      {1, 70, 70, 1, 512},
      {2, 77, 77, 12, 64, true},
      {1, 131, 131, 2, 7, true},
      {1, 5, 129, 3, 1},
      {1, 256, 256, 2, 16},
      {1, 40, 260, 2, 33},
      {1, 30, 200, 2, 40, false, 6.0f},  // scores that differ by hundreds
  };
  for (const AttentionCase& c : cases) {
    if (c.scale != 1.0f && GetParam().precision != DType::f32) continue;  // lost before the op
    check(to_string(c), [&](OpGraph& g) {
      const int64_t width = c.heads * c.depth;
      const Value q = g.input({c.images, c.queries, width}, c.scale);
      const Value k = g.input({c.images, c.keys, width}, c.scale);
      const Value v = g.input({c.images, c.keys, width});
      return g.graph.attention(q, k, v, c.heads, c.causal);
    });
  }
}

struct BiasCase {
  int64_t images, queries, keys, heads, depth;
  Shape bias;
  bool causal = false;
};

Value biased(OpGraph& g, const BiasCase& c, Value bias) {
  const int64_t width = c.heads * c.depth;
  const Value q = g.input({c.images, c.queries, width});
  const Value k = g.input({c.images, c.keys, width}), v = g.input({c.images, c.keys, width});
  return g.graph.attention(q, k, v, c.heads, c.causal, bias);
}

TEST_P(OpTest, AttentionBias) {
  const BiasCase cases[] = {
      {2, 35, 77, 3, 40, {2, 3, 35, 77}},
      {2, 35, 77, 3, 40, {1, 1, 35, 77}},    // the same for all images and heads
      {3, 9, 77, 2, 7, {3, 1, 1, 77}},       // keys of an image
      {2, 50, 300, 2, 33, {1, 2, 50, 300}},  // of a head, in several blocks
      {1, 1, 1, 1, 1, {1, 1, 1, 1}},
      {1, 131, 131, 2, 24, {1, 1, 131, 131}, true},
      {1, 70, 140, 1, 512, {1, 1, 1, 140}},
  };
  for (const BiasCase& c : cases) {
    const std::string label = "attention with bias " + to_string(c.bias);
    check(label, [&](OpGraph& g) { return biased(g, c, g.input(c.bias, 2.0f)); });
    check(label + ", weight", [&](OpGraph& g) { return biased(g, c, g.weight(c.bias)); });
    check(label + ", some hidden", [&](OpGraph& g) {
      return biased(g, c, g.mask(c.bias, [](int64_t i) { return i % 3 == 1; }));
    });
  }
}

// Some queries see no key at all, or none of the first blocks: zeros, not 0/0.
TEST_P(OpTest, AttentionOfWhollyMaskedRows) {
  const BiasCase c = {2, 37, 301, 3, 20, {1, 1, 37, 301}};
  check("attention, whole rows hidden", [&](OpGraph& g) {
    return biased(g, c, g.mask(c.bias, [](int64_t i) { return i / 301 % 2 == 0; }));
  });
  check("attention, all but the last key hidden", [&](OpGraph& g) {
    return biased(g, c, g.mask(c.bias, [](int64_t i) { return i % 301 != 300; }));
  });
  const BiasCase causal = {1, 150, 150, 2, 16, {1, 1, 150, 150}, true};
  check("attention, causal, the first 140 keys hidden", [&](OpGraph& g) {
    return biased(g, causal, g.mask(causal.bias, [](int64_t i) { return i % 150 < 140; }));
  });

  std::string reason;
  Backend* backend = find_backend(GetParam(), reason);
  if (!backend) GTEST_SKIP() << reason;
  OpGraph g(3);
  g.graph.output("y", biased(g, c, g.mask(c.bias, [](int64_t) { return true; })));
  for (const float y : compute(*backend, g, MemoryWeights(3))) ASSERT_EQ(y, 0.0f);
}

// q, k and v side by side in one value; pictures as rows of pixels.
TEST_P(OpTest, AttentionOffsets) {
  check("attention, q k v in one value", [](OpGraph& g) {
    Attention op;
    op.heads = 4, op.head_dim = 24;
    op.q = op.k = op.v = g.input({2, 50, 3 * 96}).id;
    op.k_offset = 96, op.v_offset = 192;
    return g.graph.append(op);
  });
  check("attention, pictures against k v in one value", [](OpGraph& g) {
    Attention op;
    op.heads = 2, op.head_dim = 40;
    op.q = g.input({2, 7, 5, 100}).id;
    op.k = op.v = g.input({2, 77, 170}).id;
    op.q_offset = 20, op.k_offset = 3, op.v_offset = 90;
    return g.graph.append(op);
  });
}

}  // namespace
}  // namespace evenlight
