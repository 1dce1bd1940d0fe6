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

using Reason = std::optional<Message>;

// A clause about a number out of bounds; nothing if it is within.
Reason bound(const Message& what, int64_t value, int64_t low, int64_t high) {
  if (within(value, low, high)) return {};
  return say<"has {0} {1}, but only {2} to {3} can be used">(what, value, low, high);
}

Reason first_of(std::initializer_list<Reason> reasons) {
  for (const Reason& reason : reasons) {
    if (reason) return reason;
  }
  return std::nullopt;
}

Reason divisible(const Message& what, int64_t value, const Message& by, int64_t divisor) {
  if (divisor > 0 && value % divisor == 0) return {};
  return say<"has {0} {1}, which {2} {3} do not divide">(what, value, divisor, by);
}

Reason check_text(const TextConfig& c) {
  Reason reason = first_of({
      bound(say<"a text width of">(), c.width, 1, max_width),
      bound(say<"an MLP width in the text encoder of">(), c.intermediate, 1, 4 * max_width),
      bound(say<"a number of text layers of">(), c.layers, 1, 200),
      bound(say<"a vocabulary of">(), c.vocab, 3, 1'000'000),
      bound(say<"a text length of">(), c.max_positions, clip_positions, 100'000),
      divisible(say<"a text width of">(), c.width, say<"heads">(), c.heads),
      bound(say<"a start token of">(), c.start_token, 0, c.vocab - 1),
      bound(say<"an end token of">(), c.end_token, 0, c.vocab - 1),
      bound(say<"a padding token of">(), c.pad_token, 0, c.vocab - 1),
  });
  if (!reason && !(c.norm_eps > 0 && c.norm_eps < 1)) {
    reason = say<"has a text layer_norm_eps of {0}">(fmt::to_string(c.norm_eps));
  }
  return reason;
}

Reason check_in_channels(int64_t channels) {
  if (channels == 4) return {};
  if (channels == 9) {
    return say<
        "is an inpainting model (nine input channels), which cannot be rendered yet; use the "
        "plain version of the model">();
  }
  if (channels == 8) {
    return say<
        "is an instruction or upscaling model (eight input channels), which cannot be "
        "rendered">();
  }
  return say<"has {0} input channels in its UNet; models with four can be rendered">(channels);
}

Reason check_level(const UnetLevel& level, const UnetConfig& c) {
  return first_of({
      bound(say<"a UNet level of width">(), level.channels, 1, max_width),
      divisible(say<"a UNet level of width">(), level.channels, say<"norm groups">(),
                c.norm_groups),
      divisible(say<"a UNet level of width">(), level.channels, say<"heads">(), level.heads),
      bound(say<"a transformer depth of">(), level.down_depth, 0, 100),
      bound(say<"a transformer depth of">(), level.up_depth, 0, 100),
  });
}

Reason check_unet(const UnetConfig& c) {
  Reason reason = first_of({
      check_in_channels(c.in_channels),
      bound(say<"a number of UNet output channels of">(), c.out_channels, 4, 4),
      bound(say<"a sample size of">(), c.sample_size, 1, 2048),
      bound(say<"a number of UNet levels of">(), static_cast<int64_t>(c.levels.size()), 1, 8),
      bound(say<"a number of UNet layers per block of">(), c.layers_per_block, 1, 32),
      bound(say<"a number of UNet norm groups of">(), c.norm_groups, 1, max_width),
      bound(say<"a text width for the UNet of">(), c.cross_attention_dim, 1, max_width),
      bound(say<"a middle transformer depth of">(), c.mid_depth, 1, 100),
  });
  for (const UnetLevel& level : c.levels) {
    if (!reason) reason = check_level(level, c);
  }
  if (!reason) {
    reason = first_of({
        divisible(say<"a first UNet level of width">(), c.levels.front().channels,
                  say<"(for sine and cosine)">(), 2),
        divisible(say<"a last UNet level of width">(), c.levels.back().channels, say<"heads">(),
                  c.mid_heads),
    });
  }
  if (!reason && !(c.norm_eps > 0 && c.norm_eps < 1)) {
    reason = say<"has a UNet norm_eps of {0}">(fmt::to_string(c.norm_eps));
  }
  return reason;
}

Reason check_vae(const VaeConfig& c) {
  Reason reason = first_of({
      bound(say<"a number of picture channels of">(), c.in_channels, 3, 3),
      bound(say<"a number of picture channels of">(), c.out_channels, 3, 3),
      bound(say<"a number of latent channels of">(), c.latent_channels, 4, 4),
      bound(say<"a number of VAE levels of">(), static_cast<int64_t>(c.block_out_channels.size()),
            1, 4),
      bound(say<"a number of VAE layers per block of">(), c.layers_per_block, 1, 32),
      bound(say<"a number of VAE norm groups of">(), c.norm_groups, 1, max_width),
  });
  for (const int64_t channels : c.block_out_channels) {
    if (!reason) {
      reason = first_of({
          bound(say<"a VAE level of width">(), channels, 1, max_width),
          divisible(say<"a VAE level of width">(), channels, say<"norm groups">(), c.norm_groups),
      });
    }
  }
  if (!reason && !(c.scaling_factor > 1e-6f && c.scaling_factor < 1e6f)) {
    reason = say<"has a VAE scaling factor of {0}">(fmt::to_string(c.scaling_factor));
  }
  return reason;
}

Reason check_scheduler(const SchedulerConfig& c) {
  Reason reason = first_of({
      bound(say<"a number of training steps of">(), c.train_timesteps, 2, 100'000),
      bound(say<"a step offset of">(), c.steps_offset, 0, c.train_timesteps - 1),
  });
  if (!reason && !(c.beta_start > 0 && c.beta_start <= c.beta_end && c.beta_end < 1)) {
    reason = say<"has betas from {0} to {1}; 0 < start <= end < 1 is needed">(
        fmt::to_string(c.beta_start), fmt::to_string(c.beta_end));
  }
  return reason;
}

}  // namespace

std::optional<Message> reason_not_to_render(const ModelConfigs& configs) {
  if (configs.family != Family::sd1 && configs.family != Family::sd2) {
    return say<
        "is a {0} model, which can be inspected but not rendered yet; use a model of the SD1 "
        "or SD2 family">(name_of(configs.family));
  }
  Reason reason = first_of({check_unet(configs.unet), check_text(configs.text),
                            check_vae(configs.vae), check_scheduler(configs.scheduler)});
  if (!reason && configs.text.width != configs.unet.cross_attention_dim) {
    reason =
        say<"has a text encoder of width {0}, but a UNet that expects {1}; the parts belong to "
            "different models">(configs.text.width, configs.unet.cross_attention_dim);
  }
  return reason;
}

}  // namespace evenlight
