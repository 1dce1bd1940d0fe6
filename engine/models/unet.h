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

// An IP-Adapter: beside each attention to the text one to the tokens of a picture (Ye et al. 2023,
// arXiv 2308.06721; huggingface/diffusers: models/attention_processor.py
// IPAdapterAttnProcessor2_0). Its weights are named "ip_0.ip_adapter.1.to_k_ip.weight": by its
// index and by the attention's place among all, of which those to the text have the odd numbers.
// Input "ip_tokens_0" [batch,tokens,cross_attention_dim], per prompt.
struct IpChange {
  int64_t index = 0;
  int64_t tokens = 4;
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
  std::vector<IpChange> ip_adapters;
  // Attention to the text has a bias, the logarithm of how much each place heeds each token: inputs
  // "heed_0" [batch,1,h·w,tokens], per prompt, for each of text_stages but the middle, which has
  // that of the innermost level.
  bool masked_text = false;
  // An output "heat_0" [batch,h,w,columns] for each of text_stages is the sum over the stage's
  // layers of how much each place heeds each token, for every head (TextStage::column). It needs
  // the input "tokens_0" [batch,tokens,columns], per prompt: 1 where a row meets its token's
  // columns.
  bool watched_text = false;
};

// A part of the UNet of one resolution that reads the text: a level, by its place from the
// outermost on, or, behind the last level's, the middle.
struct TextStage {
  int64_t index = 0;
  int64_t level = 0;  // whose resolution it has
  int64_t heads = 1, head_dim = 1;
  int64_t layers = 0;  // that read the text

  // Of "heat_0": attention gives as many tokens at once as a head has columns.
  int64_t passes(int64_t tokens) const { return (tokens + head_dim - 1) / head_dim; }
  int64_t columns(int64_t tokens) const { return passes(tokens) * heads * head_dim; }
  int64_t column(int64_t token, int64_t head) const {
    return (token / head_dim * heads + head) * head_dim + token % head_dim;
  }
};
std::vector<TextStage> text_stages(const UnetConfig& config);
// A side of the latent at that level: each halves it, an odd one rounded up.
int64_t side_at(int64_t side, int64_t level);

Graph trace_unet(const UnetConfig& config, const UnetSize& size, const UnetChanges& changes = {});

}  // namespace evenlight
