#include "engine/weights/validate.h"

#include <fmt/format.h>

#include <cmath>

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

std::string check_level(const UnetLevel& level, const UnetConfig& c) {
  return first_of({
      bound("a UNet level of width", level.channels, 1, max_width),
      divisible("a UNet level of width", level.channels, "norm groups", c.norm_groups),
      divisible("a UNet level of width", level.channels, "heads", level.heads),
      bound("a transformer depth of", level.down_depth, 0, 100),
      bound("a transformer depth of", level.up_depth, 0, 100),
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
      bound("a middle transformer depth of", c.mid_depth, 1, 100),
  });
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

}  // namespace

std::string reason_not_to_render(const ModelConfigs& configs) {
  if (configs.family != Family::sd1 && configs.family != Family::sd2) {
    return fmt::format(
        "is a {} model, which can be inspected but not rendered yet; use a model of "
        "the SD1 or SD2 family",
        name_of(configs.family));
  }
  std::string reason = first_of({check_unet(configs.unet), check_text(configs.text),
                                 check_vae(configs.vae), check_scheduler(configs.scheduler)});
  if (reason.empty() && configs.text.width != configs.unet.cross_attention_dim) {
    reason = fmt::format(
        "has a text encoder of width {}, but a UNet that expects {}; the parts "
        "belong to different models",
        configs.text.width, configs.unet.cross_attention_dim);
  }
  return reason;
}

}  // namespace evenlight
