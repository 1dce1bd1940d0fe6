#include "engine/reference/reference.h"
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

INSTANTIATE_TEST_SUITE_P(Backends, Models, ::testing::ValuesIn(backend_rows()),
                         [](const ::testing::TestParamInfo<BackendRow>& info) {
                           return info.param.name;
                         });

}  // namespace
}  // namespace evenlight
