#include "engine/base/error.h"
#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

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

TEST_P(OpTest, ConcatAlongAnyAxis) {
  struct Case {
    Shape a;
    int64_t more;
    int64_t axis;
  };
  const Case cases[] = {
      {{2, 77, 24}, 4, 1},    // tokens behind tokens
      {{2, 77, 24}, 77, -2},  // counted from the end
      {{1, 5, 7}, 3, 0},      // images
      {{3, 7, 5, 6}, 2, 0},  {{2, 7, 5, 6}, 3, 1}, {{2, 7, 5, 6}, 1, 2}, {{2, 7, 5, 6}, 4, 3},
      {{4, 31}, 1, 0},       {{4, 31}, 2, 1},      {{1, 1, 1}, 1, 1},
  };
  for (const Case& c : cases) {
    Shape b = c.a;
    b[size_t(c.axis < 0 ? c.axis + int64_t(b.rank()) : c.axis)] = c.more;
    const std::string label =
        "concat " + to_string(c.a) + " and " + to_string(b) + " along " + std::to_string(c.axis);
    check(label, [&](OpGraph& g) { return g.graph.concat(g.input(c.a), g.input(b), c.axis); });
    check(label + ", weight",
          [&](OpGraph& g) { return g.graph.concat(g.input(c.a), g.weight(b), c.axis); });
  }
}

TEST_P(OpTest, Slice) {
  struct Case {
    Shape x;
    int64_t axis, begin, size;
  };
  const Case cases[] = {{{2, 77, 24}, 1, 76, 1},  // the last token
                        {{2, 77, 24}, 1, 0, 77},  // all of it
                        {{2, 77, 24}, 2, 5, 7},   {{2, 77, 24}, -1, 23, 1}, {{3, 77, 24}, 0, 1, 2},
                        {{4, 7, 5, 6}, 0, 3, 1},  {{2, 7, 5, 6}, 1, 2, 4},  {{2, 7, 5, 6}, 2, 1, 3},
                        {{2, 7, 5, 6}, 3, 2, 3},  {{5, 31}, 0, 1, 3},       {{5, 31}, -1, 30, 1},
                        {{2, 66, 640}, 2, 0, 320}};
  for (const Case& c : cases) {
    check("slice " + to_string(c.x) + " along " + std::to_string(c.axis) + ": " +
              std::to_string(c.size) + " from " + std::to_string(c.begin),
          [&](OpGraph& g) { return g.graph.slice(g.input(c.x), c.axis, c.begin, c.size); });
  }
  check("slice of a weight", [](OpGraph& g) {
    return g.graph.slice(g.weight({4, 30, 8}), 1, 3, 20);
  });
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
  if (!backend) GTEST_SKIP() << reason;
  OpGraph g(1);
  g.graph.output("y", g.graph.embedding(g.ids({1, 4}, 10), g.weight({10, 8})));
  const MemoryWeights weights(1);
  const auto executable = backend->compile(make_plan(g.graph, backend->precision()), weights);
  EXPECT_THROW(executable->write("input0", std::vector<int32_t>{0, 1, 10, 2}), Error);
  EXPECT_THROW(executable->write("input0", std::vector<int32_t>{0, -1, 1, 2}), Error);
}

}  // namespace
}  // namespace evenlight
