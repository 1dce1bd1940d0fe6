// Text encoder, UNet and VAE against torch, from folders and single files, on every backend.
#include <gtest/gtest.h>

#include <map>

#include "engine/graph/fuse.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/reference/reference.h"
#include "engine/weights/model_files.h"
#include "tests/support/backends.h"
#include "tests/support/compare.h"
#include "tests/support/model_cases.h"
#include "tests/support/safetensors_fixture.h"

namespace evenlight {
namespace {

using test::Fixture;
using test::FixtureTensor;
using test::ModelCase;

std::vector<BackendRow> all_backends() {
  std::vector<BackendRow> rows = backend_rows();
  rows.insert(rows.begin(), {"reference", DType::f32, 0, [] { return open_reference(); }});
  return rows;
}

// Opened once for all tests of this program.
struct Opened {
  std::unique_ptr<ModelWeights> weights;
  Fixture expected;
};

const Opened& open_case(const ModelCase& c) {
  static std::map<std::string, Opened> opened;
  Opened& entry = opened[c.name];
  if (!entry.weights) {
    entry.expected = test::load_fixture(c.expected);
    entry.weights = open_model(c.model);
  }
  return entry;
}

// torch's [N,C,H,W] → [N,H,W,C], and back.
std::vector<float> to_nhwc(const FixtureTensor& t) {
  const size_t images = size_t(t.shape[0]), channels = size_t(t.shape[1]);
  const size_t pixels = size_t(t.shape[2] * t.shape[3]);
  std::vector<float> out(t.values.size());
  for (size_t n = 0; n < images; ++n) {
    for (size_t c = 0; c < channels; ++c) {
      for (size_t p = 0; p < pixels; ++p) {
        out[(n * pixels + p) * channels + c] = t.values[(n * channels + c) * pixels + p];
      }
    }
  }
  return out;
}

// A channel range of [N·H·W,C].
std::vector<float> channels(const std::vector<float>& in, size_t count, size_t first,
                            size_t wanted) {
  std::vector<float> out;
  for (size_t at = 0; at < in.size(); at += count) {
    out.insert(out.end(), in.begin() + ptrdiff_t(at + first),
               in.begin() + ptrdiff_t(at + first + wanted));
  }
  return out;
}

class ModelParity : public ::testing::TestWithParam<std::tuple<ModelCase, BackendRow>> {
 protected:
  void SetUp() override {
    const auto& [model, row] = GetParam();
    if (model.model.empty()) GTEST_SKIP() << "EVENLIGHT_PARITY is not set";
    std::string reason;
    backend_ = find_backend(row, reason);
    if (!backend_) GTEST_SKIP() << reason;
    opened_ = &open_case(model);
  }

  double tolerance() const { return backend_->precision() == DType::f32 ? 1e-4 : 1e-2; }
  const ModelConfigs& configs() const { return opened_->weights->configs(); }
  const Fixture& expected() const { return opened_->expected; }
  bool has(const std::string& name) const { return expected().tensors.contains(name); }

  std::unique_ptr<Executable> compile(const Graph& graph) {
    return backend_->compile(make_plan(fuse(graph), backend_->precision()), *opened_->weights);
  }

  void expect_near(const std::string& what, std::span<const float> got,
                   std::span<const float> wanted) {
    const double error = relative_rms(got, wanted);
    EXPECT_TRUE(error <= tolerance()) << what << ": relative RMS " << error;
    RecordProperty(what, std::to_string(error));
  }

  void check_text(int clip_skip, const std::string& key) {
    const FixtureTensor& ids = expected()["text.ids"];
    const std::vector<int32_t> values(ids.integers.begin(), ids.integers.end());
    const auto text = compile(trace_clip_text(configs().text, ids.shape[0], clip_skip));
    text->write("ids", std::span<const int32_t>(values));
    text->prepare();
    std::vector<float> hidden(expected()[key].values.size());
    text->read("hidden", hidden);
    expect_near(key, hidden, expected()[key].values);
  }

  Backend* backend_ = nullptr;
  const Opened* opened_ = nullptr;
};

TEST_P(ModelParity, Text) {
  check_text(1, "text.last_hidden_state");
}

TEST_P(ModelParity, TextClipSkip) {
  check_text(2, "text.clip_skip_2");
}

TEST_P(ModelParity, Unet) {
  for (int k = 0; has("unet." + std::to_string(k) + ".latent"); ++k) {
    const std::string key = "unet." + std::to_string(k) + ".";
    const FixtureTensor& latent = expected()[key + "latent"];
    const FixtureTensor& context = expected()[key + "context"];
    const auto unet = compile(trace_unet(
        configs().unet, {latent.shape[0], latent.shape[2], latent.shape[3], context.shape[1]}));
    unet->write("context", std::span<const float>(context.values));
    unet->prepare();
    unet->write("latent", std::span<const float>(to_nhwc(latent)));
    unet->write("timestep", std::span<const float>(expected()[key + "timestep"].values));
    unet->run();
    const std::vector<float> wanted = to_nhwc(expected()[key + "output"]);
    std::vector<float> noise(wanted.size());
    unet->read("noise", noise);
    expect_near(key + "output", noise, wanted);
  }
}

TEST_P(ModelParity, VaeDecode) {
  const FixtureTensor& latent = expected()["vae.latent"];
  const auto decoder =
      compile(trace_vae_decoder(configs().vae, latent.shape[0], latent.shape[2], latent.shape[3]));
  decoder->write("latent", std::span<const float>(to_nhwc(latent)));
  decoder->run();
  const std::vector<float> wanted = to_nhwc(expected()["vae.decoded"]);
  std::vector<float> image(wanted.size());
  decoder->read("image", image);
  expect_near("vae.decoded", image, wanted);
}

TEST_P(ModelParity, VaeEncode) {
  const FixtureTensor& image = expected()["vae.image"];
  const auto encoder =
      compile(trace_vae_encoder(configs().vae, image.shape[0], image.shape[2], image.shape[3]));
  encoder->write("image", std::span<const float>(to_nhwc(image)));
  encoder->run();
  const std::vector<float> mean = to_nhwc(expected()["vae.mean"]);
  const std::vector<float> logvar = to_nhwc(expected()["vae.logvar"]);
  std::vector<float> moments(2 * mean.size());
  encoder->read("moments", moments);
  const size_t c = size_t(configs().vae.latent_channels);
  expect_near("vae.mean", channels(moments, 2 * c, 0, c), mean);
  expect_near("vae.logvar", channels(moments, 2 * c, c, c), logvar);
}

INSTANTIATE_TEST_SUITE_P(Cases, ModelParity,
                         ::testing::Combine(::testing::ValuesIn(test::model_cases()),
                                            ::testing::ValuesIn(all_backends())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + "_" + std::get<1>(info.param).name;
                         });

}  // namespace
}  // namespace evenlight
