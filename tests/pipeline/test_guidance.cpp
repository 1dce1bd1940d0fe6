#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "engine/base/error.h"
#include "engine/pipeline/checks.h"
#include "engine/pipeline/guidance/guidance.h"

namespace evenlight {
namespace {

TEST(Guidance, PushesAwayFromTheNegative) {
  const std::vector<float> negative = {1, 2, -1, 0}, positive = {2, 2, 0, -4};
  std::vector<float> out(4);
  guide({.scale = 3}, {positive, negative, 4}, out);
  EXPECT_EQ(out, (std::vector<float>{4, 2, 2, -12}));
}

double deviation(const float* v, size_t n) {
  double mean = 0, squares = 0;
  for (size_t i = 0; i < n; ++i) mean += double(v[i]) / double(n);
  for (size_t i = 0; i < n; ++i) squares += (double(v[i]) - mean) * (double(v[i]) - mean);
  return std::sqrt(squares);
}

// Lin et al. 2023, equations 15 and 16: fully rescaled, an image has its positive prediction's
// spread, whatever the other images of the batch look like.
TEST(Guidance, RescaleRestoresTheSpreadOfEveryImage) {
  const std::vector<float> negative = {0, 1, 2, 3, 5, -5, 5, -5};
  const std::vector<float> positive = {1, -1, 4, 2, 100, 90, 95, 70};
  std::vector<float> full(8), half(8), none(8);
  guide({.scale = 7}, {positive, negative, 4}, none);
  guide({.scale = 7, .rescale = 1}, {positive, negative, 4}, full);
  guide({.scale = 7, .rescale = 0.5}, {positive, negative, 4}, half);
  for (const size_t image : {0, 4}) {
    EXPECT_NEAR(deviation(&full[image], 4), deviation(&positive[image], 4), 1e-4);
    EXPECT_GT(deviation(&none[image], 4), 2 * deviation(&positive[image], 4));
  }
  for (size_t i = 0; i < 8; ++i) EXPECT_NEAR(half[i], (full[i] + none[i]) / 2, 1e-3) << i;
}

TEST(Guidance, AFlatPredictionStaysFinite) {
  const std::vector<float> flat(4, 2.0f);
  std::vector<float> out(4);
  guide({.scale = 7, .rescale = 1}, {flat, flat, 4}, out);
  for (const float v : out) EXPECT_TRUE(std::isfinite(v));
}

TEST(Guidance, WithoutTheNegativeIsThePositive) {
  const std::vector<float> positive = {1, 2, 3, 4};
  std::vector<float> out(4);
  guide({.scale = 7, .rescale = 1}, {positive, {}, 4}, out);
  EXPECT_EQ(out, positive);
}

TEST(Guidance, EveryRowOfTheTableDoesSomething) {
  std::set<std::string_view> ids;
  for (const GuidanceMethod& method : guidance_methods()) {
    EXPECT_TRUE(ids.insert(method.id).second) << method.id;
    EXPECT_TRUE(method.allows || method.wants || method.apply) << method.id;
  }
}

TEST(Guidance, Interval) {
  const Guidance guidance = {.scale = 5, .sigma_low = 0.5, .sigma_high = 3};
  EXPECT_TRUE(acts_at(guidance, 0.5));
  EXPECT_TRUE(acts_at(guidance, 3));
  EXPECT_FALSE(acts_at(guidance, 0.49));
  EXPECT_FALSE(acts_at(guidance, 3.01));
  EXPECT_TRUE(acts_at(Guidance{}, std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(acts_at(Guidance{.scale = 1}, 1));
}

template <class F>
void expect_check_fails(F f) {
  try {
    f();
    ADD_FAILURE() << "was not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::check) << error.what();
  }
}

TEST(Checks, OfPictures) {
  Image image{2, 1, {10, 10, 10, 10, 10, 14}};
  EXPECT_NO_THROW(check_picture(image, 2, 1));
  expect_check_fails([&] { check_picture(image, 1, 2); });
  image.rgb.back() = 13;
  expect_check_fails([&] { check_picture(image, 2, 1); });
  image.rgb.pop_back();
  expect_check_fails([&] { check_picture(image, 2, 1); });
  expect_check_fails([] { check_finite(std::vector<float>{1, NAN}, plain("latent")); });
  expect_check_fails([] { check_finite(std::vector<float>{1, INFINITY}, plain("latent")); });
}

TEST(Checks, KnowARunThatOvershot) {
  const std::vector<float> strong(64, 13.0f);
  EXPECT_NO_THROW(check_converged(strong, 13.5));
  expect_check_fails([&] { check_converged(strong, 12.5); });
  std::vector<float> decoded(100, 1.6f);
  for (size_t i = 0; i < decoded.size(); i += 2) decoded[i] = -1.6f;
  expect_check_fails([&] { check_not_clipped(decoded); });
  for (size_t i = 0; i < 11; ++i) decoded[i] = 0.0f;
  EXPECT_NO_THROW(check_not_clipped(decoded));
  EXPECT_NO_THROW(check_not_clipped(std::vector<float>(100, 1.1f)));  // white paper
}

}  // namespace
}  // namespace evenlight
