#include "engine/pipeline/prepared_recipe.h"

#include <algorithm>
#include <string>

#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight {
namespace {

constexpr double usual_picture_guidance = 1.5;

// A prompt of the recipe and how it is used. Without guidance nothing asks for the negative one.
struct Prompt {
  const char* key;
  const std::string* text;
  ConditionUse use;
};

std::vector<Prompt> prompts_of(const Recipe& recipe, const Guidance& guidance) {
  std::vector<Prompt> prompts = {{"prompt", &recipe.prompt, {.side = Side::positive}}};
  static const std::string nothing;
  const bool blind = guidance.picture_scale != 1.0, empty = guidance.perp_neg != 0.0;
  if (recipe.cfg != 1.0 || blind || empty) {
    prompts.push_back({"negative", &recipe.negative, {.side = Side::negative}});
  }
  if (empty) prompts.push_back({"negative", &nothing, {.side = Side::empty}});
  if (blind) prompts.push_back({"negative", &recipe.negative, {.side = Side::blind}});
  return prompts;
}

void equalize_all(std::vector<Chunks>& prompts, const Chunk& empty) {
  const size_t most = std::ranges::max(prompts, {}, &Chunks::size).size();
  for (Chunks& chunks : prompts) chunks.resize(most, empty);
}

}  // namespace

PreparedRecipe prepare_without_prompts(const Recipe& recipe, const ModelConfigs& configs) {
  check_recipe(recipe, configs);
  PreparedRecipe prepared{
      recipe, sampling_of(recipe, configs.scheduler), guidance_of(recipe), {}, {}, false};
  prepared.negative_is_zeros =
      recipe.negative.empty() &&
      (recipe.empty_negative == "zeros" ||
       (recipe.empty_negative == "auto" && configs.zeros_for_empty_negative));
  if (is_editing(configs.unet)) {
    prepared.guidance.picture_scale = recipe.picture_guidance.value_or(usual_picture_guidance);
  }
  for (const Prompt& prompt : prompts_of(recipe, prepared.guidance))
    prepared.uses.push_back(prompt.use);
  return prepared;
}

PreparedRecipe prepare_recipe(const Recipe& recipe, const ModelConfigs& configs, const Bpe& bpe) {
  PreparedRecipe prepared = prepare_without_prompts(recipe, configs);
  const ChunkOptions options = chunk_options(recipe, configs.text);
  for (const Prompt& prompt : prompts_of(recipe, prepared.guidance)) {
    read_prompt(prompt.key,
                [&] { prepared.prompts.push_back(chunk_prompt(bpe, *prompt.text, options)); });
  }
  equalize_all(prepared.prompts, empty_chunk(bpe, options));
  return prepared;
}

}  // namespace evenlight
