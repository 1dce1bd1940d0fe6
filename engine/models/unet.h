#pragma once

#include <optional>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"
#include "engine/models/freeu.h"

namespace evenlight {

// The denoiser of SD1.x, SD2.x and SDXL. Rombach et al. 2022, Podell et al. 2023;
// huggingface/diffusers: models/unets/unet_2d_condition.py UNet2DConditionModel.
//   input  "latent"   [batch,height,width,in_channels], every step; height and width in latents
//   input  "timestep" [batch] f32, every step; fractions are allowed
//   input  "context"  [batch,tokens,cross_attention_dim], per prompt
//   input  "vector"   [batch,addition_input_dim], per prompt; SDXL only
//   output "noise"    [batch,height,width,out_channels]: ε or v, as the model was trained
struct UnetSize {
  int64_t batch = 2;
  int64_t height = 64;
  int64_t width = 64;
  int64_t tokens = 77;
};

// A ControlNet beside the UNet (Zhang et al. 2023, arXiv 2302.05543; huggingface/diffusers:
// models/controlnets/controlnet.py). Its weights are named "control_0.…" by its index, and the
// graph has the further
//   input "hint_0" [batch,8·height,8·width,3], 0…1, per prompt
struct ControlChange {
  int64_t index = 0;
  UnetConfig config;  // of its way down and its middle
  double weight = 1.0;
};

// What is changed in the network, or added to it; without a value, nothing.
struct UnetChanges {
  // Self-attention of the middle block: each place sees itself alone (perturbed-attention
  // guidance), or all ask with the mean of their queries (smoothed energy guidance).
  enum class Middle { usual, identity, mean_query };
  Middle middle = Middle::usual;
  std::optional<FreeU> freeu;
  std::vector<ControlChange> controls;
  // T2I adapters by index, each with an input "adapter_0_1" [h,w,channels], per prompt, for every
  // level, that is added before the level's downsampler.
  std::vector<int64_t> adapters;
};

Graph trace_unet(const UnetConfig& config, const UnetSize& size, const UnetChanges& changes = {});

}  // namespace evenlight
