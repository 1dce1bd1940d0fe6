// From a prompt's chunks to what the UNet reads of it.
#pragma once

#include <span>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/conditions.h"
#include "engine/pipeline/prepared_recipe.h"
#include "engine/text/chunks.h"

namespace evenlight {

// A text encoder that is ready to run: one chunk in, its hidden states out.
struct TextEncoder {
  const TextConfig* config = nullptr;
  Executable* executable = nullptr;
};

// How weights act, and the empty chunk, which some count from.
struct Weighing {
  Emphasis emphasis = Emphasis::original;
  const Chunk& empty;
};

// The prompt behind every encoder, each with the prompt's weights applied: a token's contexts lie
// side by side, in the encoders' order. [chunks·77,Σ widths]. Pooled is the first chunk, without
// weights, by the encoder that projects (as A1111's sd_hijack_clip.py and ComfyUI's sd1_clip.py
// do). Throws Error(check) for numbers that are not finite, and what `poll` throws.
TextConditioning encode(std::span<const Chunk> chunks, std::span<const TextEncoder> encoders,
                        const Weighing& weighing, const Poll& poll);

// The prompts of a recipe that are for this network, as conditions at their places among all. A
// text that comes more than once is encoded once.
void encode(const PreparedRecipe& prepared, size_t network, const ModelConfigs& configs,
            std::span<const TextEncoder> encoders, const Poll& poll,
            std::vector<Condition>& conditions);

}  // namespace evenlight
