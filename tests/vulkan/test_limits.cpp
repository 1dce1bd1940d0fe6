// Small devices: limits are kept, or there is a sentence that says which one stands in the way.
#include <gtest/gtest.h>

#include "engine/base/error.h"
#include "engine/reference/reference.h"
#include "engine/vulkan/backend.h"
#include "engine/vulkan/instance.h"
#include "engine/vulkan/vulkan.h"
#include "tests/support/compare.h"
#include "tests/support/memory_weights.h"
#include "tests/vulkan/small_model.h"

namespace evenlight {
namespace {

class VulkanLimits : public ::testing::Test {
 protected:
  void SetUp() override {
    if (list_vulkan_devices().empty()) GTEST_SKIP() << "no Vulkan device";
  }
  static std::unique_ptr<Backend> open(const gpu::AdjustLimits& adjust = {}) {
    return vulkan::open_on(vulkan::Instance::shared(), 0, {}, adjust);
  }
  static std::unique_ptr<Backend> open_small(uint64_t buffer_bytes) {
    return open([=](gpu::Limits& limits) { limits.buffer_bytes = buffer_bytes; });
  }
  static void expect_device_error(Backend& backend, const Graph& graph, const std::string& part) {
    try {
      compile_and_run(backend, graph);
      FAIL() << "compiled";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::device);
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }
};

// Weights come in chunks, staged in pieces, that all keep the limit.
TEST_F(VulkanLimits, WeightsAreSplit) {
  const Graph graph = small_graph(1, 7, 5);
  EXPECT_EQ(compile_and_run(*open_small(300'000), graph), compile_and_run(*open(), graph));
}

TEST_F(VulkanLimits, SaysThatAWeightIsTooLarge) {
  expect_device_error(*open_small(200'000), small_graph(1, 7, 5), "bytes of weights are more than");
}

TEST_F(VulkanLimits, SaysThatWorkingMemoryIsTooLarge) {
  const auto backend = open_small(300'000);
  expect_device_error(*backend, small_graph(1, 64, 64), "of working memory are more than");
  EXPECT_NO_THROW(compile_and_run(*backend, small_graph(1, 7, 5))) << "a smaller picture";
}

TEST_F(VulkanLimits, SaysThatMemoryIsShort) {
  Graph g;
  const Value x = g.input("x", {1, int64_t(1) << 22, 511}, Rate::every_step);
  g.output("y", g.activate(g.activate(x, Activation::silu), Activation::silu));
  const auto unlimited = open([](gpu::Limits& limits) { limits.buffer_bytes = UINT64_MAX; });
  const uint64_t memory = unlimited->device().memory_bytes;
  if (memory > uint64_t(24) << 30) GTEST_SKIP() << "enough memory for 24 GiB";
  expect_device_error(*unlimited, g, "has no room for");
}

TEST_F(VulkanLimits, SaysThatAnImageIsTooLarge) {
  Graph g;
  const Value x = g.input("x", {1, int64_t(1) << 16, int64_t(1) << 15, 1}, Rate::every_step);
  g.output("y", g.activate(x, Activation::silu));
  expect_device_error(*open(), g, "more elements than shaders can count");
}

// Convolutions and linears have the same bytes with every tile, so shared memory decides on speed
// alone.
TEST_F(VulkanLimits, EveryTileGivesTheSameBytes) {
  Graph g;
  const Value x = g.input("x", {2, 19, 13, 35}, Rate::every_step);
  const auto w = [&](const char* name, const Shape& shape) { return g.weight(name, shape); };
  Value h = g.conv2d(x, w("in", {150, 35, 3, 3}), w("in.b", {150}));
  h = g.activate(g.linear(h, w("ff", {2 * 66, 150}), w("ff.b", {132})), Activation::geglu);
  g.output("y", g.linear(h, w("out", {129, 66})));
  const auto tiled = [&](bool software, uint32_t shared_bytes, uint32_t groups_to_fill) {
    const auto backend = open([=](gpu::Limits& limits) {
      limits.software = software;
      limits.shared_bytes = shared_bytes;
      limits.groups_to_fill = groups_to_fill;
    });
    return compile_and_run(*backend, g);
  };
  const auto small = tiled(true, 16384, 96);
  EXPECT_EQ(tiled(false, 16384, 1), small) << "medium";
  EXPECT_EQ(tiled(false, 32768, 1), small) << "large";
  EXPECT_LT(relative_rms(small, compile_and_run(*open_reference(), g)), 1e-5);
}

// More rows than 65535 workgroups of the smallest tile, and than those of the largest.
TEST_F(VulkanLimits, ManyRows) {
  const auto graph = [](int64_t count) {
    Graph g;
    const Value x = g.input("x", {1, count, 1}, Rate::every_step);
    g.output("y", g.linear(x, g.weight("w", {1, 1})));
    return g;
  };
  const MemoryWeights weights(3);
  const Plan plan = make_plan(graph(65535 * 32 + 33), DType::f32);
  EXPECT_NO_THROW(open()->compile(plan, weights));  // running it would take llvmpipe 20 s
  expect_device_error(*open(), graph(65535 * 128 + 1), "more workgroups");
}

}  // namespace
}  // namespace evenlight
