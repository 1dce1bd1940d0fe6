#include "engine/weights/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace evenlight {
namespace {

constexpr int64_t max_width = 16384;
constexpr int64_t clip_positions = 77;

bool within(int64_t value, int64_t low, int64_t high) {
  return value >= low && value <= high;
}

// A clause about a number out of bounds; empty if it is within.
std::string bound(std::string_view what, int64_t value, int64_t low, int64_t high) {
  if (within(value, low, high)) return {};
  return fmt::format("has {} {}, but only {} to {} can be used", what, value, low, high);
}

std::string first_of(std::initializer_list<std::string> reasons) {
  for (const std::string& reason : reasons) {
    if (!reason.empty()) return reason;
  }
  return {};
}

std::string divisible(std::string_view what, int64_t value, std::string_view by, int64_t divisor) {
  if (divisor > 0 && value % divisor == 0) return {};
  return fmt::format("has {} {}, which {} {} do not divide", what, value, divisor, by);
}

std::string check_text(const TextConfig& c) {
  std::string reason = first_of({
      bound("a text width of", c.width, 1, max_width),
      bound("an MLP width in the text encoder of", c.intermediate, 1, 4 * max_width),
      bound("a number of text layers of", c.layers, 1, 200),
      bound("a vocabulary of", c.vocab, 3, 1'000'000),
      bound("a text length of", c.max_positions, clip_positions, 100'000),
      divisible("a text width of", c.width, "heads", c.heads),
      bound("a start token of", c.start_token, 0, c.vocab - 1),
      bound("an end token of", c.end_token, 0, c.vocab - 1),
      bound("a padding token of", c.pad_token, 0, c.vocab - 1),
      bound("a text layer to read, from the end, of", c.context_layer, 1, c.layers),
      bound("a text projection of width", c.projection, 0, max_width),
  });
  if (reason.empty() && !(c.norm_eps > 0 && c.norm_eps < 1)) {
    reason = fmt::format("has a text layer_norm_eps of {}", c.norm_eps);
  }
  return reason;
}

std::string check_in_channels(int64_t channels) {
  if (channels == 4) return {};
  if (channels == 9) {
    return "is an inpainting model (nine input channels), which cannot be rendered yet; use the "
           "plain version of the model";
  }
  if (channels == 8) {
    return "is an instruction or upscaling model (eight input channels), which cannot be rendered";
  }
  return fmt::format("has {} input channels in its UNet; models with four can be rendered",
                     channels);
}

std::string check_depths(const LayerDepths& depths) {
  for (const int64_t depth : depths.values()) {
    const std::string reason = bound("a transformer depth of", depth, 0, 100);
    if (!reason.empty()) return reason;
  }
  return {};
}

std::string check_level(const UnetLevel& level, const UnetConfig& c) {
  return first_of({
      bound("a UNet level of width", level.channels, 1, max_width),
      divisible("a UNet level of width", level.channels, "norm groups", c.norm_groups),
      divisible("a UNet level of width", level.channels, "heads", level.heads),
      check_depths(level.down_depth),
      check_depths(level.up_depth),
  });
}

std::string check_unet(const UnetConfig& c) {
  std::string reason = first_of({
      check_in_channels(c.in_channels),
      bound("a number of UNet output channels of", c.out_channels, 4, 4),
      bound("a sample size of", c.sample_size, 1, 2048),
      bound("a number of UNet levels of", static_cast<int64_t>(c.levels.size()), 1, 8),
      bound("a number of UNet layers per block of", c.layers_per_block, 1, 32),
      bound("a number of UNet norm groups of", c.norm_groups, 1, max_width),
      bound("a text width for the UNet of", c.cross_attention_dim, 1, max_width),
  });
  if (reason.empty() && c.middle == UnetMiddle::attention) {
    reason = bound("a middle transformer depth of", c.mid_depth, 1, 100);
  }
  for (const UnetLevel& level : c.levels) {
    if (reason.empty()) reason = check_level(level, c);
  }
  if (reason.empty()) {
    reason = first_of({
        divisible("a first UNet level of width", c.levels.front().channels, "(for sine and cosine)",
                  2),
        divisible("a last UNet level of width", c.levels.back().channels, "heads", c.mid_heads),
    });
  }
  if (reason.empty() && !(c.norm_eps > 0 && c.norm_eps < 1)) {
    reason = fmt::format("has a UNet norm_eps of {}", c.norm_eps);
  }
  return reason;
}

std::string check_vae(const VaeConfig& c) {
  std::string reason = first_of({
      bound("a number of picture channels of", c.in_channels, 3, 3),
      bound("a number of picture channels of", c.out_channels, 3, 3),
      bound("a number of latent channels of", c.latent_channels, 4, 4),
      bound("a number of VAE levels of", static_cast<int64_t>(c.block_out_channels.size()), 1, 4),
      bound("a number of VAE layers per block of", c.layers_per_block, 1, 32),
      bound("a number of VAE norm groups of", c.norm_groups, 1, max_width),
  });
  for (const int64_t channels : c.block_out_channels) {
    if (reason.empty()) {
      reason = first_of({
          bound("a VAE level of width", channels, 1, max_width),
          divisible("a VAE level of width", channels, "norm groups", c.norm_groups),
      });
    }
  }
  if (reason.empty() && !(c.scaling_factor > 1e-6f && c.scaling_factor < 1e6f)) {
    reason = fmt::format("has a VAE scaling factor of {}", c.scaling_factor);
  }
  return reason;
}

std::string check_scheduler(const SchedulerConfig& c) {
  std::string reason = first_of({
      bound("a number of training steps of", c.train_timesteps, 2, 100'000),
      bound("a step offset of", c.steps_offset, 0, c.train_timesteps - 1),
  });
  if (reason.empty() && !(c.beta_start > 0 && c.beta_start <= c.beta_end && c.beta_end < 1)) {
    reason = fmt::format("has betas from {} to {}; 0 < start <= end < 1 is needed", c.beta_start,
                         c.beta_end);
  }
  return reason;
}

// Both read the same tokens, but for their padding.
std::string check_second_text(const ModelConfigs& configs) {
  if (!configs.text_2) return {};
  const TextConfig& a = configs.text;
  const TextConfig& b = *configs.text_2;
  std::string reason = check_text(b);
  if (reason.empty() && (a.max_positions != b.max_positions || a.start_token != b.start_token ||
                         a.end_token != b.end_token || a.vocab != b.vocab)) {
    reason = "has two text encoders that do not take the same tokens, which is not supported";
  }
  return reason;
}

std::string check_context_width(const ModelConfigs& configs) {
  int64_t width = 0;
  for (const TextConfig* text : configs.text_encoders()) width += text->width;
  if (width == configs.unet.cross_attention_dim) return {};
  return fmt::format(
      "has {} of width {}, but a UNet that expects {}; the parts belong to different models",
      configs.text_2 ? "text encoders" : "a text encoder", width, configs.unet.cross_attention_dim);
}

// SDXL's vector: the pooled text, then so many numbers on the picture.
std::string check_vector(const ModelConfigs& configs) {
  const UnetConfig& unet = configs.unet;
  if (configs.family == Family::sd1 || configs.family == Family::sd2) return {};
  const int64_t pooled = configs.text_encoders().back()->projection;
  const int64_t numbers = configs.family == Family::sdxl_refiner ? 5 : 6;
  const std::string reason = first_of({
      bound("a pooled text of width", pooled, 1, max_width),
      bound("a width of size embeddings of", unet.addition_time_embed_dim, 4, 4096),
  });
  if (!reason.empty()) return reason;
  if (unet.addition_time_embed_dim % 2 != 0) return "has size embeddings of an odd width";
  if (unet.addition_input_dim == pooled + numbers * unet.addition_time_embed_dim) return {};
  return fmt::format(
      "has a UNet that takes a vector of {} numbers, but a pooled text of {} and {} embedded sizes "
      "of {}; the parts belong to different models",
      unet.addition_input_dim, pooled, numbers, unet.addition_time_embed_dim);
}

}  // namespace

std::string reason_not_to_render(const ModelConfigs& configs) {
  constexpr Family rendered[] = {Family::sd1, Family::sd2, Family::sdxl, Family::sdxl_refiner};
  if (std::ranges::find(rendered, configs.family) == std::end(rendered)) {
    return fmt::format(
        "is a {} model, which can be inspected but not rendered; use a model of the SD1, SD2 or "
        "SDXL family",
        name_of(configs.family));
  }
  std::string reason =
      first_of({check_unet(configs.unet), check_text(configs.text), check_second_text(configs),
                check_vae(configs.vae), check_scheduler(configs.scheduler)});
  if (reason.empty()) reason = first_of({check_context_width(configs), check_vector(configs)});
  return reason;
}

}  // namespace evenlight
