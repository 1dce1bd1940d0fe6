#include "engine/pipeline/prepared_recipe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/network_tags.h"
#include "engine/weights/model_files.h"

namespace evenlight {
namespace {

constexpr double usual_picture_guidance = 1.5;

// A prompt of the recipe and how it is used. Without guidance nothing asks for the negative one.
struct Prompt {
  const char* key;
  const std::string* text;
  ConditionUse use;
};

void add_prompts(std::vector<Prompt>& prompts, const Recipe& recipe, const Guidance& guidance,
                 size_t network, StepRange steps) {
  const auto add = [&](const char* key, const std::string& text, Side side) {
    ConditionUse use{.side = side};
    use.steps = steps;
    use.network = network;
    prompts.push_back({key, &text, use});
  };
  add("prompt", recipe.prompt, Side::positive);
  static const std::string nothing;
  const bool blind = guidance.picture_scale != 1.0, empty = guidance.perp_neg != 0.0;
  const bool guided = recipe.cfg != 1.0 || guidance.asks_unguided;
  if (guided || blind || empty) add("negative", recipe.negative, Side::negative);
  if (empty) add("negative", nothing, Side::empty);
  if (blind) add("negative", recipe.negative, Side::blind);
}

std::vector<Prompt> prompts_of(const Recipe& recipe, const PreparedRecipe& prepared) {
  const int steps = prepared.sampling.plan.steps();
  const int first = recipe.refiner ? first_refined_step(recipe, steps) : steps;
  std::vector<Prompt> prompts;
  if (!recipe.refiner) add_prompts(prompts, recipe, prepared.guidance, 0, {});
  if (recipe.refiner && first > 0) {
    add_prompts(prompts, recipe, prepared.guidance, 0, {0, first - 1});
  }
  if (first < steps) {
    add_prompts(prompts, recipe, prepared.guidance, 1, {first, std::numeric_limits<int>::max()});
  }
  return prompts;
}

bool is_zeros(const Recipe& recipe, const ModelConfigs& configs) {
  if (!recipe.negative.empty()) return false;
  return recipe.empty_negative == "zeros" ||
         (recipe.empty_negative == "auto" && configs.zeros_for_empty_negative);
}

// The tags of a prompt are left out of its text: each must act by its file.
void require_loras(const Recipe& recipe) {
  if (recipe.raw) return;
  for (const LoraTag& tag : lora_tags(recipe.prompt)) {
    const bool here = std::ranges::any_of(
        recipe.loras, [&](const AppliedLora& lora) { return lora.name == tag.name; });
    if (!here) throw Error(ErrorKind::input, say<"the LoRA {0} is not loaded">(tag.name));
  }
}

void equalize_all(std::vector<Chunks>& prompts, const Chunk& empty) {
  const size_t most = std::ranges::max(prompts, {}, &Chunks::size).size();
  for (Chunks& chunks : prompts) chunks.resize(most, empty);
}

}  // namespace

int first_refined_step(const Recipe& recipe, int steps) {
  constexpr double rounding = 1e-9;  // 0.7 of 10 steps are seven
  const int left_out = recipe.steps - steps;
  const int first = int(std::ceil(recipe.refiner_start * recipe.steps - rounding));
  return std::clamp(first - left_out, 0, steps);
}

PreparedRecipe prepare_without_prompts(const Recipe& recipe, const ModelConfigs& configs) {
  check_recipe(recipe, configs);
  PreparedRecipe prepared{
      recipe, sampling_of(recipe, configs.scheduler), guidance_of(recipe), {}, {}, {}};
  prepared.negative_is_zeros = {is_zeros(recipe, configs)};
  if (recipe.refiner) {
    prepared.negative_is_zeros.push_back(is_zeros(recipe, recipe.refiner->configs()));
  }
  if (is_editing(configs.unet)) {
    prepared.guidance.picture_scale = recipe.picture_guidance.value_or(usual_picture_guidance);
  }
  for (const Prompt& prompt : prompts_of(recipe, prepared)) prepared.uses.push_back(prompt.use);
  return prepared;
}

PreparedRecipe prepare_recipe(const Recipe& recipe, const ModelConfigs& configs, const Bpe& bpe) {
  PreparedRecipe prepared = prepare_without_prompts(recipe, configs);
  read_prompt("prompt", [&] { require_loras(recipe); });
  const ChunkOptions options = chunk_options(recipe, configs.text);
  for (const Prompt& prompt : prompts_of(recipe, prepared)) {
    read_prompt(prompt.key,
                [&] { prepared.prompts.push_back(chunk_prompt(bpe, *prompt.text, options)); });
  }
  equalize_all(prepared.prompts, empty_chunk(bpe, options));
  return prepared;
}

}  // namespace evenlight
