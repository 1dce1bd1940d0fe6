#pragma once

#include <optional>

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

// What guidance methods change in the network; without a value, nothing.
struct UnetChanges {
  // Self-attention of the middle block: each place sees itself alone (perturbed-attention
  // guidance), or all ask with the mean of their queries (smoothed energy guidance).
  enum class Middle { usual, identity, mean_query };
  Middle middle = Middle::usual;
  std::optional<FreeU> freeu;
};

Graph trace_unet(const UnetConfig& config, const UnetSize& size, const UnetChanges& changes = {});

}  // namespace evenlight
