// LoRAs from the command: by flag, by a prompt's tag, in recipes, and what is wrong with them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/stb_decoder.h"
#include "tests/cli/png_chunks.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"
#include "tests/support/safetensors_writer.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr int width = 16;  // of every attention layer of the tiny model

std::vector<float> waves(int count, float start) {
  std::vector<float> values;
  for (int i = 0; i < count; ++i) values.push_back(std::sin(start + float(i)));
  return values;
}

// Of rank 2, for one layer of the UNet and one of the text encoder, as kohya's scripts write it.
std::string lora_bytes(float start, int of_width = width) {
  std::vector<TensorToWrite> tensors;
  for (const std::string layer :
       {"lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_v",
        "lora_te_text_model_encoder_layers_0_mlp_fc1"}) {
    const int outputs = layer.ends_with("fc1") ? 2 * of_width : of_width;
    tensors.push_back(
        {layer + ".lora_down.weight", "F32", {2, of_width}, f32_bytes(waves(2 * of_width, start))});
    tensors.push_back(
        {layer + ".lora_up.weight", "F32", {outputs, 2}, f32_bytes(waves(2 * outputs, start + 5))});
  }
  return safetensors_bytes(tensors);
}

std::vector<uint8_t> pixels_of(const std::string& png) {
  return decode_with_stb(png, "picture", PictureFormats::png, 64).rgb;
}

class Loras : public ::testing::Test {
 protected:
  // A copy of the tiny model: models/tiny.
  Loras() {
    fs::create_directories(folder_.path() / "models");
    fs::copy(tiny_model(), model_, fs::copy_options::recursive);
  }
  void put(const std::string& file, const std::string& bytes) {
    test::write_file(fs::path(folder_ / file), std::string_view(bytes));
  }
  Outcome render(const Arguments& more, const std::string& output = "picture.png") {
    Arguments all = tiny_render(more + Arguments{"--output", output, "--force"});
    std::ranges::replace(all, tiny_model().string(), model_.string());
    return run(all, folder_.path());
  }
  struct Rendered {
    json recipe;
    std::vector<uint8_t> pixels;
  };
  Rendered rendered(const Arguments& more, const std::string& output = "picture.png") {
    const Outcome done = render(more, output);
    EXPECT_EQ(done.code, 0) << done.err;
    const std::string png = read_file(folder_ / output);
    return {json::parse(png_texts(png).at("evenlight")), pixels_of(png)};
  }

  TemporaryFolder folder_;
  fs::path model_ = folder_.path() / "models" / "tiny";
};

TEST_F(Loras, AFlagAndATagAreTheSameAndWeightsCount) {
  put("models/loras/ink.safetensors", lora_bytes(1));
  const auto without = rendered({"a cat"});
  const auto by_flag = rendered({"a cat", "--lora", "models/loras/ink.safetensors:0.6"});
  EXPECT_NE(by_flag.pixels, without.pixels);
  EXPECT_EQ(rendered({"a cat<lora:ink:0.6>"}).pixels, by_flag.pixels);
  EXPECT_EQ(rendered({"a cat<lora:INK:0.6>"}).pixels, by_flag.pixels);
  EXPECT_EQ(rendered({"a cat", "--lora", "models/loras/ink.safetensors:0"}).pixels, without.pixels);
  // First the text's weight, then the UNet's, as A1111 has it; the flag's other way round.
  EXPECT_EQ(rendered({"a cat<lora:ink:0.2:0.9>"}).pixels,
            rendered({"a cat", "--lora", "models/loras/ink.safetensors:0.9:0.2"}).pixels);
  const json listed = by_flag.recipe.at("loras")[0];
  EXPECT_EQ(listed.at("name"), "ink");
  EXPECT_EQ(listed.at("weight"), 0.6);
  EXPECT_EQ(listed.at("text_weight"), 0.6);
  EXPECT_EQ(listed.at("sha256").get<std::string>().size(), 64u);
  EXPECT_FALSE(without.recipe.contains("loras"));
}

TEST_F(Loras, SeveralActTogetherAndAreFoundInTheUsualFolders) {
  put("models/Lora/sub/ink.safetensors", lora_bytes(1));
  put("elsewhere/wash.safetensors", lora_bytes(3));
  const auto one = rendered({"a cat <lora:ink:0.5>"});
  const auto both = rendered({"a cat <lora:ink:0.5>", "--lora", "elsewhere/wash.safetensors:0.5"});
  EXPECT_NE(one.pixels, both.pixels);
  EXPECT_EQ(both.recipe.at("loras").size(), 2u);
  // A folder is looked through for tags, and applies nothing by itself.
  EXPECT_EQ(rendered({"a cat <lora:ink:0.5>", "--lora", "elsewhere"}).pixels, one.pixels);
  EXPECT_NE(rendered({"a cat <lora:wash:0.5>", "--lora", "elsewhere"}).pixels, one.pixels);
}

