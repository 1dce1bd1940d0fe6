#pragma once

#include <span>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/pipeline/conditions.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// What SDXL reads beside the context: the pooled text, then sinusoids of numbers on the picture
// that it was trained with, six of them: height and width of the original, top and left of the crop
// out of it, height and width that are aimed at; the refiner instead of the last two an aesthetic
// score. Podell et al. 2023 (arXiv 2307.01952), section 2.2; huggingface/diffusers:
// pipelines/stable_diffusion_xl/pipeline_stable_diffusion_xl{,_img2img}.py _get_add_time_ids.
// [unet.addition_input_dim]; empty if the UNet reads none.
std::vector<float> unet_vector(std::span<const float> pooled, const Recipe& recipe, Side side,
                               const ModelConfigs& configs);

}  // namespace evenlight
