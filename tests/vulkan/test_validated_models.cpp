#include <volk.h>

#include "engine/reference/reference.h"
#include "engine/vulkan/backend.h"
#include "engine/vulkan/instance.h"
#include "engine/vulkan/memory.h"
#include "engine/vulkan/queue.h"
#include "tests/ops/op_test.h"
#include "tests/support/compare.h"
#include "tests/vulkan/small_model.h"

namespace evenlight {
namespace {

class Models : public OpTest {};

TEST_P(Models, TinyUnet) {
  std::string reason;
  Backend& backend = *find_backend(GetParam(), reason);
  const auto reference = open_reference();
  const Graph graph = tiny_unet(2);
  const auto expected = compile_and_run(*reference, graph);
  EXPECT_LT(relative_rms(compile_and_run(backend, graph), expected), 20 * GetParam().tolerance);
}

TEST_P(Models, TwoExecutablesShareTheArena) {
  std::string reason;
  Backend& backend = *find_backend(GetParam(), reason);
  const MemoryWeights weights(3);
  const Graph small = small_graph(1, 5, 3), large = small_graph(2, 17, 15);
  const auto first = backend.compile(make_plan(small, backend.precision()), weights);
  const auto before = run_once(*first, small);
  const auto second = backend.compile(make_plan(large, backend.precision()), weights);
  run_once(*second, large);
  EXPECT_EQ(run_once(*first, small), before);
}

// Opened, used with and without profiling, and closed: nothing is left behind, nothing goes twice.
TEST(Validation, LeavesNothingBehind) {
  if (!vulkan::Instance::can_validate()) GTEST_SKIP() << "no VK_LAYER_KHRONOS_validation";
  const auto instance = std::make_shared<vulkan::Instance>(vulkan::Validation::on);
  if (instance->devices().empty()) GTEST_SKIP() << "no Vulkan device";
  for (const bool profile : {false, true}) {
    BackendOptions options;
    options.profile = profile;
    compile_and_run(*vulkan::open_on(instance, 0, options), small_graph(1, 5, 3));
  }
  EXPECT_EQ(instance->messages(), std::vector<std::string>{});
}

// The layer is really listening: two copies that overwrite each other without a barrier.
TEST(Validation, NoticesARace) {
  if (!vulkan::Instance::can_validate()) GTEST_SKIP() << "no VK_LAYER_KHRONOS_validation";
  const auto instance = std::make_shared<vulkan::Instance>(vulkan::Validation::on);
  if (instance->devices().empty()) GTEST_SKIP() << "no Vulkan device";
  const vulkan::Device device(instance, instance->devices().front());
  const vulkan::Buffer a(device, 256, vulkan::MemoryKind::device, "a test");
  const vulkan::Buffer b(device, 256, vulkan::MemoryKind::device, "a test");
  vulkan::CommandPool pool(device);
  const VkCommandBuffer commands = pool.begin();
  const VkBufferCopy whole{0, 0, 256};
  vkCmdCopyBuffer(commands, a.get(), b.get(), 1, &whole);
  vkCmdCopyBuffer(commands, a.get(), b.get(), 1, &whole);
  pool.end(commands);
  ASSERT_FALSE(instance->messages().empty());
  EXPECT_NE(instance->messages().front().find("SYNC-HAZARD"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Backends, Models, ::testing::ValuesIn(backend_rows()),
                         [](const ::testing::TestParamInfo<BackendRow>& info) {
                           return info.param.name;
                         });

}  // namespace
}  // namespace evenlight
