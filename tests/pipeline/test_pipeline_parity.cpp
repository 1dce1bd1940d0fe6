// Whole pictures against diffusers' pipeline and k-diffusion's samplers, from the same noise.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "engine/pipeline/pipeline.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"
#include "tests/support/model_cases.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

using test::Fixture;
using test::FixtureTensor;
using test::ModelCase;

// "0.euler.karras8" → prompt 0, euler, karras, 8 steps; "1.ddim8" has diffusers' own spacing.
Recipe recipe_of(const std::string& name, const Fixture& expected) {
  const auto prompts = nlohmann::json::parse(expected.metadata.at("prompts"));
  Recipe recipe;
  recipe.prompt = prompts.at(std::stoul(name));
  recipe.negative = expected.metadata.at("negative");
  recipe.cfg = std::stod(expected.metadata.at("guidance_scale"));
  const std::string rest = name.substr(name.find('.') + 1);
  const size_t digits = rest.find_last_not_of("0123456789") + 1;
  const size_t dot = rest.find('.');
  recipe.steps = std::stoi(rest.substr(digits));
  recipe.sampler = rest.substr(0, std::min(dot, digits));
  if (dot != std::string::npos) recipe.schedule = rest.substr(dot + 1, digits - dot - 1);
  recipe.width = recipe.height = 64;
  return recipe;
}

// [H,W,3] → [3,H,W]
std::vector<float> planes(const std::vector<float>& decoded) {
  const size_t pixels = decoded.size() / 3;
  std::vector<float> out(decoded.size());
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t c = 0; c < 3; ++c) out[c * pixels + p] = decoded[p * 3 + c];
  }
  return out;
}

class PipelineParity : public ::testing::TestWithParam<std::tuple<ModelCase, BackendRow>> {};

TEST_P(PipelineParity, Pictures) {
  const auto& [model, row] = GetParam();
  if (model.model.empty()) GTEST_SKIP() << "EVENLIGHT_PARITY is not set";
  std::string reason;
  if (!find_backend(row, reason)) GTEST_SKIP() << reason;
  const Fixture expected = test::load_fixture(model.expected);
  Pipeline pipeline(open_model(model.model),
                    Bpe::from_files(model.tokenizer / "vocab.json", model.tokenizer / "merges.txt"),
                    row.open());
  const bool exact = row.precision == DType::f32;
  RenderOptions options;
  options.initial_noise = expected["pipeline.noise"].values;
  int compared = 0;
  for (const auto& [key, latent] : expected.tensors) {
    if (!key.starts_with("pipeline.") || !key.ends_with(".latent")) continue;
    const std::string name = key.substr(9, key.size() - 9 - 7);
    const uint64_t seed = 1;
    const Picture picture =
        pipeline.render(recipe_of(name, expected), std::span(&seed, 1), options).front();
    const double error = relative_rms(picture.latent, latent.values);
    const double decibels =
        psnr(planes(picture.decoded), expected["pipeline." + name + ".image"].values);
    EXPECT_TRUE(error <= (exact ? 1e-3 : 5e-2)) << name << ": relative RMS " << error;
    EXPECT_TRUE(decibels >= (exact ? 45 : 35)) << name << ": PSNR " << decibels << " dB";
    RecordProperty(name, std::to_string(error) + " " + std::to_string(decibels) + " dB");
    ++compared;
  }
  EXPECT_GE(compared, 2);
}

INSTANTIATE_TEST_SUITE_P(Cases, PipelineParity,
                         ::testing::Combine(::testing::ValuesIn(test::model_cases()),
                                            ::testing::ValuesIn(backend_rows())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + "_" + std::get<1>(info.param).name;
                         });

}  // namespace
}  // namespace evenlight
