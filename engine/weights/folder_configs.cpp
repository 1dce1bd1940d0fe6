#include "engine/weights/folder_configs.h"

#include <fmt/format.h>

#include <algorithm>

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

// As people write it: 1e-05 and not the digits of the nearest float.
Json real(float value) {
  return std::stod(fmt::format("{}", value));
}

// One value where all are the same.
Json one_or_list(const std::vector<Json>& values) {
  const bool same = std::ranges::all_of(values, [&](const Json& v) { return v == values.front(); });
  return same && !values.front().is_array() ? values.front() : Json(values);
}

Json depths_json(const LayerDepths& depths) {
  return depths.values().size() == 1 ? Json(depths[0]) : Json(depths.values());
}

Json middle_type(UnetMiddle middle) {
  return middle == UnetMiddle::attention ? Json("UNetMidBlock2DCrossAttn")
         : middle == UnetMiddle::resnet  ? Json("UNetMidBlock2D")
                                         : Json();
}

Json unet_config(const UnetConfig& u) {
  std::vector<int64_t> widths;
  std::vector<Json> heads, depths, up_depths;
  std::vector<std::string> down, up;
  for (const UnetLevel& level : u.levels) {
    // Where there is no attention, a depth says nothing; the last one is the middle's.
    const bool last = widths.size() + 1 == u.levels.size();
    widths.push_back(level.channels);
    heads.push_back(level.heads);
    depths.push_back(!level.down_depth.none() ? depths_json(level.down_depth)
                                              : Json(last ? u.mid_depth : 1));
    up_depths.insert(up_depths.begin(),
                     level.up_depth.none() ? depths.back() : depths_json(level.up_depth));
    down.push_back(level.down_depth.none() ? "DownBlock2D" : "CrossAttnDownBlock2D");
    up.insert(up.begin(), level.up_depth.none() ? "UpBlock2D" : "CrossAttnUpBlock2D");
  }
  Json json = {{"_class_name", "UNet2DConditionModel"},
               {"act_fn", "silu"},
               {"attention_head_dim", one_or_list(heads)},
               {"block_out_channels", widths},
               {"center_input_sample", false},
               {"cross_attention_dim", u.cross_attention_dim},
               {"down_block_types", down},
               {"downsample_padding", 1},
               {"flip_sin_to_cos", u.flip_sin_to_cos},
               {"freq_shift", real(u.freq_shift)},
               {"in_channels", u.in_channels},
               {"layers_per_block", u.layers_per_block},
               {"mid_block_scale_factor", 1},
               {"norm_eps", real(u.norm_eps)},
               {"norm_num_groups", u.norm_groups},
               {"out_channels", u.out_channels},
               {"sample_size", u.sample_size},
               {"mid_block_type", middle_type(u.middle)},
               {"transformer_layers_per_block", one_or_list(depths)},
               {"up_block_types", up},
               {"use_linear_projection", u.use_linear_projection}};
  if (!std::ranges::equal(depths, std::vector<Json>(up_depths.rbegin(), up_depths.rend()))) {
    json["reverse_transformer_layers_per_block"] = up_depths;
  }
  if (u.addition_input_dim > 0) {
    json["addition_embed_type"] = "text_time";
    json["addition_time_embed_dim"] = u.addition_time_embed_dim;
    json["projection_class_embeddings_input_dim"] = u.addition_input_dim;
  }
  return json;
}

Json vae_config(const VaeConfig& v) {
  const size_t levels = v.block_out_channels.size();
  return {{"_class_name", "AutoencoderKL"},
          {"act_fn", "silu"},
          {"block_out_channels", v.block_out_channels},
          {"down_block_types", std::vector<std::string>(levels, "DownEncoderBlock2D")},
          {"in_channels", v.in_channels},
          {"latent_channels", v.latent_channels},
          {"layers_per_block", v.layers_per_block},
          {"norm_num_groups", v.norm_groups},
          {"out_channels", v.out_channels},
          {"scaling_factor", real(v.scaling_factor)},
          {"shift_factor", real(v.shift_factor)},
          {"up_block_types", std::vector<std::string>(levels, "UpDecoderBlock2D")},
          {"use_post_quant_conv", v.use_post_quant_conv},
          {"use_quant_conv", v.use_quant_conv}};
}

