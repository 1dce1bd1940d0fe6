// The layers that diffusion models are written in. Each takes its place in the tree of weights
// and its input; the widths of the weights follow from the input and `out`.
#pragma once

#include "engine/nn/module.h"

namespace evenlight {

enum class Bias { yes, no };

// [...,I] → [...,out]
Value linear(const Module& m, Value x, int64_t out, Bias bias = Bias::yes);
// The same with a weight that the file calls a 1×1 convolution: [out,I,1,1].
Value conv1x1(const Module& m, Value x, int64_t out);
// 3×3: [N,H,W,I] → [N,H',W',out]
Value conv3x3(const Module& m, Value x, int64_t out, const ConvOptions& options = {});
Value group_norm(const Module& m, Value x, int64_t groups, float eps);
Value layer_norm(const Module& m, Value x, float eps = 1e-5f);
Value silu(const Module& m, Value x);

// linear_1, SiLU, linear_2: how diffusers embeds timesteps and SDXL's vector.
Value embedding_mlp(const Module& m, Value x, int64_t width);

struct ResnetOptions {
  int64_t norm_groups = 32;
  float norm_eps = 1e-5f;
};
// Two convolutions with a shortcut; `time` [N,T], after its SiLU, is added between them if given.
// huggingface/diffusers: models/resnet.py ResnetBlock2D
Value resnet(const Module& m, Value x, Value time, int64_t out, const ResnetOptions& options);

}  // namespace evenlight
