#include "engine/pipeline/prepared_recipe.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/region.h"
#include "engine/pipeline/region_text.h"
#include "engine/text/network_tags.h"
#include "engine/weights/model_files.h"

namespace evenlight {
namespace {

constexpr double usual_picture_guidance = 1.5;

// What a prompt of the recipe is at some steps, and how it is used there.
struct Prompt {
  const char* key;
  std::string text;
  ConditionUse use;
};

// The steps that prompts count by: those that are walked. A1111 counts all of a recipe's, and
// begins at 1 however many a picture as the start leaves out.
StepCount step_count(const Recipe& recipe, const Sampling& sampling) {
  const bool all = recipe.like == "a1111" && recipe.steps_before == 0;
  return {all ? recipe.steps : sampling.plan.steps(), recipe.steps_before};
}

// One prompt for each text, however often it comes back.
void add_texts(std::vector<Prompt>& prompts, const char* key,
               const std::vector<ScheduledText>& texts, const ConditionUse& use) {
  std::map<std::string, std::vector<StepRange>> ranges;
  std::vector<std::string> order;
  int first = 0;
  for (const ScheduledText& one : texts) {
    std::vector<StepRange>& own = ranges[one.text];
    if (own.empty()) order.push_back(one.text);
    const bool last = &one == &texts.back();
    const StepRange range{first, last ? StepRange().last : one.last_step - 1};
    if (!own.empty() && own.back().last + 1 == range.first) {
      own.back().last = range.last;
    } else {
      own.push_back(range);
    }
    first = one.last_step;
  }
  for (const std::string& text : order) {
    prompts.push_back({key, text, use});
    prompts.back().use.steps = StepSet(ranges[text]);
  }
}

// What of the recipe's prompts is for one network, in its steps.
class NetworkPrompts {
 public:
  NetworkPrompts(const Recipe& recipe, const PreparedRecipe& prepared, size_t network,
                 StepRange steps)
      : recipe_(recipe), prepared_(prepared), network_(network), steps_(steps) {}

  // Without guidance nothing asks for the negative one. Where shares say whose each place is, a
  // region's prompt counts in its own and the recipe's in the rest.
  void add(std::vector<Prompt>& prompts, const RegionShares* shares) const {
    const std::vector<float> everywhere;
    read_prompt("prompt", [&] {
      add_positive(prompts, "prompt", recipe_.prompt, shares ? shares->background : everywhere);
    });
    for (size_t i = 0; shares && i < recipe_.regions.size(); ++i) {
      read_prompt("region", [&] {
        add_positive(prompts, "region", recipe_.regions[i].prompt, shares->regions[i]);
      });
    }
    const Guidance& guidance = prepared_.guidance;
    const bool blind = guidance.picture_scale != 1.0, empty = guidance.perp_neg != 0.0;
    const bool negative =
        recipe_.cfg != 1.0 || guidance.asks_unguided || blind || empty || guidance.composes;
    read_prompt("negative", [&] {
      const auto texts = timed_negative(recipe_.negative, grammar_of(recipe_), count());
      if (negative) add(prompts, "negative", texts, Side::negative, 1.0);
      const std::vector<ScheduledText> nothing = {ScheduledText{count().steps, ""}};
      if (empty) add(prompts, "negative", nothing, Side::empty, 1.0);
      if (blind) add(prompts, "negative", texts, Side::blind, 1.0);
    });
  }

 private:
  StepCount count() const { return step_count(recipe_, prepared_.sampling); }

  // A part that weighs nothing is not asked about, unless it is all that there is.
  void add_positive(std::vector<Prompt>& prompts, const char* key, const std::string& prompt,
                    const std::vector<float>& mask) const {
    const auto parts = timed_parts(prompt, grammar_of(recipe_), count());
    const bool some = std::ranges::any_of(parts, [](auto& part) { return part.weight != 0.0; });
    for (const TimedPart& part : parts) {
      if (some && part.weight == 0.0) continue;
      add(prompts, key, part.texts, Side::positive, part.weight, mask);
      if (!some) break;
    }
  }

  void add(std::vector<Prompt>& prompts, const char* key, const std::vector<ScheduledText>& texts,
           Side side, double weight, const std::vector<float>& mask = {}) const {
    std::vector<Prompt> own;
    ConditionUse use{.side = side, .weight = weight, .mask = mask};
    use.network = network_;
    add_texts(own, key, texts, use);
    for (Prompt& prompt : own) {
      prompt.use.steps = prompt.use.steps.within(steps_);
      if (!prompt.use.steps.ranges().empty()) prompts.push_back(std::move(prompt));
    }
  }

