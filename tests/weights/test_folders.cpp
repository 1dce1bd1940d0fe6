// Diffusers folders: those of the golden models as they are, and copies that somebody spoilt.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/weights/detect.h"
#include "engine/weights/model_files.h"
#include "engine/weights/safetensors.h"
#include "engine/weights/summary.h"
#include "tests/support/model_folder.h"
#include "tests/support/torch_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using test::expect_words;
using test::refusal_of;

const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/models";

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Folders, Sd1) {
  const auto model = open_model(golden / "tiny_sd1");
  const ModelConfigs& configs = model->configs();
  EXPECT_EQ(model->format(), ModelFormat::diffusers_folder);
  EXPECT_EQ(configs.family, Family::sd1);
  EXPECT_EQ(configs.scheduler.prediction, Prediction::epsilon);
  EXPECT_EQ(configs.unet.levels.size(), 2u);
  EXPECT_EQ(configs.unet.levels[0].heads, 4);  // "attention_head_dim", which counts heads
  EXPECT_EQ(configs.unet.levels[1].down_depth, 0);
  EXPECT_EQ(configs.text.start_token, 526);
  EXPECT_EQ(configs.text.end_token, 527);
  EXPECT_EQ(configs.vae.block_out_channels, (std::vector<int64_t>{16, 32, 32, 32}));
  const ModelSummary summary = summarize(*model);
  EXPECT_EQ(summary.format, "diffusers folder");
  EXPECT_EQ(summary.dtype, "f16");
  EXPECT_EQ(summary.parts.size(), 3u);
  EXPECT_EQ(summary.other_tensors, 0);
}

TEST(Folders, Sd2) {
  const ModelConfigs configs = open_model(golden / "tiny_sd2v")->configs();
  EXPECT_EQ(configs.family, Family::sd2);
  EXPECT_EQ(configs.scheduler.prediction, Prediction::v);
  EXPECT_TRUE(configs.scheduler.zero_terminal_snr);
  EXPECT_EQ(configs.scheduler.timestep_spacing, TimestepSpacing::trailing);
  EXPECT_EQ(configs.text.activation, TextActivation::gelu);
}

// Folders of well-known sizes, read back from configurations alone.
class FullSizeFolders : public test::FolderTest {
 protected:
  Detection detected(const ModelConfigs& configs) {
    for (const auto& [file, config] : test::folder_configs(configs)) {
      fs::create_directories((folder() / file).parent_path());
      test::write_file(folder() / file, config.dump());
    }
    return detect_folder(folder());
  }
};

TEST_F(FullSizeFolders, Sdxl) {
  const ModelConfigs wanted = test::full_size_sdxl();
  const Detection found = detected(wanted);
  EXPECT_FALSE(found.refusal);
  EXPECT_EQ(found.configs.family, Family::sdxl);
  EXPECT_TRUE(found.configs.zeros_for_empty_negative);
  EXPECT_EQ(found.configs.unet.mid_depth, 10);
  EXPECT_EQ(found.configs.unet.addition_input_dim, 2816);
  ASSERT_EQ(found.configs.unet.levels.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(found.configs.unet.levels[i].heads, wanted.unet.levels[i].heads);
    EXPECT_EQ(found.configs.unet.levels[i].down_depth, wanted.unet.levels[i].down_depth);
    EXPECT_EQ(found.configs.unet.levels[i].up_depth, wanted.unet.levels[i].up_depth);
  }
  ASSERT_TRUE(found.configs.text_2);
  EXPECT_EQ(found.configs.text_2->projection, 1280);
  EXPECT_EQ(found.configs.text_2->pad_token, 0);
}

