// What a mask keeps, step by step.
#include <gtest/gtest.h>

#include "engine/pipeline/keep.h"

namespace evenlight {
namespace {

TEST(Keep, ShowsWhatStaysUnderItsNoiseAndReleasesWhatIsSoft) {
  Recipe recipe;
  recipe.steps = 4;
  recipe.sampler = "euler";
  const Sampling sampling = sampling_of(recipe, SchedulerConfig());
  const std::vector<float> picture = {10, 20, 30}, noise = {1, 2, 3}, x = {7, 8, 9};
  Keep keep(sampling, picture, noise, {1, 0, 0.5f});  // new, kept, half of the steps
  const auto under_noise = [&](const samplers::NoiseLevel& level, size_t i) {
    return float(level.alpha * picture[i] + level.sigma * noise[i]);
  };
  const auto predicted = [&] {
    std::vector<float> x0 = {-1, -1, -1};
    keep.put_back(x0);
    return x0;
  };
  const auto& levels = sampling.plan.levels;

  const auto first = keep.shown(x, levels[0]);  // as it came
  EXPECT_EQ(std::vector<float>(first.begin(), first.end()), x);
  EXPECT_EQ(predicted(), (std::vector<float>{-1, 20, 30}));

  const auto second = keep.shown(x, levels[1]);
  EXPECT_EQ(second[0], 7);
  EXPECT_EQ(second[1], under_noise(levels[1], 1));
  EXPECT_EQ(second[2], under_noise(levels[1], 2));

  const auto third = keep.shown(x, levels[2]);  // after half of the steps
  EXPECT_EQ(third[1], under_noise(levels[2], 1));
  EXPECT_EQ(third[2], 9);
  EXPECT_EQ(predicted(), (std::vector<float>{-1, 20, -1}));

  std::vector<float> last = {1, 2, 3};
  keep.finish(last);
  EXPECT_EQ(last, (std::vector<float>{1, 20, 3}));
}

}  // namespace
}  // namespace evenlight
