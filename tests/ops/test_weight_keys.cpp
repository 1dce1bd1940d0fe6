// Packed weights are known again by what they are made of, not by where they lie or how they begin.
#include <cmath>
#include <cstring>

#include "engine/graph/weight_cache.h"
#include "tests/ops/op_test.h"
#include "tests/support/patched_weights.h"

namespace evenlight {
namespace {

// Every kind of copy that backends keep: matrices, plain numbers, tables. "last" is the last column
// of one matrix, as it is.
Graph trace() {
  Graph g;
  const Value ids = g.input("ids", {1, 2}, Rate::every_step, DType::i32);
  const Value x = g.embedding(ids, g.weight("table", {4, 96}));
  const Value matrix = g.weight("linear", {64, 96});
  const Value h = g.linear(x, matrix, g.weight("bias", {64}));
  const Value n = g.layer_norm(h, g.weight("gamma", {64}), g.weight("beta", {64}), 1e-5f);
  g.output("y", g.linear(g.add(n, g.weight("added", {2, 64})), g.weight("out", {8, 64})));
  g.output("last", g.linear(g.input("one", {1, 96}, Rate::every_step), matrix));
  return g;
}

constexpr const char* names[] = {"table", "linear", "gamma", "beta", "added", "out"};

std::vector<float> result_of(Executable& executable, const char* output = "y") {
  std::vector<float> one(96, 0.0f);
  one.back() = 1.0f;
  executable.write("ids", std::vector<int32_t>{3, 1});
  executable.write("one", one);
  executable.prepare();
  executable.run();
  std::vector<float> values(output == std::string("y") ? 2 * 8 : 64);
  executable.read(output, values);
  return values;
}

// The next number that the precision can hold.
float next(float value, DType precision) {
  const float up = std::nextafter(value, INFINITY);
  if (precision == DType::f32) return up;
  const auto stored = [&](float v) {
    return precision == DType::f16 ? f16_to_f32(f32_to_f16(v)) : bf16_to_f32(f32_to_bf16(v));
  };
  float found = value;
  while (stored(found) == stored(value)) found += std::abs(value) * 0x1p-12f;
  return stored(found);
}

class WeightKeys : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override {
    std::string reason;
    backend_ = find_backend(GetParam(), reason);
    if (!backend_) GTEST_SKIP() << reason;
  }
  std::unique_ptr<Executable> compile(const WeightSource& weights) {
    return backend_->compile(make_plan(trace(), GetParam().precision), weights);
  }
  Backend* backend_ = nullptr;
};

TEST_P(WeightKeys, TheSmallestStepOfOnePatchIsSeenAndTheRestStaysShared) {
  const MemoryWeights base(5);
  const auto plain = compile(base);
  const std::vector<float> before = result_of(*plain);
  // The last number of a matrix: far from its first bytes.
  const HostWeight weight = base.get("linear", {64, 96});
  float last;
  std::memcpy(&last, weight.bytes.data() + weight.bytes.size() - 4, 4);
  const PatchedWeights::Patch patch = {"linear", 64 * 96 - 1, next(last, GetParam().precision)};
  ASSERT_NE(patch.value, last);

  std::map<std::string, size_t> asked;
  for (const char* name : names) asked[name] = base.asked(name);
  const PatchedWeights patched(base, patch);
  const auto changed = compile(patched);
  for (const char* name : names) {
    const size_t more = base.asked(name) - asked[name];
    EXPECT_EQ(more, name == std::string("linear") ? 1u : 0u) << name;
  }

  // What a backend makes of these weights that has never seen others.
  const auto fresh = GetParam().open()->compile(make_plan(trace(), GetParam().precision), patched);
  EXPECT_EQ(result_of(*changed), result_of(*fresh));
  EXPECT_EQ(result_of(*changed, "last").back(), patch.value);
  EXPECT_LT(result_of(*plain, "last").back(), patch.value);
  EXPECT_EQ(result_of(*plain), before);
}

TEST_P(WeightKeys, OtherSourcesAreNeverTakenForThisOne) {
  std::vector<float> first, second;
  {
    const MemoryWeights weights(5);
    first = result_of(*compile(weights));
  }
  {
    const MemoryWeights weights(6);  // often where the other one was
    second = result_of(*compile(weights));
  }
  EXPECT_NE(first, second);

  MemoryWeights weights(5);
  const auto executable = compile(weights);
  EXPECT_EQ(result_of(*executable), first);
  weights.add("out", {8, 64}, std::vector<float>(8 * 64, 0.0f));  // replaced under its name
  for (const float y : result_of(*compile(weights))) EXPECT_EQ(y, 0.0f);
}

// Reloading packs again only what nobody holds any more.
TEST_P(WeightKeys, WhatNobodyUsesIsDropped) {
  const MemoryWeights weights(5);
  auto executable = compile(weights);
  const size_t packed = weights.asked("out");
  auto second = compile(weights);
  EXPECT_EQ(weights.asked("out"), packed) << "held by the first";
  executable.reset();
  executable = compile(weights);
  EXPECT_EQ(weights.asked("out"), packed) << "held by the second";
  executable.reset(), second.reset();
  executable = compile(weights);
  EXPECT_EQ(weights.asked("out"), packed + 1) << "held by nobody";
}

INSTANTIATE_TEST_SUITE_P(Backends, WeightKeys, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

TEST(WeightCache, ForgetsWhatNobodyUses) {
  WeightCache cache;
  auto held = cache.get<int>("a", [] { return std::make_shared<const int>(1); });
  cache.get<int>("b", [] { return std::make_shared<const int>(2); });
  EXPECT_EQ(cache.find<int>("a"), held);
  EXPECT_EQ(cache.find<int>("b"), nullptr);
  EXPECT_EQ(cache.size(), 2u);
  cache.drop_unused();
  EXPECT_EQ(cache.size(), 1u);
  held.reset();
  cache.drop_unused();
  EXPECT_EQ(cache.size(), 0u);
}

TEST(ContentKey, OfAGraphChangesWithAnyOfItsWeights) {
  const MemoryWeights base(5);
  const Graph graph = trace();
  const std::string key = content_key(graph, base);
  EXPECT_EQ(key, content_key(graph, base));
  const PatchedWeights one(base, {"linear", 7, 0.5f});
  const PatchedWeights two(base, {"linear", 7, std::nextafter(0.5f, 1.0f)});
  const PatchedWeights elsewhere(base, {"another", 7, 0.5f});
  EXPECT_NE(content_key(graph, one), key);
  EXPECT_NE(content_key(graph, one), content_key(graph, two));
  EXPECT_EQ(content_key(graph, elsewhere), key);
}

}  // namespace
}  // namespace evenlight
