// A TAESD in the place of a VAE, in its own names, against loops over numpy arrays
// (tests/golden/make_taesd.py, which agrees with diffusers' AutoencoderTiny).
#include <gtest/gtest.h>

#include "engine/graph/fuse.h"
#include "engine/graph/plan.h"
#include "engine/models/vae.h"
#include "engine/pipeline/autoencoder.h"
#include "engine/reference/reference.h"
#include "engine/weights/model_files.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using test::Fixture;

const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests/golden";

std::vector<BackendRow> all_backends() {
  std::vector<BackendRow> rows = backend_rows();
  rows.insert(rows.begin(), {"reference", DType::f32, 0, [] { return open_reference(); }});
  return rows;
}

// [C,H,W] → [H,W,C]
std::vector<float> to_hwc(const test::FixtureTensor& t) {
  const size_t channels = size_t(t.shape[1]), pixels = size_t(t.shape[2] * t.shape[3]);
  std::vector<float> out(t.values.size());
  for (size_t c = 0; c < channels; ++c) {
    for (size_t p = 0; p < pixels; ++p) out[p * channels + c] = t.values[c * pixels + p];
  }
  return out;
}

class Taesd : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override {
    std::string reason;
    backend_ = find_backend(GetParam(), reason);
    if (!backend_) GTEST_SKIP() << reason;
  }
  std::unique_ptr<Executable> compile(const Graph& graph, const ModelWeights& weights) {
    return backend_->compile(make_plan(fuse(graph), backend_->precision()), weights);
  }
  void expect_near(std::span<const float> got, std::span<const float> wanted) {
    const double tolerance = backend_->precision() == DType::f32 ? 1e-4 : 2e-2;
    EXPECT_LE(relative_rms(got, wanted), tolerance);
  }

  Backend* backend_ = nullptr;
  const Fixture expected_ = test::load_fixture(golden / "taesd/expected.safetensors");
};

TEST_P(Taesd, Decodes) {
  const auto model = open_model(golden / "models/tiny_sd1", OpenFor::rendering,
                                {.vae = golden / "taesd/taesd_decoder.safetensors"});
  const VaeConfig& vae = model->configs().vae;
  EXPECT_TRUE(vae.tiny);
  EXPECT_EQ(vae.scale(), 8);
  const auto& latent = expected_["latent"];
  const auto decoder = compile(trace_vae_decoder(vae, 1, latent.shape[2], latent.shape[3]), *model);
  Recipe recipe;
  recipe.height = latent.shape[2] * 8;
  recipe.width = latent.shape[3] * 8;
  expect_near(decode_latent(*decoder, vae, recipe, latent.values, {}), to_hwc(expected_["image"]));
}

TEST_P(Taesd, Encodes) {
  const auto model = open_model(golden / "models/tiny_sd1", OpenFor::inspection,
                                {.vae = golden / "taesd/taesd_encoder.safetensors"});
  const VaeConfig& vae = model->configs().vae;
  EXPECT_TRUE(vae.tiny);
  const auto& picture = expected_["picture"];
  const auto encoder =
      compile(trace_vae_encoder(vae, 1, picture.shape[2], picture.shape[3]), *model);
  const std::vector<float> latent = encode_pixels(*encoder, vae, to_hwc(picture), {});
  expect_near(latent, expected_["code"].values);
}

INSTANTIATE_TEST_SUITE_P(Backends, Taesd, ::testing::ValuesIn(all_backends()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace evenlight
