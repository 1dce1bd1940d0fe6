#include "engine/weights/detect_vae.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quoted.h"

namespace evenlight {
namespace {

constexpr std::string_view taesd_class = "AutoencoderTiny";

// An extent of a weight; 0, which no check lets pass, if there is none.
int64_t extent(const WeightIndex& index, const std::string& name, size_t axis) {
  const auto at = index.find(name);
  if (at == index.end() || at->second.shape.rank() <= axis) return 0;
  return at->second.shape[axis];
}

// How many of "{0}", "{1}", … there are in a row.
int64_t count(const WeightIndex& index, const std::string& before, const std::string& after) {
  int64_t n = 0;
  while (index.contains(before + std::to_string(n) + after)) ++n;
  return n;
}

constexpr int64_t taesd_latent_channels = 4;

// madebyollin/taesd: one width throughout, and latents that need no scale.
VaeConfig taesd(int64_t width, int64_t latent_channels) {
  VaeConfig v;
  v.tiny = true;
  v.latent_channels = latent_channels;
  v.block_out_channels = std::vector<int64_t>(4, width);
  v.norm_groups = 1;  // it has no norms
  v.scaling_factor = 1.0f;
  v.use_quant_conv = false;
  v.use_post_quant_conv = false;
  return v;
}

VaeConfig taesd_of_config(const JsonConfig& config, std::optional<Message>& refusal) {
  const auto decoder = config.integer_list("decoder_block_out_channels", {64, 64, 64, 64});
  VaeConfig v = taesd(decoder.front(), config.integer("latent_channels", 4));
  v.scaling_factor = config.number("scaling_factor", 1.0f);
  v.shift_factor = config.number("shift_factor", 0.0f);
  const auto has = [&](const char* key, std::vector<int64_t> wanted) {
    return config.integer_list(key, wanted) == wanted;
  };
  const std::vector<int64_t> widths(4, decoder.front());
  const bool usual = decoder == widths && has("encoder_block_out_channels", widths) &&
                     has("num_encoder_blocks", {1, 3, 3, 3}) &&
                     has("num_decoder_blocks", {3, 3, 3, 1}) &&
                     config.text("act_fn", "relu") == "relu" &&
                     config.integer("upsampling_scaling_factor", 2) == 2;
  if (!usual && !refusal) {
    refusal = say<"has a TAESD of another layout than the usual one, which is not supported">();
  }
  return v;
}

struct Expected {
  const char* key;
  nlohmann::json value;
};

// Settings that change the arithmetic, and the one value that is implemented. Absent means it.
const std::vector<Expected>& expected_vae() {
  static const std::vector<Expected> table = {
      {"act_fn", "silu"},
      {"latents_mean", nullptr},
      {"latents_std", nullptr},
      {"mid_block_add_attention", true},
  };
  return table;
}

}  // namespace

VaeConfig vae_of_shapes(const WeightIndex& index, Family family) {
  const std::string tiny = "vae.decoder.layers.0.weight", encoder = "vae.encoder.layers.0.weight";
  if (index.contains(tiny)) return taesd(extent(index, tiny, 0), extent(index, tiny, 1));
  if (index.contains(encoder)) return taesd(extent(index, encoder, 0), taesd_latent_channels);
  VaeConfig v;
  v.out_channels = extent(index, "vae.decoder.conv_out.weight", 0);
  v.latent_channels = extent(index, "vae.decoder.conv_in.weight", 1);
  const int64_t levels = count(index, "vae.decoder.up_blocks.", ".resnets.0.conv1.weight");
  v.layers_per_block = count(index, "vae.decoder.up_blocks.0.resnets.", ".conv1.weight") - 1;
  v.block_out_channels.clear();
  for (int64_t i = levels; i-- > 0;) {
    v.block_out_channels.push_back(
        extent(index, fmt::format("vae.decoder.up_blocks.{}.resnets.0.conv1.weight", i), 0));
  }
  v.use_quant_conv = index.contains("vae.quant_conv.weight");
  v.use_post_quant_conv = index.contains("vae.post_quant_conv.weight");
  if (family == Family::sdxl || family == Family::sdxl_refiner) v.scaling_factor = 0.13025f;
  return v;
}

VaeConfig vae_of_config(const JsonConfig& config, std::optional<Message>& refusal) {
  if (config.text("_class_name", "") == taesd_class) return taesd_of_config(config, refusal);
  for (const Expected& expected : expected_vae()) {
    const auto found = config.json().find(expected.key);
    if (found == config.json().end() || *found == expected.value || refusal) continue;
    refusal = say<"has {0} = {1} in its VAE, which is not supported (only {2} is)">(
        expected.key, found->dump(-1, ' ', true).substr(0, 80), expected.value.dump());
  }
  VaeConfig v;
  v.in_channels = config.integer("in_channels", 3);
  v.out_channels = config.integer("out_channels", 3);
  v.latent_channels = config.integer("latent_channels", 4);
  v.block_out_channels = config.integer_list("block_out_channels", {64});
  v.layers_per_block = config.integer("layers_per_block", 1);
  v.norm_groups = config.integer("norm_num_groups", 32);
  v.scaling_factor = config.number("scaling_factor", 0.18215f);
  v.shift_factor = config.number("shift_factor", 0);
  v.use_quant_conv = config.boolean("use_quant_conv", true);
  v.use_post_quant_conv = config.boolean("use_post_quant_conv", true);
  return v;
}

bool same_shapes(const VaeConfig& a, const VaeConfig& b) {
  return a.tiny == b.tiny && a.latent_channels == b.latent_channels &&
         a.block_out_channels == b.block_out_channels && a.layers_per_block == b.layers_per_block &&
         a.use_post_quant_conv == b.use_post_quant_conv;
}

}  // namespace evenlight
