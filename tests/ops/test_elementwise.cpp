#include "engine/base/error.h"
#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

TEST_P(OpTest, Add) {
  const std::pair<Shape, Shape> cases[] = {{{2, 7, 5, 3}, {2, 7, 5, 3}},
                                           {{2, 7, 5, 3}, {2, 3}},
                                           {{2, 77, 24}, {77, 24}},
                                           {{3, 5}, {5}},
                                           {{1, 64, 64, 40}, {1, 40}}};
  for (const auto& [a, b] : cases) {
    const std::string label = "add " + to_string(a) + " + " + to_string(b);
    check(label, [&](OpGraph& g) { return g.graph.add(g.input(a), g.input(b)); });
    check(label + ", weight", [&](OpGraph& g) { return g.graph.add(g.input(a), g.weight(b)); });
  }
}

TEST_P(OpTest, Activate) {
  for (const Activation activation :
       {Activation::silu, Activation::gelu, Activation::quick_gelu, Activation::geglu}) {
    for (const Shape& x : {Shape{1, 2}, Shape{2, 77, 50}, Shape{2, 7, 5, 34}}) {
      check("activate " + std::to_string(int(activation)) + " " + to_string(x),
            [&](OpGraph& g) { return g.graph.activate(g.input(x, 3.0f), activation); });
    }
  }
}

TEST_P(OpTest, ConcatAndUpsample) {
  check("concat", [](OpGraph& g) {
    return g.graph.concat(g.input({2, 7, 5, 3}), g.input({2, 7, 5, 10}));
  });
  check("concat of wide rows", [](OpGraph& g) {
    return g.graph.concat(g.input({1, 70, 640}), g.input({1, 70, 320}));
  });
  check("upsample", [](OpGraph& g) { return g.graph.upsample(g.input({2, 7, 5, 3})); });
  check("upsample odd", [](OpGraph& g) {
    return g.graph.upsample(g.input({2, 7, 5, 6}), Enlargement{true, true});
  });
  check("upsample wide", [](OpGraph& g) { return g.graph.upsample(g.input({1, 4, 3, 100})); });
}

TEST_P(OpTest, Embedding) {
  check("embedding", [](OpGraph& g) {
    return g.graph.embedding(g.ids({2, 77}, 100), g.weight({100, 20}));
  });
  check("embedding of odd width", [](OpGraph& g) {
    return g.graph.embedding(g.ids({1, 3}, 300), g.weight({300, 7}));
  });
}

TEST_P(OpTest, EmbeddingRefusesUnknownIds) {
  std::string reason;
  Backend* backend = find_backend(GetParam(), reason);
  OpGraph g(1);
  g.graph.output("y", g.graph.embedding(g.ids({1, 4}, 10), g.weight({10, 8})));
  const MemoryWeights weights(1);
  const auto executable = backend->compile(make_plan(g.graph, backend->precision()), weights);
  EXPECT_THROW(executable->write("input0", std::vector<int32_t>{0, 1, 10, 2}), Error);
  EXPECT_THROW(executable->write("input0", std::vector<int32_t>{0, -1, 1, 2}), Error);
}

TEST_P(OpTest, TimestepEmbedding) {
  for (const bool flip : {true, false}) {
    for (const float shift : {0.0f, 1.0f}) {
      check("timestep_embedding", [&](OpGraph& g) {
        return g.graph.timestep_embedding(g.exact({999.0f, 0.0f, 1.5f, 321.25f}), 320, flip, shift);
      });
    }
  }
}

}  // namespace
}  // namespace evenlight
