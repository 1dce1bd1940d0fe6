// Precision belongs to a plan: one backend runs plans of several, one after another.
#include <algorithm>

#include "engine/base/error.h"
#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

Graph trace() {
  Graph g;
  const Value x = g.input("x", {2, 7, 5, 24}, Rate::every_step);
  const auto w = [&](const char* name, const Shape& shape) { return g.weight(name, shape); };
  Value h = g.conv2d(x, w("conv", {48, 24, 3, 3}), w("conv.b", {48}));
  h = g.group_norm(h, w("norm.weight", {48}), w("norm.bias", {48}), 8, 1e-5f);
  h = g.activate(h, Activation::silu);
  const Value q = g.linear(h, w("q", {48, 48})), k = g.linear(h, w("k", {48, 48}));
  h = g.add(h, g.attention(q, k, k, 3));
  g.output("y", g.linear(h, w("out", {4, 48}), w("out.b", {4})));
  return g;
}

std::vector<float> run(Executable& executable) {
  executable.write("x", random_floats(1, 2 * 7 * 5 * 24));
  executable.prepare();
  executable.run();
  std::vector<float> y(2 * 7 * 5 * 4);
  executable.read("y", y);
  return y;
}

class Mixed : public ::testing::TestWithParam<BackendRow> {};

TEST_P(Mixed, PlansOfEveryPrecisionRunBesideEachOther) {
  const auto open = [&]() -> std::unique_ptr<Backend> {
    try {
      return GetParam().open();
    } catch (const Error&) {
      return nullptr;
    }
  };
  const auto backend = open();
  if (!backend) GTEST_SKIP() << "no device for " << GetParam().name;
  std::vector<DType> able = backend->device().precisions;
  if (std::ranges::count(able, GetParam().precision) == 0) able.push_back(GetParam().precision);
  const MemoryWeights weights(3);
  const auto compile = [&](Backend& on, DType precision) {
    return on.compile(make_plan(trace(), precision), weights);
  };
  std::vector<std::unique_ptr<Executable>> mixed;
  for (const DType precision : able) mixed.push_back(compile(*backend, precision));
  for (int again = 0; again < 2; ++again) {
    for (size_t i = 0; i < able.size(); ++i) {
      const auto alone = open();
      EXPECT_EQ(run(*mixed[i]), run(*compile(*alone, able[i]))) << name_of(able[i]);
    }
  }
  if (able.size() > 1) EXPECT_NE(run(*mixed[0]), run(*mixed[1])) << "they do differ";
}

TEST_P(Mixed, APlanThatTheDeviceCannotStoreIsRefused) {
  std::string reason;
  Backend* backend = find_backend(GetParam(), reason);
  if (!backend) GTEST_SKIP() << reason;
  const DType foreign = backend->device().kind == "cpu" ? DType::f16 : DType::bf16;
  EXPECT_THROW(backend->compile(make_plan(trace(), foreign), MemoryWeights(3)), Error);
}

INSTANTIATE_TEST_SUITE_P(Backends, Mixed, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace evenlight
