// A recipe on its way to a picture: checked against a model once, its names looked up, its prompts
// cut into tokens. Later stages take this and check nothing again.
#pragma once

#include <vector>

#include "engine/config/model_config.h"
#include "engine/pipeline/conditions.h"
#include "engine/pipeline/guidance/guidance.h"
#include "engine/pipeline/recipe.h"
#include "engine/pipeline/sampling.h"
#include "engine/text/bpe.h"
#include "engine/text/chunks.h"

namespace evenlight {

using Chunks = std::vector<Chunk>;

struct PreparedRecipe {
  Recipe recipe;
  Sampling sampling;
  Guidance guidance;
  std::vector<ConditionUse> uses;  // of the model, then of its refiner
  // One per use: its prompt, in as many chunks as every other prompt, because they share batches.
  std::vector<Chunks> prompts;
  // One per use, of a context that has parts for parts of the picture: for each of its chunks how
  // much each place of the latent heeds it, [h,w], empty: as it likes. Empty: all alike.
  std::vector<std::vector<std::vector<float>>> chunk_masks = {};
  // In the place of an empty negative prompt's encoding, for each network.
  std::vector<bool> negative_is_zeros = {};

  Chunk empty = {};  // what fills them up

  // Of each prompt; of prompts that nobody has read, at the least.
  size_t chunks() const {
    if (!prompts.empty()) return prompts.front().size();
    return has_masked_text(recipe) ? 1 + recipe.regions.size() : 1;
  }
};

// The step, of the `steps` that are walked, from which on the refiner walks them: refiner_start is
// a share of all steps of the recipe, whether or not a picture as the start leaves the first out.
int first_refined_step(const Recipe& recipe, int steps);

// Throws RecipeFault for what this model cannot render, the prompts' faults among it.
PreparedRecipe prepare_recipe(const Recipe& recipe, const ModelConfigs& configs, const Bpe& bpe);

// The same but for the prompts' tokens, which are taken for one chunk each: enough to reckon with.
// Throws RecipeFault for a prompt whose changes cannot be read.
PreparedRecipe prepare_without_prompts(const Recipe& recipe, const ModelConfigs& configs);

}  // namespace evenlight
