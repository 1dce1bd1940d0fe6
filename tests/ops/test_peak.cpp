#include <gtest/gtest.h>

#include "tests/support/backends.h"

namespace evenlight {
namespace {

class MultiplyAddPeak : public ::testing::TestWithParam<BackendRow> {};

// How many there are is the machine's affair: only what no device can be is refused.
TEST_P(MultiplyAddPeak, IsARateThatSomeDeviceCouldHave) {
  std::string reason;
  Backend* const backend = find_backend(GetParam(), reason);
  if (!backend) GTEST_SKIP() << reason;
  const auto peak = backend->multiply_add_peak();
  if (!peak) {
    EXPECT_EQ(backend->precision(), DType::bf16) << "only then do other units multiply";
    return;
  }
  EXPECT_GT(*peak, 1e7);
  EXPECT_LT(*peak, 1e16);
}

INSTANTIATE_TEST_SUITE_P(Backends, MultiplyAddPeak, ::testing::ValuesIn(backend_rows()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace evenlight
