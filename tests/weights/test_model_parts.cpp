// Files that stand in for a part of a model: a VAE, a TAESD, a UNet, averaged weights.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/weights/ldm_names.h"
#include "engine/weights/model_files.h"
#include "engine/weights/part_file.h"
#include "tests/support/gguf_writer.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using test::expect_words;
using test::refusal_of;
using test::TensorToWrite;

using Tensors = std::vector<TensorToWrite>;

std::string bytes_of(const HostWeight& weight) {
  return {reinterpret_cast<const char*>(weight.bytes.data()), weight.bytes.size()};
}

class ModelPartFiles : public test::FolderTest {
 protected:
  ModelPartFiles() : tensors_(test::ldm_tensors(test::ldm_shapes(test::sd1_kind))) {
    model_ = write("model.safetensors", tensors_);
  }

  fs::path write(const std::string& name, const Tensors& tensors) const {
    const fs::path path = folder() / name;
    test::write_file(path, test::safetensors_bytes(tensors));
    return path;
  }

  // Those whose names begin so, without that, and with other numbers.
  Tensors others(const std::string& prefix, const std::string& instead) const {
    Tensors chosen;
    for (TensorToWrite tensor : tensors_) {
      if (!tensor.name.starts_with(prefix)) continue;
      tensor.bytes = test::invented_bytes("other " + tensor.name, tensor.bytes.size());
      tensor.name = instead + tensor.name.substr(prefix.size());
      chosen.push_back(tensor);
    }
    return chosen;
  }

  static const TensorToWrite& named(const Tensors& tensors, const std::string& name) {
    const auto at = std::ranges::find(tensors, name, &TensorToWrite::name);
    EXPECT_NE(at, tensors.end()) << name;
    return *at;
  }

  Tensors tensors_;
  fs::path model_;
};

TEST_F(ModelPartFiles, AVaeInOriginalNames) {
  for (const char* prefix : {"", "first_stage_model."}) {
    const Tensors vae = others("first_stage_model.", prefix);
    const fs::path file = write("vae.safetensors", vae);
    const auto model = open_model(model_, OpenFor::rendering, {.vae = file});
    const Shape shape = model->index().at("vae.decoder.conv_in.weight").shape;
    EXPECT_EQ(bytes_of(model->get("vae.decoder.conv_in.weight", shape)),
              named(vae, prefix + std::string("decoder.conv_in.weight")).bytes);
    // The rest is the model's own.
    EXPECT_EQ(bytes_of(model->get("unet.conv_in.bias", {32})),
              named(tensors_, "model.diffusion_model.input_blocks.0.0.bias").bytes);
    EXPECT_EQ(model->files().size(), 1u);
    EXPECT_EQ(model->lent_files().size(), 1u);
  }
}

TEST_F(ModelPartFiles, AVaeForAModelThatHasNone) {
  const fs::path vae = write("vae.safetensors", others("first_stage_model.", ""));
  std::erase_if(tensors_, [](const TensorToWrite& t) { return t.name.starts_with("first_"); });
  const fs::path model = write("bare.safetensors", tensors_);
  expect_words(refusal_of([&] { open_model(model); }), {"holds no VAE"});
  EXPECT_NO_THROW(open_model(model, OpenFor::rendering, {.vae = vae}));
}

TEST_F(ModelPartFiles, ATextEncoderUnderAnyPrefix) {
  const std::string own = "cond_stage_model.transformer.";
  const std::string bias = "text_model.final_layer_norm.bias";
  for (const std::string& prefix : {std::string(), own, std::string("text_encoder."),
                                    std::string("text_encoders.clip_l.transformer.")}) {
    const Tensors text = others(own, prefix);
    ASSERT_FALSE(text.empty());
    const fs::path file = write("clip_l.safetensors", text);
    const auto model = open_model(model_, OpenFor::rendering, {.text_encoder = file});
    const Shape shape = model->index().at("text_encoder." + bias).shape;
    EXPECT_EQ(bytes_of(model->get("text_encoder." + bias, shape)), named(text, prefix + bias).bytes)
        << prefix;
    EXPECT_EQ(bytes_of(model->get("unet.conv_in.bias", {32})),
              named(tensors_, "model.diffusion_model.input_blocks.0.0.bias").bytes);
    EXPECT_EQ(model->lent_files("text_encoder").size(), 1u);
    EXPECT_TRUE(model->lent_files("vae").empty());
  }
}

// As ComfyUI's users keep models: the UNet, both text encoders and the VAE each in a file.
TEST_F(ModelPartFiles, AModelInFourFiles) {
  tensors_ = test::ldm_tensors(test::ldm_shapes(test::sdxl_kind));
  const fs::path unet =
      write("unet.safetensors", others("model.diffusion_model.", "model.diffusion_model."));
  const fs::path vae = write("vae.safetensors", others("first_stage_model.", ""));
  const fs::path first =
      write("clip_l.safetensors", others("conditioner.embedders.0.transformer.", ""));
  const fs::path second = write("clip_g.safetensors", others("conditioner.embedders.1.model.", ""));
  const auto model = open_model(unet, OpenFor::rendering,
                                {.vae = vae, .text_encoder = first, .text_encoder_2 = second});
  const auto whole = open_model(write("whole.safetensors", tensors_));
  EXPECT_EQ(model->configs().family, Family::sdxl);
  for (const auto& [name, weight] : whole->index()) {
    ASSERT_TRUE(model->has(name)) << name;
    EXPECT_EQ(model->index().at(name).shape, weight.shape) << name;
  }
  expect_words(refusal_of([&] {
                 open_model(unet, OpenFor::rendering, {.vae = vae, .text_encoder = first});
               }),
               {"second text encoder"});
  expect_words(
      refusal_of([&] { open_model(unet, OpenFor::rendering, {.vae = vae, .text_encoder = vae}); }),
      {"vae.safetensors", "no text encoder"});
}

