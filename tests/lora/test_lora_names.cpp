// Every trainer's spelling of a layer means that layer.
#include "engine/lora/layer_names.h"
#include "tests/lora/lora_model.h"

namespace evenlight::test {
namespace {

class LoraNames : public LoraTest {};

TEST_F(LoraNames, AllSpellingsOfAnAttentionLayer) {
  const LayerNames names(model());
  const std::string layer = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";
  for (const char* key : {
           "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q",
           "lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q",
           "lycoris_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q",
           "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q",
           "base_model.model.unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q",
           "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q",
           "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora",
           "diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q",
       }) {
    EXPECT_EQ(names.find(key), layer) << key;
  }
  EXPECT_EQ(
      names.find("unet.mid_block.attentions.0.transformer_blocks.0.attn2.processor.to_out_lora"),
      "unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0");
  EXPECT_EQ(names.find("lora_unet_middle_block_1_transformer_blocks_0_attn2_to_out_0"),
            "unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0");
  EXPECT_EQ(names.find("lora_unet_output_blocks_1_0_in_layers_2"),
            "unet.up_blocks.0.resnets.1.conv1");
  EXPECT_EQ(names.find("lora_unet_input_blocks_2_0_op"), "unet.down_blocks.0.downsamplers.0.conv");
  EXPECT_EQ(names.find("lora_unet_time_embed_0"), "unet.time_embedding.linear_1");
}

TEST_F(LoraNames, AllSpellingsOfATextLayer) {
  const LayerNames names(model());
  const std::string layer = "text_encoder.text_model.encoder.layers.1.self_attn.q_proj";
  for (const char* key : {
           "lora_te_text_model_encoder_layers_1_self_attn_q_proj",
           "lora_te1_text_model_encoder_layers_1_self_attn_q_proj",
           "text_encoder.text_model.encoder.layers.1.self_attn.q_proj",
           "text_encoder.encoder.layers.1.self_attn.q_proj",
           "text_encoder.text_model.encoder.layers.1.self_attn.to_q_lora",
       }) {
    EXPECT_EQ(names.find(key), layer) << key;
  }
  EXPECT_EQ(names.find("lora_te2_text_model_encoder_layers_1_self_attn_q_proj"), std::nullopt);
}

// Whatever the model has can be named, in kohya's and in the original files' way.
TEST_F(LoraNames, EveryLayerOfTheUnetHasAnOriginalName) {
  const LayerNames names(model());
  size_t layers = 0;
  for (const auto& [name, stored] : model().index()) {
    if (!name.starts_with("unet.") || !name.ends_with(".weight")) continue;
    std::string flat = name.substr(5, name.size() - 12);
    const std::string layer = "unet." + flat;
    std::ranges::replace(flat, '.', '_');
    EXPECT_EQ(names.find("lora_unet_" + flat), layer);
    // The file itself has it under its original name.
    std::string original = stored.entry->name.substr(0, stored.entry->name.size() - 7);
    EXPECT_EQ(names.find(original), layer) << original;
    ++layers;
  }
  EXPECT_GT(layers, 40u);
}

}  // namespace
}  // namespace evenlight::test
