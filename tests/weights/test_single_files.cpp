// What an original single file is, told from its names and shapes; what it holds, as the models ask
// for it.
#include <gtest/gtest.h>

#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/weights/model_files.h"
#include "engine/weights/summary.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::expect_words;
using test::ldm_shapes;
using test::ldm_tensors;
using test::LdmKind;
using test::LdmShapes;
using test::refusal_of;
using Metadata = std::map<std::string, std::string>;

class SingleFiles : public test::FolderTest {
 protected:
  std::filesystem::path write(const LdmShapes& shapes, const Metadata& metadata = {}) {
    return write(ldm_tensors(shapes), metadata);
  }
  std::filesystem::path write(const std::vector<test::TensorToWrite>& tensors,
                              const Metadata& metadata = {}) {
    const auto path = folder() / "model.safetensors";
    test::write_file(path, test::safetensors_bytes(tensors, metadata));
    return path;
  }
  std::string refusal(const LdmShapes& shapes) {
    const auto path = write(shapes);
    const std::string message = refusal_of([&] { open_model(path); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message;
  }
};

void expect_all(const ModelWeights& model, const Graph& graph) {
  for (const WeightPart& part : weight_census(graph)) {
    const HostWeight weight = model.get(part.name, part.shape);
    EXPECT_EQ(weight.shape, part.shape) << part.name;
    EXPECT_EQ(weight.bytes.size(), size_t(part.shape.count()) * 2) << part.name;
  }
}

void expect_whole(const ModelWeights& model) {
  expect_all(model, trace_unet(model.configs().unet, {1, 8, 8, 77}));
  expect_all(model, trace_vae_decoder(model.configs().vae, 1, 8, 8));
  expect_all(model, trace_vae_encoder(model.configs().vae, 1, 16, 16));
  for (const TextConfig* text : model.configs().text_encoders()) {
    expect_all(model, trace_clip_text(*text, 1));
  }
}

TEST_F(SingleFiles, Sd1) {
  const auto model = open_model(write(ldm_shapes(test::sd1_kind)));
  const ModelConfigs& configs = model->configs();
  EXPECT_EQ(configs.family, Family::sd1);
  EXPECT_EQ(configs.scheduler.prediction, Prediction::epsilon);
  ASSERT_EQ(configs.unet.levels.size(), 2u);
  EXPECT_EQ(configs.unet.levels[0].channels, 32);
  EXPECT_EQ(configs.unet.levels[0].heads, 8);
  EXPECT_EQ(configs.unet.levels[0].down_depth, 1);
  EXPECT_EQ(configs.unet.levels[0].up_depth, 1);
  EXPECT_EQ(configs.unet.levels[1].channels, 64);
  EXPECT_EQ(configs.unet.levels[1].down_depth, 0);
  EXPECT_EQ(configs.unet.layers_per_block, 1);
  EXPECT_EQ(configs.unet.cross_attention_dim, 4);
  EXPECT_FALSE(configs.unet.use_linear_projection);
  EXPECT_EQ(configs.text.layers, 2);
  EXPECT_EQ(configs.text.activation, TextActivation::quick_gelu);
  EXPECT_EQ(configs.text.pad_token, 49407);
  EXPECT_EQ(configs.vae.block_out_channels, (std::vector<int64_t>{32, 64}));
  EXPECT_FLOAT_EQ(configs.vae.scaling_factor, 0.18215f);
  expect_whole(*model);
}

TEST_F(SingleFiles, Sd2) {
  const auto model = open_model(write(ldm_shapes(test::sd2_kind)));
  const ModelConfigs& configs = model->configs();
  EXPECT_EQ(configs.family, Family::sd2);
  EXPECT_EQ(configs.scheduler.prediction, Prediction::v);
  EXPECT_EQ(configs.unet.sample_size, 96);
  EXPECT_EQ(configs.unet.levels[0].heads, 1);
  EXPECT_EQ(configs.unet.levels[1].heads, 2);
  EXPECT_TRUE(configs.unet.use_linear_projection);
  EXPECT_EQ(configs.text.layers, 1);  // the one before the last counts
  EXPECT_EQ(configs.text.activation, TextActivation::gelu);
  EXPECT_EQ(configs.text.pad_token, 0);
  expect_whole(*model);
}

// Said when the file is opened, not when the last part of a picture is loaded.
TEST_F(SingleFiles, AWeightOfATypeThatCannotBeUsed) {
  const std::string name = "first_stage_model.decoder.conv_in.weight";
  auto tensors = ldm_tensors(ldm_shapes(test::sd1_kind));
  for (test::TensorToWrite& tensor : tensors) {
    if (tensor.name != name) continue;
    tensor.dtype = "F8_E4M3";
    tensor.bytes.resize(tensor.bytes.size() / 2);
  }
  const auto path = write(tensors);
  const std::string message = refusal_of([&] { open_model(path); });
  for (const std::string& part : {name, std::string("F8_E4M3")}) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  }
}

TEST_F(SingleFiles, Sdxl) {
  const auto model = open_model(write(ldm_shapes(test::sdxl_kind)));
  const ModelConfigs& configs = model->configs();
  EXPECT_EQ(configs.family, Family::sdxl);
  EXPECT_EQ(configs.scheduler.prediction, Prediction::epsilon);
  EXPECT_EQ(configs.unet.sample_size, 128);
  EXPECT_FALSE(configs.scheduler.set_alpha_to_one);
  EXPECT_EQ(configs.unet.addition_input_dim, 4 + 6 * 256);
  EXPECT_EQ(configs.unet.cross_attention_dim, 8);
  EXPECT_TRUE(configs.unet.use_linear_projection);
  EXPECT_TRUE(configs.zeros_for_empty_negative);
  EXPECT_FLOAT_EQ(configs.vae.scaling_factor, 0.13025f);
  EXPECT_EQ(configs.text.activation, TextActivation::quick_gelu);
  EXPECT_EQ(configs.text.pad_token, 49407);
  EXPECT_EQ(configs.text.projection, 0);
  ASSERT_TRUE(configs.text_2.has_value());
  EXPECT_EQ(configs.text_2->activation, TextActivation::gelu);
  EXPECT_EQ(configs.text_2->pad_token, 0);
  EXPECT_EQ(configs.text_2->projection, 4);
  for (const TextConfig* text : configs.text_encoders()) {
    EXPECT_EQ(text->layers, 2);
    EXPECT_EQ(text->context_layer, 2);
    EXPECT_FALSE(text->final_norm);
  }
  expect_whole(*model);
  const ModelSummary summary = summarize(*model);
  EXPECT_EQ(summary.dtype, "f16");
  EXPECT_TRUE(summary.parts.contains("text_2"));
  EXPECT_EQ(summary.parts.at("text").tensors, 2 + 2 * 16 + 2);
}

TEST_F(SingleFiles, SdxlRefiner) {
  const auto model = open_model(write(ldm_shapes(test::refiner_kind)));
  const ModelConfigs& configs = model->configs();
  EXPECT_EQ(configs.family, Family::sdxl_refiner);
  EXPECT_EQ(configs.text.part, "text_encoder_2");
  EXPECT_FALSE(configs.text_2.has_value());
  EXPECT_FALSE(configs.zeros_for_empty_negative);
  expect_whole(*model);
}

// SSD-1B's middle is one resnet, that of the smallest distilled SD1 models is nothing; whatever has
// attention has it where its weights are.
TEST_F(SingleFiles, DistilledUnets) {
  const auto without = [&](const LdmKind& kind, const std::vector<std::string>& prefixes) {
    LdmShapes shapes = ldm_shapes(kind);
    for (const std::string& prefix : prefixes) {
      std::erase_if(shapes, [&](const auto& s) {
        return s.first.starts_with("model.diffusion_model." + prefix);
      });
    }
    return open_model(write(shapes));
  };
  const auto ssd =
      without(test::sdxl_kind, {"middle_block.1.", "middle_block.2.", "output_blocks.2.1."});
  EXPECT_EQ(ssd->configs().family, Family::sdxl);
  EXPECT_EQ(ssd->configs().unet.middle, UnetMiddle::resnet);
  EXPECT_EQ(ssd->configs().unet.levels[0].up_depth, LayerDepths(std::vector<int64_t>{0, 1}));
  EXPECT_TRUE(ssd->configs().unet.use_linear_projection);
  expect_whole(*ssd);
  const auto tiny = without(test::sd1_kind, {"middle_block."});
  EXPECT_EQ(tiny->configs().family, Family::sd1);
  EXPECT_EQ(tiny->configs().unet.middle, UnetMiddle::none);
  EXPECT_EQ(tiny->configs().unet.cross_attention_dim, 4);
  expect_whole(*tiny);
}

TEST_F(SingleFiles, SdxlPartsThatDoNotFit) {
  const std::string label = "model.diffusion_model.label_emb.0.0.weight";
  LdmShapes vector = ldm_shapes(test::sdxl_kind);
  vector.at(label) = {128, 4 + 5 * 256};
  expect_words(refusal(vector), {"a vector of 1284 numbers", "6 embedded sizes of 256"});
  LdmShapes positions = ldm_shapes(test::sdxl_kind);
  positions.at("conditioner.embedders.1.model.positional_embedding") = {80, 4};
  expect_words(refusal(positions), {"do not take the same tokens"});
  LdmShapes second = ldm_shapes(test::sdxl_kind);
  std::erase_if(second,
                [](const auto& s) { return s.first.ends_with("1.model.token_embedding.weight"); });
  expect_words(refusal(second), {"no second text encoder"});
  auto edm = ldm_tensors(ldm_shapes(test::sdxl_kind));
  edm.push_back({"edm_vpred.sigma_max", "F32", {0}, ""});
  const auto path = write(edm);
  expect_words(refusal_of([&] { open_model(path); }), {"EDM"});
}

TEST_F(SingleFiles, Inpainting) {
  LdmKind kind = test::sd1_kind;
  for (const int64_t channels : {9, 8}) {  // beside the latent a mask, a picture
    kind.in_channels = channels;
    const auto model = open_model(write(ldm_shapes(kind)));
    EXPECT_FALSE(model->refusal());
    EXPECT_EQ(model->configs().unet.in_channels, channels);
  }
  kind.in_channels = 5;
  expect_words(refusal(ldm_shapes(kind)), {"5 input channels"});
}

TEST_F(SingleFiles, PartsThatAreMissing) {
  const auto without = [&](const std::string& prefix) {
    LdmShapes shapes = ldm_shapes(test::sd1_kind);
    std::erase_if(shapes, [&](const auto& s) { return s.first.starts_with(prefix); });
    return refusal(shapes);
  };
  expect_words(without("first_stage_model."), {"holds no VAE"});
  expect_words(without("cond_stage_model."), {"holds no text encoder"});
  expect_words(without("model.diffusion_model.input_blocks.0."), {"0 input channels"});
  expect_words(without("model.diffusion_model.input_blocks.1."), {"has "});
  expect_words(without("model.diffusion_model.middle_block.1."), {"has "});
  expect_words(without("cond_stage_model.transformer.text_model.encoder"), {"text encoder of 0"});
}

TEST_F(SingleFiles, PartsOfDifferentModels) {
  LdmShapes shapes = ldm_shapes(test::sd1_kind);
  for (auto& [name, shape] : shapes) {
    if (name.find("attn2.to_k") != std::string::npos) shape[1] = 8;
  }
  expect_words(refusal(shapes), {"width 4", "expects 8", "different models"});
}

// Shapes that would make the arithmetic unsafe are refused before anything is computed.
TEST_F(SingleFiles, HostileShapes) {
  const auto with = [&](const std::string& name, const std::vector<int64_t>& shape) {
    LdmShapes shapes = ldm_shapes(test::sd1_kind);
    shapes.at(name) = shape;
    return refusal(shapes);
  };
  const std::string unet = "model.diffusion_model.";
  expect_words(with(unet + "input_blocks.1.0.in_layers.2.weight", {0, 32, 3, 3}), {"width 0"});
  expect_words(with(unet + "input_blocks.1.0.in_layers.2.weight", {33, 1}), {"33", "norm groups"});
  expect_words(with(unet + "input_blocks.1.0.in_layers.2.weight", {16416, 1}), {"16416"});
  expect_words(with(unet + "out.2.weight", {8, 32, 3, 3}), {"output channels of 8"});
  expect_words(with("first_stage_model.decoder.conv_in.weight", {64, 16, 3, 3}),
               {"latent channels of 16"});
  expect_words(
      with("cond_stage_model.transformer.text_model.embeddings.token_embedding.weight", {100, 4}),
      {"start token"});
}

struct PredictionCase {
  const char* what;
  LdmKind kind;
  std::vector<std::string> markers;
  Metadata metadata;
  Prediction prediction;
  bool zero_terminal_snr = false;
};

TEST_F(SingleFiles, Predictions) {
  const Metadata v = {{"modelspec.prediction_type", "v"}};
  const Metadata epsilon = {{"modelspec.prediction_type", "epsilon"}};
  const Metadata odd = {{"modelspec.prediction_type", "other"}};
  const PredictionCase cases[] = {
      {"SD1", test::sd1_kind, {}, {}, Prediction::epsilon},
      {"SD1 with a marker", test::sd1_kind, {"v_pred"}, {}, Prediction::v},
      {"zero terminal SNR needs v", test::sd1_kind, {"ztsnr"}, {}, Prediction::v, true},
      {"both", test::sd1_kind, {"v_pred", "ztsnr"}, {}, Prediction::v, true},
      {"stated v", test::sd1_kind, {}, v, Prediction::v},
      {"a marker is surer", test::sd1_kind, {"v_pred"}, epsilon, Prediction::v},
      {"stated oddly", test::sd1_kind, {}, odd, Prediction::epsilon},
      {"SD2", test::sd2_kind, {}, {}, Prediction::v},
      {"SD2 base, stated", test::sd2_kind, {}, epsilon, Prediction::epsilon},
  };
  for (const PredictionCase& c : cases) {
    SCOPED_TRACE(c.what);
    auto tensors = ldm_tensors(ldm_shapes(c.kind));
    for (const std::string& marker : c.markers) tensors.push_back({marker, "F32", {0}, ""});
    const auto model = open_model(write(tensors, c.metadata));
    EXPECT_EQ(model->configs().scheduler.prediction, c.prediction);
    EXPECT_EQ(model->configs().scheduler.zero_terminal_snr, c.zero_terminal_snr);
    EXPECT_EQ(model->configs().scheduler.timestep_spacing == TimestepSpacing::trailing,
              c.zero_terminal_snr);
  }
}

TEST_F(SingleFiles, TheBaseSd2IsToldByItsNumberOfSteps) {
  const auto prediction = [&](const char* type, const std::string& step) {
    auto tensors = ldm_tensors(ldm_shapes(test::sd2_kind));
    tensors.push_back({"global_step", type, {}, step});
    return open_model(write(tensors))->configs().scheduler.prediction;
  };
  EXPECT_EQ(prediction("I64", test::eight_bytes(875'000)), Prediction::epsilon);
  EXPECT_EQ(prediction("I64", test::eight_bytes(110'000)), Prediction::v);
  EXPECT_EQ(prediction("F64", test::eight_bytes(875'000)), Prediction::v);
}

TEST_F(SingleFiles, TwoTensorsForOneWeight) {
  LdmShapes shapes = ldm_shapes(test::sd1_kind);
  shapes["model.diffusion_model.input_blocks.01.0.in_layers.0.weight"] = {32};
  expect_words(refusal(shapes), {"input_blocks.01.0", "input_blocks.1.0", "keep one"});
}

TEST_F(SingleFiles, FusedProjectionThatCannotBeSplit) {
  const std::string name = "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight";
  for (const std::vector<int64_t>& shape :
       {std::vector<int64_t>{13, 4}, std::vector<int64_t>{}, std::vector<int64_t>{3, 4, 1}}) {
    LdmShapes shapes = ldm_shapes(test::sd2_kind);
    shapes.at(name) = shape;
    expect_words(refusal(shapes), {name, "cannot be split", to_string(Shape(shape))});
  }
}

}  // namespace
}  // namespace evenlight
