// Si et al. 2023, "FreeU: Free Lunch in Diffusion U-Net" (arXiv 2309.11497), as
// huggingface/diffusers does it: utils/torch_utils.py apply_freeu, fourier_filter.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace evenlight {

// In the two innermost blocks on the way up: how much half of the backbone's channels count, and
// the low frequencies of the skips.
struct FreeU {
  std::array<double, 2> backbone = {1.0, 1.0};
  std::array<double, 2> skip = {1.0, 1.0};
  bool operator==(const FreeU&) const = default;
};

// Before a resnet of up block `block`; nothing where FreeU does not act. `bias` is the block's
// input that freeu_bias fills, made by the first resnet that needs it.
void apply_freeu(Graph& g, const FreeU& freeu, int64_t block, Value& h, Value& skip, Value& bias);

// The inputs that such a graph of `levels` has for latents of that size, and what they are to hold.
std::map<std::string, std::vector<float>> freeu_inputs(int64_t height, int64_t width,
                                                       int64_t levels);

// [N,…,C] → the same shape: everywhere the mean over all places. `heads` divides C.
Value mean_of_places(Graph& g, Value x, int64_t heads);

}  // namespace evenlight