TEST_F(ModelPartFiles, AUnetInAnyFormat) {
  for (const char* prefix : {"", "model.diffusion_model."}) {
    const Tensors unet = others("model.diffusion_model.", prefix);
    std::vector<test::GgufTensor> stored;
    for (const TensorToWrite& tensor : unet) {
      stored.push_back(
          {tensor.name, 1, {tensor.shape.rbegin(), tensor.shape.rend()}, tensor.bytes});
    }
    const fs::path file = folder() / "unet.gguf";
    test::write_file(file, test::gguf_bytes(stored));
    const auto model = open_model(model_, OpenFor::rendering, {.unet = file});
    EXPECT_EQ(bytes_of(model->get("unet.conv_in.bias", {32})),
              named(unet, prefix + std::string("input_blocks.0.0.bias")).bytes);
    EXPECT_EQ(bytes_of(model->get("vae.decoder.conv_in.bias", {64})),
              named(tensors_, "first_stage_model.decoder.conv_in.bias").bytes);
  }
}

TEST_F(ModelPartFiles, AUnetBesideAFolder) {
  const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models/tiny_sd1";
  const fs::path unet = golden / "unet";
  const auto model = open_model(golden, OpenFor::rendering, {.unet = unet});
  const auto own = open_model(golden);
  // Heads, which no shape says, are those of the model's configuration.
  EXPECT_EQ(model->configs().unet.levels.front().heads, own->configs().unet.levels.front().heads);
  const fs::path sd2 = golden.parent_path() / "tiny_sd2v" / "unet";
  expect_words(refusal_of([&] { open_model(golden, OpenFor::rendering, {.unet = sd2}); }),
               {"is a UNet of the family sd2", "sd1"});
}

TEST_F(ModelPartFiles, WhatHoldsNoSuchPart) {
  const fs::path unet = write("unet.safetensors", others("model.diffusion_model.", ""));
  const fs::path vae = write("vae.safetensors", others("first_stage_model.", ""));
  expect_words(refusal_of([&] { open_model(model_, OpenFor::rendering, {.vae = unet}); }),
               {"holds no VAE", "unet.safetensors"});
  expect_words(refusal_of([&] { open_model(model_, OpenFor::rendering, {.unet = vae}); }),
               {"holds no UNet", "vae.safetensors"});
}

TEST_F(ModelPartFiles, AveragedWeights) {
  expect_words(refusal_of([&] { open_model(model_, OpenFor::rendering, {.ema = true}); }),
               {"averaged (EMA)"});
  Tensors both = tensors_;
  for (TensorToWrite tensor : others("model.diffusion_model.", "diffusion_model.")) {
    std::erase(tensor.name, '.');
    // Only its own dots are lost: CompVis/stable-diffusion:ldm/modules/ema.py.
    tensor.name = "model_ema.diffusion_model" + tensor.name.substr(15);
    both.push_back(tensor);
  }
  const fs::path file = write("both.safetensors", both);
  const auto averaged = open_model(file, OpenFor::rendering, {.ema = true});
  const auto plain = open_model(file);
  EXPECT_EQ(bytes_of(plain->get("unet.conv_in.bias", {32})),
            named(both, "model.diffusion_model.input_blocks.0.0.bias").bytes);
  EXPECT_EQ(bytes_of(averaged->get("unet.conv_in.bias", {32})),
            named(both, "model_ema.diffusion_modelinput_blocks00bias").bytes);
}

TEST(PartNames, Taesd) {
  const auto names_of = [](const std::vector<std::string>& keys) {
    std::vector<std::string> names;
    for (const MappedName& one : map_part_names("vae", keys).weights) names.push_back(one.name);
    return names;
  };
  EXPECT_EQ(
      names_of({"1.weight", "3.conv.0.weight", "19.bias"}),
      (std::vector<std::string>{"vae.decoder.layers.0.weight", "vae.decoder.layers.2.conv.0.weight",
                                "vae.decoder.layers.18.bias"}));
  EXPECT_EQ(names_of({"0.weight", "3.conv.0.weight"}),
            (std::vector<std::string>{"vae.encoder.layers.0.weight",
                                      "vae.encoder.layers.3.conv.0.weight"}));
  EXPECT_EQ(names_of({"decoder.layers.0.weight"}),
            (std::vector<std::string>{"vae.decoder.layers.0.weight"}));
  EXPECT_TRUE(names_of({"something.else"}).empty());
}

}  // namespace
}  // namespace evenlight
