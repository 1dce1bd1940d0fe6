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

// One image of one channel at σ = 0, so that an output is minus its clean latent.
Predictions clean_predictions(const std::vector<float>& positive,
                              const std::vector<float>& negative, const std::vector<float>& x,
                              GuidanceMemory& memory) {
  return {.positive = positive,
          .negative = negative,
          .image_size = positive.size(),
          .channels = 1,
          .x = x,
          .of_x = 0,
          .of_output = -1,
          .memory = &memory};
}

TEST(Guidance, ZeroStarGuidesFromTheNegativeAtItsBestLength) {
  const std::vector<float> positive = {2, 2}, negative = {1, 0};
  std::vector<float> out(2);
  guide({.scale = 3, .zero_star = true}, {positive, negative, 2}, out);
  EXPECT_EQ(out, (std::vector<float>{2, 6}));  // from (2, 0): 2 + 3·0, 0 + 3·2
}

TEST(Guidance, ApgWithoutItsLimitsIsPlainGuidance) {
  const std::vector<float> positive = {1, 2, -3}, negative = {0, 1, 5}, x(3);
  GuidanceMemory memory;
  std::vector<float> plain(3), projected(3), across(3);
  const Predictions predictions = clean_predictions(positive, negative, x, memory);
  guide({.scale = 4}, predictions, plain);
  guide({.scale = 4, .apg = {true, 1, 0, 0}}, predictions, projected);
  for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(projected[i], plain[i], 1e-5);
  // Without the part along the positive prediction, the step stands across to it.
  guide({.scale = 4, .apg = {true, 0, 0, 0}}, predictions, across);
  double along = 0;
  for (size_t i = 0; i < 3; ++i) along += double(across[i] - positive[i]) * positive[i];
  EXPECT_NEAR(along, 0, 1e-4);
}

TEST(Guidance, ApgHoldsItsStepAndRemembers) {
  const std::vector<float> positive = {0, 0, 3}, negative = {3, 4, 3}, x(3);
  GuidanceMemory memory;
  const Predictions predictions = clean_predictions(positive, negative, x, memory);
  std::vector<float> first(3), second(3);
  const Guidance guidance = {.scale = 2, .apg = {true, 1, 0.5, 1}};
  guide(guidance, predictions, first);
  EXPECT_NEAR(std::hypot(first[0], first[1]), 1, 1e-5);  // 5, held at 1
  guide(guidance, predictions, second);
  EXPECT_NEAR(memory.apg[0], 4.5, 1e-5);  // 3 + 0.5·3
}

TEST(Guidance, DynamicThresholdKeepsTheRangeOfTheMimickedScale) {
  const std::vector<float> positive = {1, -1, 2, -2}, negative = {0, 0, 0, 0}, x(4);
  GuidanceMemory memory;
  std::vector<float> out(4);
  guide({.scale = 10, .threshold = {true, 3, 1}}, clean_predictions(positive, negative, x, memory),
        out);
  EXPECT_EQ(out, (std::vector<float>{3, -3, 6, -6}));  // 10 and 20, in the range of 3·2
}

TEST(Guidance, PerturbationsAreAddedWithAndWithoutANegative) {
  const std::vector<float> positive = {1, 2}, negative = {0, 0}, perturbed = {0.5f, 1};
  std::vector<float> out(2);
  guide({.scale = 1, .pag = 2},
        {.positive = positive, .negative = {}, .image_size = 2, .identity = perturbed}, out);
  EXPECT_EQ(out, (std::vector<float>{2, 4}));
  guide({.scale = 3, .seg = 2},
        {.positive = positive, .negative = negative, .image_size = 2, .mean_query = perturbed},
        out);
  EXPECT_EQ(out, (std::vector<float>{4, 8}));
  EXPECT_TRUE(extras_at({.scale = 1, .pag = 2}, 1).identity);
  EXPECT_FALSE(extras_at({.pag = 2, .sigma_low = 2}, 1).identity);
}

TEST(Guidance, PerpNegLeavesWhatThePromptWants) {
  const std::vector<float> positive = {2, 0}, same = {1, 0}, across = {0, 1}, empty = {0, 0};
  std::vector<float> out(2);
  const Guidance guidance = {.scale = 2, .perp_neg = 1};
  guide(guidance, {.positive = positive, .negative = same, .image_size = 2, .empty = empty}, out);
  EXPECT_EQ(out, (std::vector<float>{4, 0}));
  guide(guidance, {.positive = positive, .negative = across, .image_size = 2, .empty = empty}, out);
  EXPECT_EQ(out, (std::vector<float>{4, -2}));
}

TEST(Guidance, AnEditingModelFollowsItsPictureByItsOwnScale) {
  // uncond + s_T·(both − picture) + s_I·(picture − uncond): Brooks et al. 2022, equation 3.
  const std::vector<float> both = {5}, picture = {3}, uncond = {1};
  std::vector<float> out(1);
  guide({.scale = 2, .picture_scale = 1.5},
        {.positive = both, .negative = picture, .image_size = 1, .blind = uncond}, out);
  EXPECT_EQ(out, (std::vector<float>{1 + 2 * 2 + 1.5f * 2}));
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