TEST_F(Loras, APictureMakesItselfAgainOrSaysWhatIsMissing) {
  put("models/loras/ink.safetensors", lora_bytes(1));
  for (const Arguments& words : std::vector<Arguments>{
           {"a cat", "--lora", "models/loras/ink.safetensors:0.6"}, {"a cat <lora:ink:0.6>"}}) {
    put("models/loras/ink.safetensors", lora_bytes(1));
    const auto first = rendered(words, "first.png");
    EXPECT_EQ(rendered({"--recipe", "first.png"}, "again.png").pixels, first.pixels);
    put("models/loras/ink.safetensors", lora_bytes(2));
    const Outcome other = render({"--recipe", "first.png"}, "again.png");
    EXPECT_EQ(other.code, 3);
    EXPECT_NE(other.err.find("another LoRA ink"), std::string::npos) << other.err;
    fs::remove(folder_.path() / "models/loras/ink.safetensors");
    put("models/loras/inks.safetensors", lora_bytes(2));
    const Outcome missing = render({"--recipe", "first.png"}, "again.png");
    EXPECT_EQ(missing.code, 3);
    EXPECT_NE(missing.err.find("The LoRA ink is not here (did you mean inks?)"), std::string::npos)
        << missing.err;
    fs::remove(folder_.path() / "models/loras/inks.safetensors");
  }
}

TEST_F(Loras, WhatAnotherProgramsTextNamesIsUsedOrSaid) {
  put("models/loras/ink.safetensors", lora_bytes(1));
  const std::string settings =
      "\nSteps: 2, Sampler: Euler, Schedule type: Normal, CFG scale: 7, Seed: 1, Size: 16x16, "
      "RNG: CPU, Lora hashes: \"ink: 000000000000, wash: 12ab12ab12ab\", Version: v1.10.1";
  put("old.txt", "a cat <lora:ink:0.6> <lora:wash:1>" + settings);
  const Outcome done = render({"--recipe", "old.txt"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_NE(done.err.find("another LoRA ink"), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("the LoRA wash, which is not here"), std::string::npos) << done.err;
  const json recipe = json::parse(png_texts(read_file(folder_ / "picture.png")).at("evenlight"));
  EXPECT_EQ(recipe.at("loras").size(), 1u);
  // And ours is written so that A1111 finds it again.
  const auto ours = rendered({"a cat", "--lora", "models/loras/ink.safetensors:0.6:0.25"});
  const std::string text = png_texts(read_file(folder_ / "picture.png")).at("parameters");
  EXPECT_NE(text.find("a cat <lora:ink:0.25:0.6>"), std::string::npos) << text;
  EXPECT_NE(text.find("Lora hashes: \"ink: "), std::string::npos) << text;
}

TEST_F(Loras, WhatCannotBeFollowedIsRefused) {
  put("models/loras/ink.safetensors", lora_bytes(1));
  put("models/loras/large.safetensors", lora_bytes(1, 24));
  struct Case {
    Arguments words;
    int code;
    const char* said;
  };
  for (const Case& each : std::vector<Case>{
           {{"a <lora:ink:high>"}, 2, "expected a name and weights"},
           {{"a <lora:ink:99>"}, 2, "expected a name and weights"},
           {{"a", "--negative", "<lora:ink:1>"}, 2, "negative prompt names the LoRA ink"},
           {{"a <hypernet:ink:1>"}, 2, "use --raw"},
           {{"a", "--lora", "models/loras/ink.safetensors:x"}, 2, "--lora: expected PATH"},
           {{"a", "--lora", "not/there.safetensors:1"}, 3, "--lora: not/there.safetensors"},
           {{"a <lora:large:1>"}, 3, "does not fit the model's weight of [32,16]"},
       }) {
    const Outcome done = render(each.words);
    EXPECT_EQ(done.code, each.code) << each.words[0] << done.err;
    EXPECT_NE(done.err.find(each.said), std::string::npos) << done.err;
  }
  // As it stands there, a tag is text.
  EXPECT_EQ(rendered({"a <lora:none:1>", "--raw"}).recipe.contains("loras"), false);
}

}  // namespace
}  // namespace evenlight::test
