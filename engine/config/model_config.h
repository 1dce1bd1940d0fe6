// What a model looks like, without its weights: plain structs, defaults are SD 1.5's. They are
// filled by engine/weights/detect.h (from a folder's config.json files or from a single file's
// tensor shapes) and read by engine/models. Names follow diffusers' and transformers' configs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace evenlight {

enum class Family { unknown, sd1, sd2, sdxl, sdxl_refiner, sd3, flux };
enum class Prediction { epsilon, v, unknown };   // the last for models that are refused
enum class TextActivation { quick_gelu, gelu };  // x·σ(1.702x), or the erf form
enum class BetaSchedule { linear, scaled_linear };
enum class TimestepSpacing { leading, trailing, linspace };

// CLIP text transformer (transformers: CLIPTextModel, CLIPTextModelWithProjection).
struct TextConfig {
  std::string_view part = "text_encoder";  // of the names of its weights
  int64_t width = 768;                     // hidden_size
  int64_t intermediate = 3072;             // of the MLP
  int64_t layers = 12;                     // blocks that are used (SD2 single files hold one more)
  int64_t heads = 12;
  int64_t max_positions = 77;
  int64_t vocab = 49408;
  TextActivation activation = TextActivation::quick_gelu;
  float norm_eps = 1e-5f;
  int32_t start_token = 49406;
  int32_t end_token = 49407;
  int32_t pad_token = 49407;  // SD2's tokenizer and SDXL's second pad with 0
  // Which layer's output the UNet reads, counted from the end, and whether through the final norm:
  // SDXL reads the one before the last as it is.
  int64_t context_layer = 1;
  bool final_norm = true;
  int64_t projection = 0;  // width of the vector for a whole prompt; 0: the UNet reads none
};

// Transformer blocks after each resnet of a level, 0 for no attention: one number for all of them,
// or one for each (distilled SDXL models).
class LayerDepths {
 public:
  LayerDepths(int64_t all) : depths_{all} {}
  LayerDepths(std::vector<int64_t> each) : depths_(std::move(each)) {
    if (depths_.empty()) depths_ = {0};
    bool same = true;
    for (const int64_t depth : depths_) same = same && depth == depths_.front();
    if (same) depths_.resize(1);
  }
  int64_t operator[](int64_t layer) const {
    return depths_.size() == 1 ? depths_.front() : depths_.at(size_t(layer));
  }
  bool none() const { return depths_.size() == 1 && depths_.front() == 0; }
  const std::vector<int64_t>& values() const { return depths_; }
  bool operator==(const LayerDepths&) const = default;

 private:
  std::vector<int64_t> depths_;  // one if all are the same
};

// One resolution of the UNet, outermost (largest picture) first.
struct UnetLevel {
  int64_t channels = 320;
  int64_t heads = 8;           // of its attention layers
  LayerDepths down_depth = 1;  // on the way down
  LayerDepths up_depth = 1;    // on the way up, at the same resolution
};

// What lies between the way down and the way up: two resnets around a transformer; distilled models
// keep one resnet, or nothing.
enum class UnetMiddle { attention, resnet, none };

struct UnetConfig {
  int64_t in_channels = 4;  // 9: inpainting, 8: instruct-pix2pix
  int64_t out_channels = 4;
  int64_t sample_size = 64;  // latents along a side of the pictures it was trained on
  std::vector<UnetLevel> levels = {
      {320, 8, 1, 1}, {640, 8, 1, 1}, {1280, 8, 1, 1}, {1280, 8, 0, 0}};
  int64_t layers_per_block = 2;  // resnets of a level on the way down; one more on the way up
  UnetMiddle middle = UnetMiddle::attention;
  int64_t mid_depth = 1;  // transformer blocks of the middle
  int64_t mid_heads = 8;
  int64_t cross_attention_dim = 768;
  bool use_linear_projection = false;  // proj_in/proj_out are [O,I] instead of [O,I,1,1]
  int64_t norm_groups = 32;
  float norm_eps = 1e-5f;  // of the resnets; the transformers' GroupNorm has 1e-6
  bool flip_sin_to_cos = true;
  float freq_shift = 0.0f;
  // SDXL's vector: pooled text ⊕ sinusoids of six numbers, the refiner's five; 0: there is none.
  int64_t addition_time_embed_dim = 0;
  int64_t addition_input_dim = 0;  // projection_class_embeddings_input_dim

  // Width of the time embedding after its MLP.
  int64_t time_width() const { return levels.front().channels * 4; }
};

// AutoencoderKL, or a TAESD (diffusers: AutoencoderTiny), of which only the latents' number and the
// widths, all the same, are free.
struct VaeConfig {
  bool tiny = false;  // a TAESD
  int64_t in_channels = 3;
  int64_t out_channels = 3;
  int64_t latent_channels = 4;
  std::vector<int64_t> block_out_channels = {128, 256, 512, 512};  // outermost first
  int64_t layers_per_block = 2;  // resnets of a level in the encoder; one more in the decoder
  int64_t norm_groups = 32;
  float norm_eps = 1e-6f;
  float scaling_factor = 0.18215f;
  float shift_factor = 0.0f;
  bool use_quant_conv = true;
  bool use_post_quant_conv = true;

  // Pixels per latent along one axis.
  int64_t scale() const { return int64_t{1} << (block_out_channels.size() - 1); }
};

struct SchedulerConfig {
  int64_t train_timesteps = 1000;
  float beta_start = 0.00085f;
  float beta_end = 0.012f;
  BetaSchedule beta_schedule = BetaSchedule::scaled_linear;
  Prediction prediction = Prediction::epsilon;
  bool zero_terminal_snr = false;
  TimestepSpacing timestep_spacing = TimestepSpacing::leading;
  int64_t steps_offset = 1;
  bool set_alpha_to_one = false;
};

struct ModelConfigs {
  Family family = Family::sd1;
  TextConfig text;
  std::optional<TextConfig> text_2;  // SDXL's second, whose contexts lie beside the first's
  UnetConfig unet;
  VaeConfig vae;
  SchedulerConfig scheduler;
  // SDXL was trained with zeros, not with the empty text, in the place of an empty negative prompt.
  bool zeros_for_empty_negative = false;

  std::vector<const TextConfig*> text_encoders() const {
    std::vector<const TextConfig*> all = {&text};
    if (text_2) all.push_back(&*text_2);
    return all;
  }
};

constexpr std::string_view name_of(Family family) {
  switch (family) {
    case Family::unknown:
      return "unknown";
    case Family::sd1:
      return "sd1";
    case Family::sd2:
      return "sd2";
    case Family::sdxl:
      return "sdxl";
    case Family::sdxl_refiner:
      return "sdxl_refiner";
    case Family::sd3:
      return "sd3";
    case Family::flux:
      return "flux";
  }
  return "unknown";
}

constexpr std::string_view name_of(Prediction prediction) {
  switch (prediction) {
    case Prediction::epsilon:
      return "epsilon";
    case Prediction::v:
      return "v";
    case Prediction::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace evenlight
