// Fusion must not change what a graph computes: each pattern, and the near misses that must stay.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/graph/fuse.h"
#include "engine/reference/reference.h"

namespace evenlight {
namespace {

// Any weight that is asked for, filled with a repeatable pattern of its name.
class PatternWeights : public WeightSource {
 public:
  HostWeight get(const std::string& name, const Shape& shape) const override {
    auto data = std::make_shared<std::vector<float>>(size_t(shape.count()));
    for (size_t i = 0; i < data->size(); ++i) {
      (*data)[i] = std::sin(float(i * 7 + std::hash<std::string>{}(name) % 97));
    }
    return {DType::f32, shape, std::as_bytes(std::span(*data)), data};
  }
};

std::vector<float> result_of(const Graph& graph) {
  const auto backend = open_reference();
  const auto run = backend->compile(make_plan(graph, DType::f32), PatternWeights());
  for (const Rate rate : {Rate::per_prompt, Rate::every_step}) {
    for (const ValueId id : graph.inputs()) {
      if (graph.info(id).rate != rate) continue;
      std::vector<float> data(size_t(graph.info(id).shape.count()));
      for (size_t i = 0; i < data.size(); ++i) data[i] = std::cos(float(i * 3 + size_t(id)));
      run->write(graph.info(id).name, std::span<const float>(data));
    }
    rate == Rate::per_prompt ? run->prepare() : run->run();
  }
  std::vector<float> y(size_t(graph.info(graph.outputs()[0]).shape.count()));
  run->read("y", y);
  return y;
}

void expect_fused_to(const Graph& graph, const std::vector<std::string_view>& names) {
  const Graph fused = fuse(graph);
  std::vector<std::string_view> got;
  for (const Node& node : fused.nodes()) got.push_back(name_of(node.op));
  EXPECT_EQ(got, names);
  const std::vector<float> plain_y = result_of(graph), fused_y = result_of(fused);
  ASSERT_EQ(plain_y.size(), fused_y.size());
  for (size_t i = 0; i < plain_y.size(); ++i) {
    ASSERT_NEAR(plain_y[i], fused_y[i], 1e-4f * (1 + std::abs(plain_y[i]))) << "at " << i;
  }
}

TEST(Fuse, ResnetBecomesFourOps) {
  Graph g;
  const Value x = g.input("x", {2, 4, 3, 8}, Rate::every_step);
  const Value t = g.input("t", {2, 6}, Rate::every_step);
  Value h = g.group_norm(x, g.weight("n1.w", {8}), g.weight("n1.b", {8}), 4, 1e-5f);
  h = g.activate(h, Activation::silu);
  h = g.conv2d(h, g.weight("c1.w", {8, 8, 3, 3}), g.weight("c1.b", {8}));
  h = g.add(h, g.linear(t, g.weight("t.w", {8, 6})));
  h = g.activate(h, Activation::silu);
  h = g.conv2d(h, g.weight("c2.w", {8, 8, 3, 3}), g.weight("c2.b", {8}));
  g.output("y", g.add(h, x));
  expect_fused_to(g, {"group_norm", "linear", "conv2d", "conv2d"});
}

TEST(Fuse, JoinIsReadFromTwoSources) {
  Graph g;
  const Value a = g.input("a", {2, 4, 3, 8}, Rate::every_step);
  const Value b = g.input("b", {2, 4, 3, 4}, Rate::every_step);
  const Value joined = g.concat(a, b);
  const Value n = g.group_norm(joined, g.weight("g", {12}), g.weight("b", {12}), 4, 1e-5f);
  const Value s = g.linear(joined, g.weight("s", {12, 12, 1, 1}));
  g.output("y", g.add(n, s));
  expect_fused_to(g, {"group_norm", "linear"});
}

TEST(Fuse, JoinReadByAConvolutionStays) {
  Graph g;
  const Value a = g.input("a", {1, 4, 3, 8}, Rate::every_step);
  const Value joined = g.concat(a, g.activate(a, Activation::silu));
  g.output("y", g.conv2d(joined, g.weight("w", {4, 16, 3, 3}), {}));
  expect_fused_to(g, {"activate", "concat", "conv2d"});
}

TEST(Fuse, JoinOfTokensStays) {
  Graph g;
  const Value a = g.input("a", {2, 4, 8}, Rate::every_step);
  const Value b = g.input("b", {2, 4, 8}, Rate::every_step);
  g.output("y", g.linear(g.concat(a, b, 1), g.weight("w", {6, 8})));
  expect_fused_to(g, {"concat", "linear"});
}

TEST(Fuse, OneNumberPerImageStaysApart) {
  Graph g;
  const Value x = g.input("x", {2, 4, 3, 8}, Rate::every_step);
  const Value t = g.input("t", {2, 1}, Rate::every_step);
  g.output("y", g.add(g.conv2d(x, g.weight("w", {8, 8, 3, 3}), {}), t));
  expect_fused_to(g, {"conv2d", "add"});
}

TEST(Fuse, UpsampleIntoConvolution) {
  Graph g;
  const Value x = g.input("x", {1, 3, 5, 4}, Rate::every_step);
  g.output("y", g.conv2d(g.upsample(x), g.weight("w", {4, 4, 3, 3}), g.weight("b", {4})));
  expect_fused_to(g, {"conv2d"});
}

TEST(Fuse, SelfAttentionReadsOneProjection) {
  Graph g;
  const Value x = g.input("x", {2, 5, 8}, Rate::every_step);
  const auto project = [&](const char* name) { return g.linear(x, g.weight(name, {8, 8})); };
  const Value y = g.attention(project("q"), project("k"), project("v"), 2);
  g.output("y", g.add(g.linear(y, g.weight("o", {8, 8}), g.weight("ob", {8})), x));
  expect_fused_to(g, {"linear", "attention", "linear"});
}

TEST(Fuse, CrossAttentionKeepsItsQuery) {
  Graph g;
  const Value x = g.input("x", {2, 5, 8}, Rate::every_step);
  const Value context = g.input("context", {2, 3, 6}, Rate::per_prompt);
  const Value q = g.linear(x, g.weight("q", {8, 8}));
  const Value k = g.linear(context, g.weight("k", {8, 6}));
  const Value v = g.linear(context, g.weight("v", {8, 6}));
  g.output("y", g.attention(q, k, v, 4));
  expect_fused_to(g, {"linear", "linear", "attention"});
}

TEST(Fuse, GegluAndSharedValuesStayApart) {
  Graph g;
  const Value x = g.input("x", {2, 5, 8}, Rate::every_step);
  const Value wide = g.linear(x, g.weight("w", {16, 8}), g.weight("b", {16}));
  const Value gated = g.activate(wide, Activation::geglu);
  // `gated` has two readers, so the addition cannot move into its producer.
  g.output("y", g.add(gated, g.activate(gated, Activation::silu)));
  expect_fused_to(g, {"linear", "activate", "add"});
}

}  // namespace
}  // namespace evenlight
