#include <gtest/gtest.h>

#include <stdexcept>

#include "bias_audit/stats/power.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {
namespace {

// The arcsine approximation (Cohen 1988) needs 194 and 259 images to tell .60 from .50, and 111 for
// .70 at a twentieth of the level; an exact test needs a few more.
TEST(Power, NearTheArcsineApproximation) {
  EXPECT_NEAR(*detectable_share(194, 0.5, 0.05, 0.8), 0.60, 0.01);
  EXPECT_NEAR(*detectable_share(259, 0.5, 0.05, 0.9), 0.60, 0.01);
  EXPECT_NEAR(*detectable_share(111, 0.5, 0.05 / 20, 0.9), 0.70, 0.015);
}

TEST(Power, ItIsTheShareAtWhichThePowerIsReached) {
  // With 16 images the region is 13 and more: P(X >= 13) = 0.0106, P(X >= 12) = 0.0384.
  const double share = *detectable_share(16, 0.5, 0.05, 0.8);
  EXPECT_NEAR(binomial_upper(13, 16, share), 0.8, 1e-9);
}

TEST(Power, MoreImagesTellSmallerDifferences) {
  EXPECT_GT(*detectable_share(16, 0.5, 0.05, 0.8), *detectable_share(100, 0.5, 0.05, 0.8));
  EXPECT_GT(*detectable_share(100, 0.5, 0.05, 0.8), *detectable_share(1000000, 0.5, 0.05, 0.8));
  EXPECT_LT(*detectable_share(1000000, 0.5, 0.05, 0.8), 0.502);
}

TEST(Power, TooFewImagesProveNothing) {
  EXPECT_FALSE(detectable_share(5, 0.5, 0.05, 0.8));
  EXPECT_TRUE(detectable_share(6, 0.5, 0.05, 0.8));
  EXPECT_THROW(detectable_share(0, 0.5, 0.05, 0.8), std::invalid_argument);
  EXPECT_THROW(detectable_share(10, 1, 0.05, 0.8), std::invalid_argument);
}

}  // namespace
}  // namespace evenlight::audit
