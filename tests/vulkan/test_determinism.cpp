// The same input gives the same bytes, whatever ran before and whatever runs beside it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/base/error.h"
#include "engine/vulkan/backend.h"
#include "engine/vulkan/instance.h"
#include "engine/vulkan/vulkan.h"
#include "tests/support/memory_weights.h"
#include "tests/vulkan/small_model.h"

namespace evenlight {
namespace {

// A precision, and whether to use a GPU's tiles and workgroups.
class VulkanBytes : public ::testing::TestWithParam<std::pair<DType, bool>> {
 protected:
  void SetUp() override {
    if (list_vulkan_devices().empty()) GTEST_SKIP() << "no Vulkan device";
  }
  std::unique_ptr<Backend> open(uint64_t flops_per_batch = 0) {
    BackendOptions options;
    options.precision = GetParam().first;
    return vulkan::open_on(vulkan::Instance::shared(), 0, options, [&](gpu::Limits& limits) {
      if (flops_per_batch) limits.flops_per_batch = flops_per_batch;
      if (!GetParam().second) return;
      limits.software = false;
      limits.groups_to_fill = 1;
    });
  }
};

// Leaves NaN all over the arena.
void poison(Backend& backend) {
  Graph g;
  const Value x = g.input("x", {1, 64, 64, 64}, Rate::every_step);
  g.output("y", g.add(g.activate(g.activate(x, Activation::silu), Activation::gelu), x));
  const MemoryWeights none;
  const auto executable = backend.compile(make_plan(g, backend.precision()), none);
  executable->write("x", std::vector<float>(64 * 64 * 64, NAN));
  executable->prepare();
  executable->run();
}

TEST_P(VulkanBytes, SameOnEveryRun) {
  const Graph graph = small_graph(1, 7, 5);
  const auto backend = open();
  const MemoryWeights weights(3);
  const auto executable = backend->compile(make_plan(graph, backend->precision()), weights);
  const auto first = run_once(*executable, graph);
  for (const float v : first) ASSERT_TRUE(std::isfinite(v));
  EXPECT_EQ(run_once(*executable, graph), first) << "second run";
  poison(*backend);
  EXPECT_EQ(run_once(*executable, graph), first) << "after others used, and moved, the arena";
  EXPECT_EQ(compile_and_run(*backend, graph), first) << "compiled again";
  EXPECT_EQ(compile_and_run(*open(), graph), first) << "opened again";
}

TEST_P(VulkanBytes, SameInAnyBatch) {
  const auto backend = open();
  for (const auto& [height, width] : {std::pair{7, 5}, {16, 12}}) {
    const auto one = compile_and_run(*backend, small_graph(1, height, width));
    for (const int64_t batch : {2, 4}) {
      const auto all = compile_and_run(*backend, small_graph(batch, height, width));
      ASSERT_EQ(all.size(), one.size() * size_t(batch));
      for (size_t i = 0; i < all.size(); i += one.size()) {
        EXPECT_EQ(std::memcmp(one.data(), all.data() + i, one.size() * 4), 0)
            << "image " << i / one.size() << " of " << batch;
      }
    }
  }
}

TEST_P(VulkanBytes, SameUnetInAnyBatch) {
  const auto backend = open();
  const auto one = compile_and_run(*backend, tiny_unet(1));
  const auto all = compile_and_run(*backend, tiny_unet(4));
  for (size_t i = 0; i < all.size(); i += one.size()) {
    EXPECT_EQ(std::memcmp(one.data(), all.data() + i, one.size() * 4), 0) << i / one.size();
  }
}

// However the work is cut into submissions.
TEST_P(VulkanBytes, SameInManyPieces) {
  const Graph graph = small_graph(2, 16, 12);
  EXPECT_EQ(compile_and_run(*open(10'000), graph), compile_and_run(*open(), graph));
}

// A run that was stopped leaves nothing behind that the next could notice.
TEST_P(VulkanBytes, SameAfterAStoppedRun) {
  const Graph graph = small_graph(1, 16, 12);
  const auto backend = open(10'000);
  const MemoryWeights weights(3);
  const auto executable = backend->compile(make_plan(graph, backend->precision()), weights);
  const auto first = run_once(*executable, graph);
  int asked = 0;
  const Poll stop = [&] {
    if (++asked == 5) throw Error(ErrorKind::interrupted, "stop");
  };
  EXPECT_THROW(executable->run(stop), Error);
  EXPECT_EQ(run_once(*executable, graph), first);
}

INSTANTIATE_TEST_SUITE_P(
    Vulkan, VulkanBytes,
    ::testing::Values(std::pair{DType::f32, false}, std::pair{DType::f16, false},
                      std::pair{DType::f32, true}, std::pair{DType::f16, true}),
    [](const auto& info) {
      return std::string(name_of(info.param.first)) + (info.param.second ? "_gpu" : "_software");
    });

}  // namespace
}  // namespace evenlight