// SSD-1B's: a depth for each layer, one resnet in the middle.
TEST_F(FullSizeFolders, Ssd1b) {
  ModelConfigs wanted = test::full_size_sdxl();
  wanted.unet.levels[1].up_depth = std::vector<int64_t>{2, 1, 1};
  wanted.unet.levels[2].down_depth = 4;
  wanted.unet.levels[2].up_depth = std::vector<int64_t>{4, 4, 10};
  wanted.unet.middle = UnetMiddle::resnet;
  const Detection found = detected(wanted);
  EXPECT_FALSE(found.refusal);
  EXPECT_EQ(found.configs.unet.middle, UnetMiddle::resnet);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(found.configs.unet.levels[i].down_depth, wanted.unet.levels[i].down_depth);
    EXPECT_EQ(found.configs.unet.levels[i].up_depth, wanted.unet.levels[i].up_depth);
  }
}

TEST_F(FullSizeFolders, Sd15) {
  const Detection found = detected(test::full_size_sd15());
  EXPECT_FALSE(found.refusal);
  EXPECT_EQ(found.configs.family, Family::sd1);
  EXPECT_EQ(found.configs.unet.levels.back().down_depth, 0);
  EXPECT_EQ(found.configs.unet.levels.front().heads, 8);
  EXPECT_EQ(found.configs.text_encoders().size(), 1u);
}

// A level has as many depths as layers, or one for all of them.
TEST_F(FullSizeFolders, DepthsThatDoNotFitTheLayers) {
  ModelConfigs wanted = test::full_size_sdxl();
  wanted.unet.levels[1].down_depth = std::vector<int64_t>{1, 2, 3};
  expect_words(refusal_of([&] { detected(wanted); }),
               {"transformer_layers_per_block", "as it has layers"});
}

// A copy of the SD1 folder, of which each test spoils something.
class SpoiltFolders : public test::FolderTest {
 protected:
  SpoiltFolders() : model_(folder() / "model") {
    fs::copy(golden / "tiny_sd1", model_, fs::copy_options::recursive);
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = content_of(model_ / file);
    const size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    test::write_file(model_ / file, text.replace(at, from.size(), to));
  }

  std::string refusal() const {
    return refusal_of([&] { open_model(model_); });
  }

  // What is said when `file` has these contents.
  std::string refusal_with(const std::string& file, const std::string& content) const {
    const std::string before = content_of(model_ / file);
    test::write_file(model_ / file, content);
    const std::string message = refusal();
    test::write_file(model_ / file, before);
    EXPECT_NE(message.find(fs::path(file).filename().string()), std::string::npos) << message;
    return message;
  }

  fs::path model_;
};

TEST_F(SpoiltFolders, ConfigurationsThatAreNone) {
  const std::string deep(2'000'000, '[');
  for (const char* file : {"model_index.json", "unet/config.json", "vae/config.json",
                           "text_encoder/config.json", "scheduler/scheduler_config.json"}) {
    SCOPED_TRACE(file);
    expect_words(refusal_with(file, ""), {"is empty"});
    expect_words(refusal_with(file, "{\"a\":"), {"not valid JSON"});
    expect_words(refusal_with(file, "[]"), {"not a JSON object"});
    expect_words(refusal_with(file, "{\"\xff\":1}"), {"not valid JSON"});
    expect_words(refusal_with(file, "{\"act_fn\":" + deep), {"nested more than"});
    expect_words(refusal_with(file, R"({"a":1,"a":2})"), {"\"a\" occurs twice"});
    expect_words(refusal_with(file, "{\"act_fn\":" + deep + std::string(deep.size(), ']') + "}"),
                 {"nested more than"});
    expect_words(refusal_with(file, std::string((16 << 20) + 1, ' ')), {"larger than"});
  }
}

