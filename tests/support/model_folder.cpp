#include "tests/support/model_folder.h"

#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

json depths_of(const LayerDepths& depths) {
  if (depths.values().size() == 1) return depths[0];
  return depths.values();
}

json unet_config(const UnetConfig& unet) {
  json widths = json::array(), heads = json::array(), down = json::array(), up = json::array();
  json down_depths = json::array(), up_depths = json::array();
  for (size_t i = 0; i < unet.levels.size(); ++i) {
    const UnetLevel& level = unet.levels[i];
    const UnetLevel& from_inside = unet.levels[unet.levels.size() - 1 - i];
    widths.push_back(level.channels);
    heads.push_back(level.heads);  // "attention_head_dim", which counts heads
    down.push_back(level.down_depth.none() ? "DownBlock2D" : "CrossAttnDownBlock2D");
    up.push_back(from_inside.up_depth.none() ? "UpBlock2D" : "CrossAttnUpBlock2D");
    down_depths.push_back(level.down_depth.none() ? json(1) : depths_of(level.down_depth));
    up_depths.push_back(from_inside.up_depth.none() ? json(1) : depths_of(from_inside.up_depth));
  }
  // The middle goes by the innermost level's depth.
  if (unet.levels.back().down_depth.none()) down_depths.back() = unet.mid_depth;
  json config = {{"_class_name", "UNet2DConditionModel"},
                 {"sample_size", unet.sample_size},
                 {"in_channels", unet.in_channels},
                 {"out_channels", unet.out_channels},
                 {"block_out_channels", widths},
                 {"attention_head_dim", heads},
                 {"down_block_types", down},
                 {"up_block_types", up},
                 {"transformer_layers_per_block", down_depths},
                 {"reverse_transformer_layers_per_block", up_depths},
                 {"layers_per_block", unet.layers_per_block},
                 {"cross_attention_dim", unet.cross_attention_dim},
                 {"norm_num_groups", unet.norm_groups},
                 {"use_linear_projection", unet.use_linear_projection}};
  if (unet.middle == UnetMiddle::none) config["mid_block_type"] = nullptr;
  if (unet.middle == UnetMiddle::resnet) config["mid_block_type"] = "UNetMidBlock2D";
  if (unet.addition_input_dim > 0) {
    config["addition_embed_type"] = "text_time";
    config["addition_time_embed_dim"] = unet.addition_time_embed_dim;
    config["projection_class_embeddings_input_dim"] = unet.addition_input_dim;
  }
  return config;
}

json vae_config(const VaeConfig& vae) {
  return {{"_class_name", "AutoencoderKL"},
          {"block_out_channels", vae.block_out_channels},
          {"layers_per_block", vae.layers_per_block},
          {"norm_num_groups", vae.norm_groups},
          {"scaling_factor", vae.scaling_factor}};
}

json text_config(const TextConfig& text) {
  return {{"hidden_size", text.width},
          {"intermediate_size", text.intermediate},
          {"num_hidden_layers", text.layers},
          {"num_attention_heads", text.heads},
          {"hidden_act", text.activation == TextActivation::gelu ? "gelu" : "quick_gelu"},
          {"projection_dim", text.projection > 0 ? text.projection : text.width},
          {"vocab_size", text.vocab}};
}

}  // namespace

ModelConfigs full_size_sd15() {
  return {};
}

ModelConfigs full_size_sdxl() {
  ModelConfigs configs;
  configs.family = Family::sdxl;
  configs.text.context_layer = 2;
  configs.text.final_norm = false;
  configs.text_2 = TextConfig{.part = "text_encoder_2",
                              .width = 1280,
                              .intermediate = 5120,
                              .layers = 32,
                              .heads = 20,
                              .activation = TextActivation::gelu,
                              .pad_token = 0,
                              .context_layer = 2,
                              .final_norm = false,
                              .projection = 1280};
  UnetConfig& unet = configs.unet;
  unet.sample_size = 128;
  unet.levels = {{320, 5, 0, 0}, {640, 10, 2, 2}, {1280, 20, 10, 10}};
  unet.mid_heads = 20;
  unet.mid_depth = 10;
  unet.cross_attention_dim = 2048;
  unet.use_linear_projection = true;
  unet.addition_time_embed_dim = 256;
  unet.addition_input_dim = 1280 + 6 * 256;
  configs.vae.scaling_factor = 0.13025f;
  configs.zeros_for_empty_negative = true;
  return configs;
}

std::map<std::string, json> folder_configs(const ModelConfigs& configs) {
  const bool xl = configs.text_2.has_value();
  std::map<std::string, json> files;
  files["model_index.json"] = {
      {"_class_name", xl ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline"}};
  if (xl) {
    files["model_index.json"]["force_zeros_for_empty_prompt"] = configs.zeros_for_empty_negative;
  }
  files["scheduler/scheduler_config.json"] = {
      {"_class_name", "PNDMScheduler"},   {"beta_start", 0.00085},       {"beta_end", 0.012},
      {"beta_schedule", "scaled_linear"}, {"num_train_timesteps", 1000}, {"steps_offset", 1},
      {"set_alpha_to_one", false}};
  files["unet/config.json"] = unet_config(configs.unet);
  files["vae/config.json"] = vae_config(configs.vae);
  for (const TextConfig* text : configs.text_encoders()) {
    files[std::string(text->part) + "/config.json"] = text_config(*text);
  }
  return files;
}

std::map<std::string, std::vector<WeightPart>> folder_weights(const ModelConfigs& configs) {
  const int64_t side = int64_t{1} << configs.unet.levels.size(),
                pixels = side * configs.vae.scale();
  std::map<std::string, std::vector<WeightPart>> files;
  const auto add = [&](const std::string& file, const Graph& graph) {
    const std::vector<WeightPart> census = weight_census(graph);
    files[file].insert(files[file].end(), census.begin(), census.end());
  };
  add("unet/diffusion_pytorch_model.safetensors",
      trace_unet(configs.unet, {1, side, side, configs.text.max_positions}));
  add("vae/diffusion_pytorch_model.safetensors", trace_vae_encoder(configs.vae, 1, pixels, pixels));
  add("vae/diffusion_pytorch_model.safetensors", trace_vae_decoder(configs.vae, 1, side, side));
  for (const TextConfig* text : configs.text_encoders()) {
    add(std::string(text->part) + "/model.safetensors", trace_clip_text(*text, 1));
  }
  return files;
}

}  // namespace evenlight::test
