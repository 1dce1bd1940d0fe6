#include "samplers/noise.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstddef>

#include "tests/samplers/golden.h"

namespace evenlight::samplers {
namespace {

std::vector<float> draw(NoiseSource& source, size_t size) {
  std::vector<float> out(size);
  source.normal(out);
  return out;
}

TEST(Noise, MatchesTorchAndPhiloxBitForBit) {
  for (const auto& stream : test::golden()["noise"]) {
    const auto source = make_noise_source(stream["generator"].get<std::string>(), stream["seed"]);
    for (const auto& want : stream["draws"]) {
      const auto got = draw(*source, want.size());
      for (size_t i = 0; i < got.size(); ++i) {
        EXPECT_EQ(std::bit_cast<uint32_t>(got[i]), std::bit_cast<uint32_t>(want[i].get<float>()))
            << stream["generator"] << " seed " << stream["seed"] << " of " << want.size() << " at "
            << i << ": " << got[i] << " for " << want[i];
      }
    }
  }
}

TEST(Noise, TorchIgnoresTheUpperHalfOfTheSeedAndPhiloxDoesNot) {
  const uint64_t low = 5;
  const uint64_t high = low + (uint64_t{1} << 32);
  const auto first = [](std::string_view name, uint64_t seed) {
    return draw(*make_noise_source(name, seed), 32);
  };
  EXPECT_EQ(first("torch", low), first("torch", high));
  EXPECT_NE(first("philox", low), first("philox", high));
}

TEST(Noise, AnImageOfABatchGetsTheNoiseItGetsAlone) {
  for (const auto name : noise_source_names()) {
    BatchNoise batch(name, 10, 3);
    BatchNoise alone(name, 12, 1);
    for (int call = 0; call < 3; ++call) {
      std::vector<float> all(3 * 20);
      std::vector<float> one(20);
      batch.normal(all);
      alone.normal(one);
      EXPECT_EQ(one, std::vector<float>(all.begin() + 40, all.end())) << name << " call " << call;
    }
  }
}

TEST(Noise, RefusesWhatCannotBe) {
  EXPECT_THROW(make_noise_source("dice", 1), std::invalid_argument);
  EXPECT_THROW(BatchNoise("torch", 1, 0), std::invalid_argument);
  std::vector<float> odd(7);
  EXPECT_THROW(BatchNoise("torch", 1, 2).normal(odd), std::invalid_argument);
  EXPECT_NO_THROW(make_noise_source("torch", 1)->normal({}));
}

}  // namespace
}  // namespace evenlight::samplers