TEST_F(SpoiltFolders, FieldsOfTheWrongKind) {
  struct Case {
    const char* file;
    const char* content;
    std::vector<std::string> words;
  };
  const Case cases[] = {
      {"unet/config.json", R"({"in_channels":"4"})", {"in_channels", "whole number"}},
      {"unet/config.json", R"({"in_channels":-4})", {"in_channels", "whole number"}},
      {"unet/config.json", R"({"in_channels":4.5})", {"in_channels", "whole number"}},
      {"unet/config.json", R"({"in_channels":4294967300})", {"2147483647"}},
      {"unet/config.json", R"({"block_out_channels":[]})", {"block_out_channels", "1 to 16"}},
      {"unet/config.json", R"({"block_out_channels":{"a":1}})", {"block_out_channels"}},
      {"unet/config.json",
       R"({"block_out_channels":[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8]})",
       {"1 to 16"}},
      {"unet/config.json",
       R"({"block_out_channels":[32],"down_block_types":[1]})",
       {"down_block_types", "1 texts"}},
      {"unet/config.json",
       R"({"block_out_channels":[32],"attention_head_dim":[1,2]})",
       {"attention_head_dim", "1 whole numbers"}},
      {"vae/config.json", R"({"scaling_factor":"big"})", {"scaling_factor", "a number"}},
      {"vae/config.json", R"({"scaling_factor":1e300})", {"scaling_factor", "f32"}},
      {"vae/config.json", R"({"use_quant_conv":1})", {"use_quant_conv", "true or false"}},
      {"text_encoder/config.json", R"({"hidden_act":3})", {"hidden_act", "a text"}},
      {"scheduler/scheduler_config.json", R"({"_class_name":[]})", {"_class_name", "a text"}},
      {"model_index.json", R"({"_class_name":7})", {"_class_name", "a text"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.content);
    expect_words(refusal_with(c.file, c.content), c.words);
  }
}

// Numbers of the right kind that would make the arithmetic unsafe, and settings that are not
// implemented: sound files, so that they can be inspected.
TEST_F(SpoiltFolders, ValuesThatCannotBeRendered) {
  struct Case {
    const char* file;
    const char* from;
    const char* to;
    std::vector<std::string> words;
  };
  const Case cases[] = {
      {"unet/config.json", "\"in_channels\": 4", "\"in_channels\": 7", {"7 input channels"}},
      {"unet/config.json", "\"attention_head_dim\": 4", "\"attention_head_dim\": 0", {"heads"}},
      {"unet/config.json", "\"attention_head_dim\": 4", "\"attention_head_dim\": 5", {"heads"}},
      {"unet/config.json", "\"norm_num_groups\": 32", "\"norm_num_groups\": 0", {"norm groups"}},
      {"unet/config.json",
       "\"layers_per_block\": 1",
       "\"layers_per_block\": 2000000000",
       {"2000000000"}},
      {"unet/config.json", "\"act_fn\": \"silu\"", "\"act_fn\": \"gelu\"", {"act_fn", "gelu"}},
      {"unet/config.json", "\"act_fn\": \"silu\"", "\"act_fn\": [[[\"\\u001b\"]]]", {"act_fn"}},
      {"unet/config.json", "\"UpBlock2D\"", "\"KUpBlock2D\"", {"KUpBlock2D"}},
      {"unet/config.json", "\"norm_eps\": 1e-05", "\"norm_eps\": 0", {"norm_eps"}},
      {"text_encoder/config.json",
       "\"num_attention_heads\": 1",
       "\"num_attention_heads\": 0",
       {"heads"}},
      {"text_encoder/config.json", "\"vocab_size\": 528", "\"vocab_size\": 500", {"token"}},
      {"text_encoder/config.json", "quick_gelu", "relu", {"relu"}},
      {"scheduler/scheduler_config.json", "scaled_linear", "cosine", {"cosine"}},
      {"scheduler/scheduler_config.json",
       "\"num_train_timesteps\": 1000",
       "\"num_train_timesteps\": 0",
       {"training steps"}},
      {"scheduler/scheduler_config.json", "\"beta_end\": 0.012", "\"beta_end\": 2", {"betas"}},
      {"scheduler/scheduler_config.json",
       "\"thresholding\": false",
       "\"thresholding\": true",
       {"thresholding"}},
      {"model_index.json", "StableDiffusionPipeline", "KandinskyPipeline", {"KandinskyPipeline"}},
      {"model_index.json", "StableDiffusionPipeline", "StableDiffusion3Pipeline", {"class"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.to);
    replace(c.file, c.from, c.to);
    const std::string message = refusal();
    expect_words(message, c.words);
    EXPECT_EQ(message.find('\x1b'), std::string::npos);
    EXPECT_TRUE(open_model(model_, OpenFor::inspection)->refusal());
    replace(c.file, c.to, c.from);
  }
  EXPECT_NO_THROW(open_model(model_));
}

// As diffusers' pipelines do.
// As transformers reads it: the map wins over the old form of tokenizer_config.json, and the new
// form, which lists its added tokens, over the map.
TEST_F(SpoiltFolders, ThePaddingTokenStandsInTwoFiles) {
  const auto pads_with = [&](const std::string& config, const std::string& map) {
    test::write_file(model_ / "tokenizer/tokenizer_config.json", config);
    test::write_file(model_ / "tokenizer/special_tokens_map.json", map);
    return open_model(model_)->configs().text.pad_token;
  };
  const std::string end = R"({"pad_token": "<|endoftext|>"})", bang = R"({"pad_token": "!"})";
  const int32_t end_token = open_model(golden / "tiny_sd1")->configs().text.end_token;
  EXPECT_EQ(pads_with(end, bang), 0);
  EXPECT_EQ(pads_with(bang, end), end_token);
  EXPECT_EQ(pads_with(bang, "{}"), 0);
  EXPECT_EQ(pads_with("{}", R"({"pad_token": {"content": "!", "lstrip": false}})"), 0);
  EXPECT_EQ(pads_with(R"({"pad_token": "!", "added_tokens_decoder": {}})", end), 0);
  EXPECT_EQ(pads_with("{}", "{}"), end_token);
}

TEST_F(SpoiltFolders, AnOldStepOffsetIsPutRight) {
  replace("scheduler/scheduler_config.json", "\"steps_offset\": 1", "\"steps_offset\": 0");
  EXPECT_EQ(open_model(model_)->configs().scheduler.steps_offset, 1);
}

TEST_F(SpoiltFolders, PartsThatAreMissing) {
  for (const char* part : {"unet", "vae", "text_encoder"}) {
    fs::rename(model_ / part, folder() / "away");
    expect_words(refusal(), {"has no folder", part});
    fs::rename(folder() / "away", model_ / part);
  }
  fs::remove(model_ / "unet/config.json");
  expect_words(refusal(), {"unet/config.json", "no such file"});
}

TEST_F(SpoiltFolders, NoModelIndex) {
  fs::remove(model_ / "model_index.json");
  expect_words(refusal(), {"without model_index.json", "model's file"});
}

// Every weight file as older versions of diffusers wrote it.
void pickle_weights(const fs::path& folder, const char* from, const char* to) {
  std::vector<test::TensorToWrite> tensors;
  {
    const SafetensorsFile file(folder / from);
    for (const TensorEntry& entry : file.tensors()) {
      const auto bytes = file.bytes(entry);
      tensors.push_back({entry.name,
                         std::string(entry.stored_type()),
                         entry.shape.dims(),
                         {reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
    }
  }
  test::write_file(folder / to, test::torch_bytes(tensors, test::TorchForm::zip, false));
  fs::remove(folder / from);
}

TEST_F(SpoiltFolders, PickledWeightsAreReadAsData) {
  const auto expected = open_model(golden / "tiny_sd1");
  pickle_weights(model_ / "unet", "diffusion_pytorch_model.safetensors",
                 "diffusion_pytorch_model.fp16.bin");
  pickle_weights(model_ / "vae", "diffusion_pytorch_model.safetensors",
                 "diffusion_pytorch_model.bin");
  pickle_weights(model_ / "text_encoder", "model.safetensors", "pytorch_model.bin");
  const auto model = open_model(model_);
  ASSERT_EQ(model->index().size(), expected->index().size());
  for (const auto& [name, weight] : expected->index()) {
    const auto wanted = expected->get(name, weight.shape), found = model->get(name, weight.shape);
    EXPECT_TRUE(std::ranges::equal(found.bytes, wanted.bytes)) << name;
  }
  fs::remove(model_ / "unet" / "diffusion_pytorch_model.fp16.bin");
  expect_words(refusal(), {"holds no weights"});
}

TEST_F(SpoiltFolders, ShardsOfPickledWeights) {
  const fs::path unet = model_ / "unet";
  pickle_weights(unet, "diffusion_pytorch_model.safetensors", "part-1.bin");
  test::write_file(unet / "diffusion_pytorch_model.bin.index.json",
                   R"({"weight_map":{"conv_in.weight":"part-1.bin"}})");
  EXPECT_TRUE(open_model(model_)->has("unet.conv_in.weight"));
}

TEST_F(SpoiltFolders, LinksThatLeadNowhere) {
  for (const char* name : {"unet", "vae/config.json", "model_index.json",
                           "unet/diffusion_pytorch_model.safetensors", "scheduler"}) {
    SCOPED_TRACE(name);
    const fs::path path = model_ / name;
    fs::rename(path, folder() / "away");
    fs::create_symlink(path.filename(), path);  // to itself
    refusal();  // also of the scheduler, without which the family's defaults would hold
    fs::remove(path);
    fs::rename(folder() / "away", path);
  }
  fs::create_symlink("loop", folder() / "loop");
  expect_words(refusal_of([&] { open_model(folder() / "loop"); }), {"cannot be opened"});
  expect_words(refusal_of([&] { open_model(folder() / "none"); }), {"No such file"});
  expect_words(refusal_of([&] { open_model(folder() / std::string(300, 'x')); }), {"too long"});
}

TEST_F(SpoiltFolders, LinksToFilesAreFollowed) {
  const fs::path weights = model_ / "vae/diffusion_pytorch_model.safetensors";
  fs::rename(weights, folder() / "blob");
  fs::create_symlink(folder() / "blob", weights);  // as a download cache does
  EXPECT_NO_THROW(open_model(model_));
}

class ShardedFolders : public SpoiltFolders {
 protected:
  ShardedFolders() { fs::rename(unet() / "diffusion_pytorch_model.safetensors", unet() / "a.st"); }
  fs::path unet() const { return model_ / "unet"; }
  void index(const std::string& content) {
    test::write_file(unet() / "diffusion_pytorch_model.safetensors.index.json", content);
  }
};

TEST_F(ShardedFolders, Shards) {
  test::write_file(unet() / "b.st",
                   test::safetensors_bytes({{"more", "F32", {1}, test::f32_bytes({2})}}));
  index(R"({"weight_map":{"more":"b.st","conv_in.weight":"a.st","conv_in.bias":"a.st"}})");
  const auto model = open_model(model_);
  EXPECT_TRUE(model->has("unet.conv_in.weight"));
  EXPECT_EQ(model->get("unet.more", {1}).bytes.size(), 4u);
  EXPECT_EQ(model->files().size(), 4u);
}

TEST_F(ShardedFolders, HostileIndex) {
  struct Case {
    const char* content;
    const char* words;
  };
  const Case cases[] = {
      {"{}", "weight_map"},
      {R"({"weight_map":[]})", "weight_map"},
      {R"({"weight_map":{}})", "at least one weight"},
      {R"({"weight_map":{"a":1}})", "weight_map"},
      {R"({"weight_map":{"a":"missing.st"}})", "No such file"},
      {R"({"weight_map":{"a":"../unet/a.st"}})", "not a plain name"},
      {R"({"weight_map":{"a":"/etc/passwd"}})", "not a plain name"},
      {R"({"weight_map":{"a":".."}})", "not a plain name"},
      {R"({"weight_map":{"a":"."}})", "not a plain name"},
      {R"({"weight_map":{"a":""}})", "not a plain name"},
      {R"({"weight_map":{"a":"a.st\u0000x"}})", "not a plain name"},
      {R"({"weight_map":{"a":"config.json"}})", "JSON"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.content);
    index(c.content);
    expect_words(refusal(), {c.words});
  }
}

TEST_F(ShardedFolders, AWeightInTwoShards) {
  fs::copy_file(unet() / "a.st", unet() / "b.st");
  index(R"({"weight_map":{"x":"b.st","y":"a.st"}})");
  expect_words(refusal(), {"both the weight", "keep one"});
}

}  // namespace
}  // namespace evenlight
