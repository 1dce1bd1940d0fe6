// Names of original single files and the canonical ones (diffusers:src/diffusers/loaders/
// single_file_utils.py, with SD1's, SD2's and SDXL's real numbers of blocks).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/weights/ldm_names.h"

namespace evenlight {
namespace {

using Names = std::vector<std::string>;

std::map<std::string, MappedName> by_canonical(const NameMap& map) {
  std::map<std::string, MappedName> names;
  for (const MappedName& one : map.weights) names[one.name] = one;
  EXPECT_EQ(names.size(), map.weights.size()) << "a weight twice";
  return names;
}

// What tells how many levels and layers the rest has.
constexpr char downsampler_3[] = "model.diffusion_model.input_blocks.3.0.op.weight";
constexpr char vae_top_level[] = "first_stage_model.decoder.up.3.block.0.conv1.weight";

TEST(LdmNames, UnetAndVae) {
  const std::map<std::string, std::string> table = {
      {"model.diffusion_model.input_blocks.0.0.weight", "unet.conv_in.weight"},
      {"model.diffusion_model.time_embed.0.bias", "unet.time_embedding.linear_1.bias"},
      {"model.diffusion_model.time_embed.2.weight", "unet.time_embedding.linear_2.weight"},
      {"model.diffusion_model.label_emb.0.0.weight", "unet.add_embedding.linear_1.weight"},
      {"model.diffusion_model.label_emb.0.2.bias", "unet.add_embedding.linear_2.bias"},
      {downsampler_3, "unet.down_blocks.0.downsamplers.0.conv.weight"},
      {"model.diffusion_model.input_blocks.1.0.in_layers.0.weight",
       "unet.down_blocks.0.resnets.0.norm1.weight"},
      {"model.diffusion_model.input_blocks.2.0.in_layers.2.bias",
       "unet.down_blocks.0.resnets.1.conv1.bias"},
      {"model.diffusion_model.input_blocks.4.0.emb_layers.1.weight",
       "unet.down_blocks.1.resnets.0.time_emb_proj.weight"},
      {"model.diffusion_model.input_blocks.5.0.out_layers.0.weight",
       "unet.down_blocks.1.resnets.1.norm2.weight"},
      {"model.diffusion_model.input_blocks.11.0.out_layers.3.weight",
       "unet.down_blocks.3.resnets.1.conv2.weight"},
      {"model.diffusion_model.input_blocks.7.0.skip_connection.weight",
       "unet.down_blocks.2.resnets.0.conv_shortcut.weight"},
      {"model.diffusion_model.input_blocks.8.1.norm.weight",
       "unet.down_blocks.2.attentions.1.norm.weight"},
      {"model.diffusion_model.input_blocks.8.1.transformer_blocks.9.attn2.to_out.0.weight",
       "unet.down_blocks.2.attentions.1.transformer_blocks.9.attn2.to_out.0.weight"},
      {"model.diffusion_model.middle_block.0.in_layers.2.weight",
       "unet.mid_block.resnets.0.conv1.weight"},
      {"model.diffusion_model.middle_block.1.proj_in.weight",
       "unet.mid_block.attentions.0.proj_in.weight"},
      {"model.diffusion_model.middle_block.2.out_layers.3.weight",
       "unet.mid_block.resnets.1.conv2.weight"},
      {"model.diffusion_model.output_blocks.2.1.conv.weight",
       "unet.up_blocks.0.upsamplers.0.conv.weight"},
      {"model.diffusion_model.output_blocks.5.2.conv.bias",
       "unet.up_blocks.1.upsamplers.0.conv.bias"},
      {"model.diffusion_model.output_blocks.11.0.in_layers.2.weight",
       "unet.up_blocks.3.resnets.2.conv1.weight"},
      {"model.diffusion_model.output_blocks.9.1.proj_out.bias",
       "unet.up_blocks.3.attentions.0.proj_out.bias"},
      {"model.diffusion_model.out.0.weight", "unet.conv_norm_out.weight"},
      {"model.diffusion_model.out.2.weight", "unet.conv_out.weight"},
      {"first_stage_model.quant_conv.weight", "vae.quant_conv.weight"},
      {"first_stage_model.post_quant_conv.bias", "vae.post_quant_conv.bias"},
      {"first_stage_model.encoder.conv_in.weight", "vae.encoder.conv_in.weight"},
      {"first_stage_model.encoder.norm_out.weight", "vae.encoder.conv_norm_out.weight"},
      {"first_stage_model.encoder.down.2.block.1.nin_shortcut.weight",
       "vae.encoder.down_blocks.2.resnets.1.conv_shortcut.weight"},
      {"first_stage_model.encoder.down.0.downsample.conv.weight",
       "vae.encoder.down_blocks.0.downsamplers.0.conv.weight"},
      {"first_stage_model.encoder.mid.attn_1.q.weight",
       "vae.encoder.mid_block.attentions.0.to_q.weight"},
      {"first_stage_model.decoder.mid.attn_1.norm.bias",
       "vae.decoder.mid_block.attentions.0.group_norm.bias"},
      {"first_stage_model.decoder.mid.attn_1.proj_out.weight",
       "vae.decoder.mid_block.attentions.0.to_out.0.weight"},
      {"first_stage_model.decoder.mid.block_2.conv1.weight",
       "vae.decoder.mid_block.resnets.1.conv1.weight"},
      {vae_top_level, "vae.decoder.up_blocks.0.resnets.0.conv1.weight"},
      {"first_stage_model.decoder.up.1.block.2.norm2.bias",
       "vae.decoder.up_blocks.2.resnets.2.norm2.bias"},
      {"first_stage_model.decoder.up.2.upsample.conv.weight",
       "vae.decoder.up_blocks.1.upsamplers.0.conv.weight"},
      {"first_stage_model.decoder.conv_out.weight", "vae.decoder.conv_out.weight"},
  };
  Names keys;
  for (const auto& [ldm, canonical] : table) keys.push_back(ldm);
  const NameMap map = map_ldm_names(keys);
  EXPECT_EQ(map.unknown, Names{});
  EXPECT_EQ(map.aside, Names{});
  const auto found = by_canonical(map);
  for (const auto& [ldm, canonical] : table) {
    ASSERT_TRUE(found.contains(canonical)) << ldm;
    EXPECT_EQ(found.at(canonical).source, ldm);
    EXPECT_EQ(found.at(canonical).fixup, Fixup::none) << ldm;
  }
}

TEST(LdmNames, NumberOfLayersIsReadOffTheDownsamplers) {
  const auto canonical = [](const char* downsampler) {
    const std::string block = "model.diffusion_model.input_blocks.5.0.in_layers.0.weight";
    const auto map = map_ldm_names({downsampler, block});
    const auto at = std::ranges::find(map.weights, block, &MappedName::source);
    return at == map.weights.end() ? "unknown" : at->name;
  };
  EXPECT_EQ(canonical("model.diffusion_model.input_blocks.2.0.op.weight"),
            "unet.down_blocks.2.resnets.0.norm1.weight");
  EXPECT_EQ(canonical(downsampler_3), "unet.down_blocks.1.resnets.1.norm1.weight");
  EXPECT_EQ(canonical("model.diffusion_model.input_blocks.4.0.op.weight"),
            "unet.down_blocks.1.resnets.0.norm1.weight");
  EXPECT_EQ(canonical("first_stage_model.quant_conv.weight"),  // no downsampler: one level
            "unet.down_blocks.0.resnets.4.norm1.weight");
}

TEST(LdmNames, ClipKeepsItsNames) {
  const std::string tail = "text_model.encoder.layers.11.self_attn.q_proj.weight";
  for (const char* tower :
       {"cond_stage_model.transformer.", "conditioner.embedders.0.transformer."}) {
    const NameMap map = map_ldm_names({tower + tail, tower + std::string("text_model.embeddings."
                                                                         "position_ids")});
    ASSERT_EQ(map.weights.size(), 1u);
    EXPECT_EQ(map.weights[0].name, "text_encoder." + tail);
    EXPECT_EQ(map.aside.size(), 1u);
  }
}

TEST(LdmNames, OpenClipOfSd2) {
  const std::string m = "cond_stage_model.model.";
  const NameMap map = map_ldm_names(
      {m + "token_embedding.weight", m + "positional_embedding", m + "ln_final.weight",
       m + "transformer.resblocks.22.attn.in_proj_weight",
       m + "transformer.resblocks.3.attn.in_proj_bias",
       m + "transformer.resblocks.3.attn.out_proj.weight", m + "transformer.resblocks.3.ln_1.bias",
       m + "transformer.resblocks.3.mlp.c_fc.weight", m + "transformer.resblocks.3.mlp.c_proj.bias",
       m + "text_projection", m + "logit_scale"});
  const auto found = by_canonical(map);
  EXPECT_EQ(found.size(), 7u + 6u);
  const std::string layers = "text_encoder.text_model.encoder.layers.";
  for (const char* name : {"text_encoder.text_model.embeddings.token_embedding.weight",
                           "text_encoder.text_model.embeddings.position_embedding.weight",
                           "text_encoder.text_model.final_layer_norm.weight"}) {
    EXPECT_TRUE(found.contains(name)) << name;
  }
  EXPECT_TRUE(found.contains(layers + "3.self_attn.out_proj.weight"));
  EXPECT_TRUE(found.contains(layers + "3.layer_norm1.bias"));
  EXPECT_TRUE(found.contains(layers + "3.mlp.fc1.weight"));
  EXPECT_TRUE(found.contains(layers + "3.mlp.fc2.bias"));
  EXPECT_EQ(found.at(layers + "22.self_attn.q_proj.weight").fixup, Fixup::first_third);
  EXPECT_EQ(found.at(layers + "22.self_attn.k_proj.weight").fixup, Fixup::second_third);
  EXPECT_EQ(found.at(layers + "22.self_attn.v_proj.weight").fixup, Fixup::last_third);
  EXPECT_EQ(found.at(layers + "3.self_attn.v_proj.bias").fixup, Fixup::last_third);
  EXPECT_EQ(map.aside, (Names{m + "text_projection", m + "logit_scale"}));
  EXPECT_EQ(map.unknown, Names{});
}

TEST(LdmNames, SdxlProjectsItsPooledText) {
  for (const char* tower : {"conditioner.embedders.1.model.", "conditioner.embedders.0.model."}) {
    const NameMap map = map_ldm_names(
        {std::string(tower) + "text_projection", std::string(tower) + "ln_final.bias"});
    const auto found = by_canonical(map);
    EXPECT_EQ(found.at("text_encoder_2.text_projection.weight").fixup, Fixup::transpose);
    EXPECT_TRUE(found.contains("text_encoder_2.text_model.final_layer_norm.bias"));
  }
}

TEST(LdmNames, KeptAsideAndUnknown) {
  const Names aside = {"alphas_cumprod", "betas", "global_step", "model_ema.decay",
                       "v_pred",         "ztsnr", "logvar",      "first_stage_model.loss.logvar"};
  const Names unknown = {
      "",
      "x",
      "model.diffusion_model.",
      "model.diffusion_model.input_blocks.0.1.weight",
      "model.diffusion_model.input_blocks.1.2.weight",
      "model.diffusion_model.input_blocks.99999.0.in_layers.0.weight",
      "model.diffusion_model.input_blocks.-1.0.in_layers.0.weight",
      "model.diffusion_model.middle_block.3.norm.weight",
      "model.diffusion_model.output_blocks.0.3.conv.weight",
      "first_stage_model.decoder.down.0.block.0.conv1.weight",
      "first_stage_model.decoder.up.x.block.0.conv1.weight",
      "cond_stage_model.transformer.vision_model.weight",
      "cond_stage_model.model.transformer.resblocks.a.ln_1.weight",
      "cond_stage_model.model.transformer.resblocks.0.attn.q.weight",
  };
  Names keys = aside;
  keys.insert(keys.end(), unknown.begin(), unknown.end());
  const NameMap map = map_ldm_names(keys);
  EXPECT_TRUE(map.weights.empty());
  EXPECT_EQ(map.aside, aside);
  EXPECT_EQ(map.unknown, unknown);
}

TEST(FolderNames, OldSpellings) {
  const NameMap vae = map_folder_names(
      "vae", {"decoder.mid_block.attentions.0.proj_attn.weight",
              "decoder.mid_block.attentions.0.query.bias",
              "decoder.mid_block.attentions.0.group_norm.bias", "quant_conv.bias"});
  EXPECT_EQ(vae.weights[0].name, "vae.decoder.mid_block.attentions.0.to_out.0.weight");
  EXPECT_EQ(vae.weights[1].name, "vae.decoder.mid_block.attentions.0.to_q.bias");
  EXPECT_EQ(vae.weights[2].name, "vae.decoder.mid_block.attentions.0.group_norm.bias");
  EXPECT_EQ(vae.weights[3].name, "vae.quant_conv.bias");
  const NameMap text = map_folder_names(
      "text_encoder_2",
      {"text_model.final_layer_norm.bias", "text_projection.weight", "final_layer_norm.weight",
       "vision_model.weight", "text_model.embeddings.position_ids"});
  ASSERT_EQ(text.weights.size(), 3u);
  EXPECT_EQ(text.weights[0].name, "text_encoder_2.text_model.final_layer_norm.bias");
  EXPECT_EQ(text.weights[1].name, "text_encoder_2.text_projection.weight");
  EXPECT_EQ(text.weights[2].name, "text_encoder_2.text_model.final_layer_norm.weight");
  EXPECT_EQ(text.unknown, Names{"vision_model.weight"});
  EXPECT_EQ(text.aside, Names{"text_model.embeddings.position_ids"});
}

}  // namespace
}  // namespace evenlight
