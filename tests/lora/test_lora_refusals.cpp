// LoRA files that cannot be used say why, and what fits no layer is listed.
#include <limits>

#include "engine/lora/layer_change.h"
#include "tests/lora/lora_model.h"

namespace evenlight::test {
namespace {

const std::string key = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";

class LoraRefusals : public LoraTest {
 protected:
  std::string refusal(const std::vector<TensorToWrite>& tensors) {
    const auto path = write(tensors);
    return refusal_of([&] {
      const auto lora = std::make_shared<const LoraFile>(path);
      WeightsWithLoras source(model(), {{lora, "x", 1.0, 1.0}});
      for (const auto& [name, stored] : model().index()) source.get(name, stored.shape);
    });
  }
  std::vector<TensorToWrite> pair(std::vector<int64_t> down, std::vector<int64_t> up) {
    return {f32_tensor(key + ".lora_down.weight", down), f32_tensor(key + ".lora_up.weight", up)};
  }
};

TEST_F(LoraRefusals, OtherSizesNameBothShapes) {
  expect_words(refusal(pair({4, 640}, {640, 4})),
               {"x.safetensors: tensor", "lora_down.w", "[4,640]", "[32,32]", "another model"});
  expect_words(refusal(pair({4, 32}, {640, 4})), {"lora_up.w", "[640,4]", "[32,32]"});
  expect_words(refusal(pair({4, 32}, {32, 5})), {"lora_up.w", "[32,5]"});
  expect_words(refusal(pair({0, 32}, {32, 0})), {"lora_down.w"});
}

TEST_F(LoraRefusals, OtherFamiliesAndOtherFiles) {
  expect_words(refusal({f32_tensor("transformer.single_blocks.0.linear1.lora_A.weight", {2, 8}),
                        f32_tensor("transformer.single_blocks.0.linear1.lora_B.weight", {8, 2})}),
               {"another kind of model", "none of its 1 layers", "single_blocks"});
  expect_words(refusal({f32_tensor("conv_in.weight", {4, 4})}), {"is no LoRA"});
  expect_words(refusal({f32_tensor(key + ".oft_blocks", {2, 4, 4})}), {"OFT", "oft_blocks"});
  write_file(folder() / "old.safetensors", std::string("\x80\x02}q\x01.", 6));
  expect_words(refusal_of([&] { LoraFile file(folder() / "old.safetensors"); }), {"pickle"});
}

TEST_F(LoraRefusals, IncompleteAndDamagedOnes) {
  expect_words(refusal({f32_tensor(key + ".lora_down.weight", {2, 32}),
                        f32_tensor(key + ".diff", {32, 32})}),
               {"lacks a tensor"});
  auto tensors = pair({1, 32}, {32, 1});
  std::vector<float> values(32, 0.0f);
  values[7] = std::numeric_limits<float>::quiet_NaN();
  tensors[0] = f32_tensor(key + ".lora_down.weight", {1, 32}, values);
  expect_words(refusal(tensors), {"NaN", "lora_down.w"});
}

TEST_F(LoraRefusals, WhatIsLeftOutIsListed) {
  auto tensors = pair({1, 32}, {32, 1});
  tensors.push_back(f32_tensor("lora_unet_down_blocks_9_nothing.lora_down.weight", {1, 4}));
  tensors.push_back(f32_tensor("lora_unet_down_blocks_9_nothing.lora_up.weight", {4, 1}));
  tensors.push_back(f32_tensor("bundle_emb.word.string_to_param", {4}));
  const LoraMatch match = match_lora(*file(tensors), model());
  EXPECT_EQ(match.layers, 2u);
  EXPECT_EQ(match.not_in_model, std::vector<std::string>{"lora_unet_down_blocks_9_nothing"});
  EXPECT_EQ(match.unknown, std::vector<std::string>{"bundle_emb.word.string_to_param"});
}

}  // namespace
}  // namespace evenlight::test
