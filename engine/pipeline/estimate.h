#pragma once

#include <cstdint>

#include "engine/graph/backend.h"
#include "engine/pipeline/prepared_recipe.h"
#include "engine/pipeline/recipe.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// What rendering would take, computed before anything is allocated.
struct Estimate {
  uint64_t weight_bytes = 0;      // of all parts, as the device holds them
  uint64_t activation_bytes = 0;  // one arena, sized by the largest part, and what is kept
  uint64_t in_turns_bytes = 0;    // both, where only what works is in memory (residency.h)
  double flops_text = 0;
  double flops_step = 0;
  double flops_decode = 0;
  double flops_total = 0;  // of one batch, all steps
};

// `images` at once, on `device` in `precision`. Throws Error(usage) for a number of images that no
// batch has.
Estimate estimate(const PreparedRecipe& prepared, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision);

// What decoding one picture alone would take, weights and values.
uint64_t decode_bytes(const Recipe& recipe, const ModelWeights& model, const DeviceInfo& device,
                      DType precision);

// The same for a recipe that nobody has checked yet, its prompts taken for one chunk each. Throws
// RecipeFault as well.
Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision);

}  // namespace evenlight