Json text_config(const TextConfig& t) {
  const bool projected = t.projection > 0;
  Json json = {{"architectures", {projected ? "CLIPTextModelWithProjection" : "CLIPTextModel"}},
               {"bos_token_id", t.start_token},
               {"eos_token_id", t.end_token},
               {"hidden_act", t.activation == TextActivation::gelu ? "gelu" : "quick_gelu"},
               {"hidden_size", t.width},
               {"intermediate_size", t.intermediate},
               {"layer_norm_eps", real(t.norm_eps)},
               {"max_position_embeddings", t.max_positions},
               {"model_type", "clip_text_model"},
               {"num_attention_heads", t.heads},
               {"num_hidden_layers", t.layers},
               {"pad_token_id", t.pad_token},
               {"vocab_size", t.vocab}};
  if (projected) json["projection_dim"] = t.projection;
  return json;
}

std::string spacing_name(TimestepSpacing spacing) {
  return spacing == TimestepSpacing::leading    ? "leading"
         : spacing == TimestepSpacing::trailing ? "trailing"
                                                : "linspace";
}

Json scheduler_config(const SchedulerConfig& s) {
  return {{"_class_name", "DDIMScheduler"},
          {"beta_end", real(s.beta_end)},
          {"beta_schedule", s.beta_schedule == BetaSchedule::linear ? "linear" : "scaled_linear"},
          {"beta_start", real(s.beta_start)},
          {"clip_sample", false},
          {"num_train_timesteps", s.train_timesteps},
          {"prediction_type", s.prediction == Prediction::v ? "v_prediction" : "epsilon"},
          {"rescale_betas_zero_snr", s.zero_terminal_snr},
          {"set_alpha_to_one", s.set_alpha_to_one},
          {"steps_offset", s.steps_offset},
          {"timestep_spacing", spacing_name(s.timestep_spacing)}};
}

Json tokenizer_config(const TextConfig& t) {
  return {{"bos_token", "<|startoftext|>"},
          {"eos_token", "<|endoftext|>"},
          {"model_max_length", t.max_positions},
          {"pad_token", t.pad_token == 0 ? "!" : "<|endoftext|>"},
          {"tokenizer_class", "CLIPTokenizer"},
          {"unk_token", "<|endoftext|>"}};
}

std::string tokenizer_folder(const TextConfig& text) {
  return text.part == "text_encoder_2" ? "tokenizer_2" : "tokenizer";
}

}  // namespace

std::vector<FolderConfig> folder_configs(const ModelConfigs& configs) {
  const bool xl = configs.text_encoders().back()->projection > 0;
  Json index = {{"_class_name", xl ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline"},
                {"scheduler", {"diffusers", "DDIMScheduler"}},
                {"unet", {"diffusers", "UNet2DConditionModel"}},
                {"vae", {"diffusers", "AutoencoderKL"}}};
  if (xl) index["force_zeros_for_empty_prompt"] = configs.zeros_for_empty_negative;
  std::vector<FolderConfig> files = {
      {"unet/config.json", unet_config(configs.unet)},
      {"vae/config.json", vae_config(configs.vae)},
      {"scheduler/scheduler_config.json", scheduler_config(configs.scheduler)}};
  for (const TextConfig* text : configs.text_encoders()) {
    const std::string part(text->part), tokenizer = tokenizer_folder(*text);
    index[part] = {"transformers",
                   text->projection > 0 ? "CLIPTextModelWithProjection" : "CLIPTextModel"};
    index[tokenizer] = {"transformers", "CLIPTokenizer"};
    files.push_back({part + "/config.json", text_config(*text)});
    files.push_back({tokenizer + "/tokenizer_config.json", tokenizer_config(*text)});
  }
  files.push_back({"model_index.json", index});
  return files;
}

}  // namespace evenlight
