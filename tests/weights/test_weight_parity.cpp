// The same model as a diffusers folder and as an original single file gives the same numbers: every
// value of the parity models is exact in f16, bf16 and f32.
#include <gtest/gtest.h>

#include <cstring>

#include "engine/base/half.h"
#include "engine/weights/model_files.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

std::vector<float> values_of(const HostWeight& weight) {
  const auto count = size_t(weight.shape.count());
  std::vector<float> values(count);
  if (weight.dtype == DType::f32) {
    std::memcpy(values.data(), weight.bytes.data(), count * sizeof(float));
    return values;
  }
  for (size_t i = 0; i < count; ++i) {
    uint16_t half;
    std::memcpy(&half, weight.bytes.data() + 2 * i, sizeof half);
    values[i] = weight.dtype == DType::f16 ? f16_to_f32(half) : bf16_to_f32(half);
  }
  return values;
}

class WeightParity : public testing::TestWithParam<const char*> {};

TEST_P(WeightParity, FolderAndSingleFileAreTheSameModel) {
  EVENLIGHT_REQUIRE_PARITY();
  const auto folder = open_model(test::parity_path(GetParam()));
  const auto single = open_model(test::parity_path(std::string(GetParam()) + ".safetensors"));
  for (const auto& [name, stored] : folder->index()) {
    ASSERT_TRUE(single->has(name)) << name;
    ASSERT_EQ(values_of(folder->get(name, stored.shape)),
              values_of(single->get(name, stored.shape)))
        << name;
  }
  // The single file may hold one text block more than is used.
  const std::string unused =
      "text_encoder.text_model.encoder.layers." + std::to_string(folder->configs().text.layers);
  for (const auto& [name, stored] : single->index()) {
    EXPECT_TRUE(folder->has(name) || name.starts_with(unused)) << name;
  }
  EXPECT_EQ(folder->configs().family, single->configs().family);
  EXPECT_EQ(folder->configs().scheduler.prediction, single->configs().scheduler.prediction);
  EXPECT_EQ(folder->configs().scheduler.zero_terminal_snr,
            single->configs().scheduler.zero_terminal_snr);
  EXPECT_EQ(folder->configs().text.layers, single->configs().text.layers);
}

// Against a reader that shares no code with the engine.
TEST_P(WeightParity, FolderHoldsTheFilesOwnNumbers) {
  EVENLIGHT_REQUIRE_PARITY();
  const auto model = open_model(test::parity_path(GetParam()));
  const auto file =
      test::load_fixture(test::parity_path(GetParam()) / "vae/diffusion_pytorch_model.safetensors");
  for (const auto& [name, tensor] : file.tensors) {
    ASSERT_EQ(values_of(model->get("vae." + name, Shape(tensor.shape))), tensor.values) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Models, WeightParity, testing::Values("sd1", "sd2v"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace evenlight
