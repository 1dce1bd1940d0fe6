// Some methods work on the clean latents that the network's outputs stand for.
#pragma once

#include <span>
#include <vector>

#include "engine/pipeline/guidance/guidance.h"

namespace evenlight {

// output → clean latent, which for both kinds of prediction is of_x·x + of_output·output.
std::vector<float> clean_of(const Predictions& predictions, std::span<const float> output);
// And back.
void output_of(const Predictions& predictions, std::span<const float> clean,
               std::span<float> output);

}  // namespace evenlight
