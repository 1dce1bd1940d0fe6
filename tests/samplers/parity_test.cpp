// Against the reference data that EVENLIGHT_PARITY points at (noise.safetensors,
// samplers.safetensors).
#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <sstream>

#include "samplers/noise.h"
#include "samplers/registry.h"
#include "tests/samplers/golden.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight::samplers {
namespace {

using evenlight::test::Fixture;
using evenlight::test::load_fixture;
using evenlight::test::parity_path;

std::vector<std::string> split(const std::string& name) {
  std::vector<std::string> parts;
  std::istringstream stream(name);
  for (std::string part; std::getline(stream, part, '.');) parts.push_back(part);
  return parts;
}

void expect_same_bits(const std::vector<float>& got, const std::vector<float>& want,
                      const std::string& name) {
  ASSERT_EQ(got.size(), want.size()) << name;
  size_t different = 0;
  for (size_t i = 0; i < got.size(); ++i) {
    different += std::bit_cast<uint32_t>(got[i]) != std::bit_cast<uint32_t>(want[i]);
  }
  EXPECT_EQ(different, 0u) << name;
}

TEST(Parity, NoiseHasTheSameBits) {
  EVENLIGHT_REQUIRE_PARITY();
  const Fixture file = load_fixture(parity_path("noise.safetensors"));
  int compared = 0;
  for (const auto& [name, tensor] : file.tensors) {
    const auto parts = split(name);
    const auto source =
        make_noise_source(parts[0] == "philox" ? "philox" : "torch", std::stoull(parts[1]));
    // A sequence is drawn image by image; the K-th philox call comes after K others.
    const size_t draws = parts[2] == "sequence" ? tensor.shape[0] : 1;
    const size_t size = tensor.values.size() / draws;
    const int skipped = parts[2].starts_with("offset") ? std::stoi(parts[2].substr(6)) : 0;
    std::vector<float> got(size);
    for (int i = 0; i < skipped; ++i) source->normal(got);
    for (size_t i = 0; i < draws; ++i) {
      source->normal(got);
      const auto begin = tensor.values.begin() + std::ptrdiff_t(i * size);
      expect_same_bits(got, {begin, begin + std::ptrdiff_t(size)}, name);
    }
    ++compared;
  }
  EXPECT_GT(compared, 20);
}

TEST(Parity, Schedules) {
  EVENLIGHT_REQUIRE_PARITY();
  const Fixture file = load_fixture(parity_path("samplers.safetensors"));
  const NoiseSchedule noise;
  int compared = 0;
  for (const auto& [name, tensor] : file.tensors) {
    const auto parts = split(name);
    if (parts[0] != "schedule") continue;
    const Plan plan = make_plan(noise, find_schedule(parts[1]), std::stoi(parts[2]));
    test::expect_close(plan.sigmas, tensor.values, 3e-6, name);
    ++compared;
  }
  EXPECT_GT(compared, 10);
}

TEST(Parity, Samplers) {
  EVENLIGHT_REQUIRE_PARITY();
  const Fixture file = load_fixture(parity_path("samplers.safetensors"));
  const NoiseSchedule noise;
  int compared = 0;
  for (const auto& [name, tensor] : file.tensors) {
    const auto parts = split(name);
    if (parts[0] != "sampler" || parts[3] == "x0" || parts[3] == "noise") continue;
    const std::string stem = "sampler." + parts[1] + "." + parts[2] + ".";
    const Plan plan = make_plan(noise, find_schedule(parts[1]), std::stoi(parts[2]));

    const size_t size = tensor.values.size();
    const auto& flat = file[stem + "noise"].values;
    std::vector<std::vector<float>> noises;
    for (size_t i = 0; i < flat.size(); i += size) {
      noises.emplace_back(flat.begin() + std::ptrdiff_t(i),
                          flat.begin() + std::ptrdiff_t(i + size));
    }
    std::vector<float> unit = file[stem + "x0"].values;
    for (float& value : unit) value /= float(plan.sigmas.front());
    std::vector<float> latent(size);
    sample(find_sampler(parts[3]), plan,
           {test::closed_form_denoiser(), test::queued_noise(noises), {}}, unit, {}, latent);
    test::expect_close(latent, tensor.values, 1e-5, name);
    ++compared;
  }
  EXPECT_GT(compared, 10);
}

}  // namespace
}  // namespace evenlight::samplers
