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

using Reason = std::optional<Message>;

// A clause about a number out of bounds; nothing if it is within.
Reason bound(const Message& what, int64_t value, int64_t low, int64_t high) {
  if (within(value, low, high)) return std::nullopt;
  return say<"has {0} {1}, but only {2} to {3} can be used">(what, value, low, high);
}

Reason first_of(std::initializer_list<Reason> reasons) {
  for (const Reason& reason : reasons) {
    if (reason) return reason;
  }
  return std::nullopt;
}

Reason divisible(const Message& what, int64_t value, const Message& by, int64_t divisor) {
  if (divisor > 0 && value % divisor == 0) return std::nullopt;
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
      bound(say<"a text layer to read, from the end, of">(), c.context_layer, 1, c.layers),
      bound(say<"a text projection of width">(), c.projection, 0, max_width),
  });
  if (!reason && !(c.norm_eps > 0 && c.norm_eps < 1)) {
    reason = say<"has a text layer_norm_eps of {0}">(fmt::to_string(c.norm_eps));
  }
  return reason;
}

Reason check_in_channels(int64_t channels) {
  // Beside the latent an inpainting network sees mask and picture, an editing one the picture.
  if (channels == 4 || channels == 9 || channels == 8) return std::nullopt;
  return say<
      "has {0} input channels in its UNet; models with four, eight (for editing) or nine "
      "(inpainting) can be rendered">(channels);
}

Reason check_depths(const LayerDepths& depths) {
  for (const int64_t depth : depths.values()) {
    const Reason reason = bound(say<"a transformer depth of">(), depth, 0, 100);
    if (reason) return reason;
  }
  return std::nullopt;
}

Reason check_level(const UnetLevel& level, const UnetConfig& c) {
  return first_of({
      bound(say<"a UNet level of width">(), level.channels, 1, max_width),
      divisible(say<"a UNet level of width">(), level.channels, say<"norm groups">(),
                c.norm_groups),
      divisible(say<"a UNet level of width">(), level.channels, say<"heads">(), level.heads),
      check_depths(level.down_depth),
      check_depths(level.up_depth),
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
  });
  if (!reason && c.middle == UnetMiddle::attention) {
    reason = bound(say<"a middle transformer depth of">(), c.mid_depth, 1, 100);
  }
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

// Both read the same tokens, but for their padding.
Reason check_second_text(const ModelConfigs& configs) {
  if (!configs.text_2) return std::nullopt;
  const TextConfig& a = configs.text;
  const TextConfig& b = *configs.text_2;
  Reason reason = check_text(b);
  if (!reason && (a.max_positions != b.max_positions || a.start_token != b.start_token ||
                  a.end_token != b.end_token || a.vocab != b.vocab)) {
    reason =
        say<"has two text encoders that do not take the same tokens, which is not supported">();
  }
  return reason;
}

Reason check_context_width(const ModelConfigs& configs) {
  int64_t width = 0;
  for (const TextConfig* text : configs.text_encoders()) width += text->width;
  if (width == configs.unet.cross_attention_dim) return std::nullopt;
  const int64_t expected = configs.unet.cross_attention_dim;
  return configs.text_2 ? say<"has text encoders of width {0}, but a UNet that expects {1}; the "
                              "parts belong to different models">(width, expected)
                        : say<"has a text encoder of width {0}, but a UNet that expects {1}; the "
                              "parts belong to different models">(width, expected);
}

// SDXL's vector: the pooled text, then so many numbers on the picture.
Reason check_vector(const ModelConfigs& configs) {
  const UnetConfig& unet = configs.unet;
  if (configs.family == Family::sd1 || configs.family == Family::sd2) return std::nullopt;
  const int64_t pooled = configs.text_encoders().back()->projection;
  const int64_t numbers = configs.family == Family::sdxl_refiner ? 5 : 6;
  const Reason reason = first_of({
      bound(say<"a pooled text of width">(), pooled, 1, max_width),
      bound(say<"a width of size embeddings of">(), unet.addition_time_embed_dim, 4, 4096),
  });
  if (reason) return reason;
  if (unet.addition_time_embed_dim % 2 != 0) return say<"has size embeddings of an odd width">();
  if (unet.addition_input_dim == pooled + numbers * unet.addition_time_embed_dim)
    return std::nullopt;
  return say<
      "has a UNet that takes a vector of {0} numbers, but a pooled text of {1} and {2} embedded "
      "sizes of {3}; the parts belong to different models">(unet.addition_input_dim, pooled,
                                                            numbers, unet.addition_time_embed_dim);
}

}  // namespace

std::optional<Message> reason_not_to_render(const ModelConfigs& configs) {
  constexpr Family rendered[] = {Family::sd1, Family::sd2, Family::sdxl, Family::sdxl_refiner};
  if (std::ranges::find(rendered, configs.family) == std::end(rendered)) {
    return say<
        "is a {0} model, which can be inspected but not rendered; use a model of the SD1, SD2 or "
        "SDXL family">(name_of(configs.family));
  }
  Reason reason =
      first_of({check_unet(configs.unet), check_text(configs.text), check_second_text(configs),
                check_vae(configs.vae), check_scheduler(configs.scheduler)});
  if (!reason) reason = first_of({check_context_width(configs), check_vector(configs)});
  return reason;
}

}  // namespace evenlight