  const Recipe& recipe_;
  const PreparedRecipe& prepared_;
  size_t network_;
  StepRange steps_;
};

// Whether the parts of some prompt do not add up to one whole prompt.
bool composes(const Recipe& recipe, const Sampling& sampling) {
  const auto is_whole = [&](const char* key, const std::string& prompt) {
    double sum = 0;
    read_prompt(key, [&] {
      for (const TimedPart& part :
           timed_parts(prompt, grammar_of(recipe), step_count(recipe, sampling))) {
        sum += part.weight;
      }
    });
    return sum == 1.0;
  };
  return !is_whole("prompt", recipe.prompt) ||
         !std::ranges::all_of(recipe.regions, [&](const RegionPrompt& region) {
           return is_whole("region", region.prompt);
         });
}

// Of a prompt whose chunks lie beside others' in one context.
std::string only_text(const std::string& prompt, const PromptGrammar& grammar,
                      const StepCount& count) {
  const auto parts = timed_parts(prompt, grammar, count);
  if (parts.size() == 1 && parts.front().texts.size() == 1) return parts.front().texts[0].text;
  throw Error(ErrorKind::usage,
              say<"a prompt of parts, or one that changes in the course of the steps, needs {0} "
                  "latent">(Field{"region_mode"}));
}

std::vector<Prompt> prompts_of(const Recipe& recipe, const PreparedRecipe& prepared,
                               int64_t scale) {
  const int steps = prepared.sampling.plan.steps();
  const int first = recipe.refiner ? first_refined_step(recipe, steps) : steps;
  RegionShares shares;
  const bool composed = !recipe.regions.empty() && !has_masked_text(recipe);
  if (composed) shares = region_shares(recipe.regions, scale);
  std::vector<Prompt> prompts;
  const auto add = [&](size_t network, StepRange range) {
    NetworkPrompts(recipe, prepared, network, range).add(prompts, composed ? &shares : nullptr);
  };
  if (!recipe.refiner) add(0, {});
  if (recipe.refiner && first > 0) add(0, {0, first - 1});
  if (first < steps) add(1, {first, StepRange().last});
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

// One of a region's prompt would be left out of its text and act nowhere.
void refuse_loras_of_regions(const Recipe& recipe) {
  if (recipe.raw) return;
  for (const RegionPrompt& region : recipe.regions) {
    for (const LoraTag& tag : lora_tags(region.prompt)) {
      throw Error(ErrorKind::usage,
                  say<"a LoRA acts on the whole picture; put {0} into the prompt, not into a "
                      "region's">(tag.name));
    }
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
      recipe, sampling_of(recipe, configs.scheduler), guidance_of(recipe), {}, {}, {}, {}};
  prepared.guidance.composes = composes(recipe, prepared.sampling);
  prepared.negative_is_zeros = {is_zeros(recipe, configs)};
  if (recipe.refiner) {
    prepared.negative_is_zeros.push_back(is_zeros(recipe, recipe.refiner->configs()));
  }
  if (is_editing(configs.unet)) {
    prepared.guidance.picture_scale = recipe.picture_guidance.value_or(usual_picture_guidance);
  }
  for (const Prompt& prompt : prompts_of(recipe, prepared, configs.vae.scale())) {
    prepared.uses.push_back(prompt.use);
  }
  return prepared;
}

PreparedRecipe prepare_recipe(const Recipe& recipe, const ModelConfigs& configs, const Bpe& bpe) {
  PreparedRecipe prepared = prepare_without_prompts(recipe, configs);
  read_prompt("prompt", [&] { require_loras(recipe); });
  read_prompt("region", [&] { refuse_loras_of_regions(recipe); });
  const ChunkOptions options = chunk_options(recipe, configs.text);
  const int64_t scale = configs.vae.scale();
  for (const Prompt& prompt : prompts_of(recipe, prepared, scale)) {
    read_prompt(prompt.key,
                [&] { prepared.prompts.push_back(chunk_prompt(bpe, prompt.text, options)); });
  }
  if (has_masked_text(recipe)) {
    read_prompt("region", [&] {
      const StepCount count = step_count(recipe, prepared.sampling);
      join_region_prompts(prepared, scale, [&](const std::string& prompt) {
        return chunk_prompt(bpe, only_text(prompt, grammar_of(recipe), count), options);
      });
    });
  }
  prepared.empty = empty_chunk(bpe, options);
  equalize_all(prepared.prompts, prepared.empty);
  hide_padding(prepared, scale);
  return prepared;
}

}  // namespace evenlight
