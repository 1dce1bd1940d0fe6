// Values stored as half floats: how they are rounded, and what happens past 65504.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.h"
#include "engine/base/half.h"
#include "engine/vulkan/vulkan.h"
#include "tests/support/memory_weights.h"

namespace evenlight {
namespace {

class VulkanF16 : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto devices = list_vulkan_devices();
    if (devices.empty()) GTEST_SKIP() << "no Vulkan device";
    const auto& precisions = devices.front().precisions;
    if (std::find(precisions.begin(), precisions.end(), DType::f16) == precisions.end()) {
      GTEST_SKIP() << devices.front().name << " does not store f16";
    }
    BackendOptions options;
    options.precision = DType::f16;
    backend_ = open_vulkan(0, options);
  }

  // f16(x) + w is stored, then read back through a result, which is f32.
  std::vector<float> stored_sum(const std::vector<float>& x, const std::vector<float>& w) {
    const int64_t count = int64_t(x.size());
    Graph g;
    const Value input = g.input("x", {1, count}, Rate::every_step);
    const Value sum = g.add(input, g.weight("w", {count}));
    g.output("y", g.add(sum, g.weight("zero", {count})));
    MemoryWeights weights;
    weights.add("w", {count}, w);
    weights.add("zero", {count}, std::vector<float>(x.size(), 0.0f));
    const auto executable = backend_->compile(make_plan(g, DType::f16), weights);
    executable->write("x", x);
    executable->prepare();
    executable->run();
    std::vector<float> y(x.size());
    executable->read("y", y);
    return y;
  }

  std::unique_ptr<Backend> backend_;
};

// The device may round half-way cases as it likes, but not by more than one unit.
TEST_F(VulkanF16, RoundsToNeighbours) {
  for (const size_t count : {1u, 3u, 64u, 1001u}) {
    for (const float scale : {1e-3f, 1.0f, 1e3f}) {
      const auto x = random_floats(1, count, scale), w = random_floats(2, count, scale);
      const auto y = stored_sum(x, w);
      for (size_t i = 0; i < count; ++i) {
        const float sum = f16_to_f32(f32_to_f16(x[i])) + w[i];
        EXPECT_NEAR(y[i], sum, std::max(std::abs(sum) * 0x1p-10f, 0x1p-24f));
      }
    }
  }
}

// Never a wrong finite number: what is too large becomes infinite, so that a spoilt picture is
// noticed.
TEST_F(VulkanF16, OverflowIsInfinite) {
  const auto y = stored_sum({60000, -60000, 60000, 65504, 1}, {10000, -10000, 5000, 0, 1e30f});
  EXPECT_EQ(y[0], INFINITY);
  EXPECT_EQ(y[1], -INFINITY);
  EXPECT_NEAR(y[2], 65000, 64);
  EXPECT_EQ(y[3], 65504);
  EXPECT_EQ(y[4], INFINITY);
}

// Through norms, attention and convolutions: an overflow stays visible in the result.
TEST_F(VulkanF16, OverflowReachesTheResult) {
  Graph g;
  const Value x = g.input("x", {1, 4, 4, 32}, Rate::every_step);
  const auto w = [&](const char* name, const Shape& shape) { return g.weight(name, shape); };
  Value h = g.conv2d(x, w("in", {32, 32, 3, 3}), {});
  h = g.group_norm(h, w("norm.weight", {32}), w("norm.bias", {32}), 8, 1e-5f);
  h = g.activate(h, Activation::silu);
  h = g.attention(h, h, h, 2);
  g.output("y", g.linear(h, w("out", {4, 32})));
  const MemoryWeights weights(3);
  const auto executable = backend_->compile(make_plan(g, DType::f16), weights);
  auto data = random_floats(5, 4 * 4 * 32);
  data[100] = 1e6f;
  executable->write("x", data);
  executable->prepare();
  executable->run();
  std::vector<float> y(4 * 4 * 4);
  executable->read("y", y);
  EXPECT_TRUE(std::any_of(y.begin(), y.end(), [](float v) { return !std::isfinite(v); }));
}

TEST_F(VulkanF16, RefusesWeightsThatDoNotFit) {
  Graph g;
  const Value x = g.input("x", {1, 8}, Rate::every_step);
  g.output("y", g.linear(x, g.weight("layer.weight", {4, 8})));
  MemoryWeights weights;
  auto values = random_floats(1, 32);
  values[17] = -70000;
  weights.add("layer.weight", {4, 8}, values);
  try {
    backend_->compile(make_plan(g, DType::f16), weights);
    FAIL() << "compiled";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::device);
    EXPECT_NE(std::string(error.what()).find("layer.weight"), std::string::npos) << error.what();
  }
  values[17] = 65504;
  weights.add("layer.weight", {4, 8}, values);
  EXPECT_NO_THROW(backend_->compile(make_plan(g, DType::f16), weights));
}

}  // namespace
}  // namespace evenlight
