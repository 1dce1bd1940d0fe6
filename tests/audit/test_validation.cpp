// The figures of assets/audit/VALIDATION.md, each within its bounds.
#include <gtest/gtest.h>

#include "tests/audit/simulated.h"

namespace evenlight::audit {
namespace {

class Validation : public testing::TestWithParam<Simulation> {};

TEST_P(Validation, NoFigureIsOutsideItsBounds) {
  const Simulated rows = GetParam().run();
  EXPECT_FALSE(rows.figures.empty());
  for (const Figure& figure : rows.figures) {
    EXPECT_TRUE(figure.holds()) << figure.what << ": " << figure.found << ", bounds "
                                << figure.low.value_or(0) << " to " << figure.high.value_or(1);
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Validation, testing::ValuesIn(simulations()),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace evenlight::audit
