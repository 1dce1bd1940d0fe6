#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/foreign/foreign_json.h"
#include "app/common/recipe/foreign/foreign_prompts.h"
#include "app/common/recipe/foreign/foreign_samplers.h"
#include "app/common/recipe/foreign/other_recipes.h"

namespace evenlight {
namespace {

constexpr SamplerAlias sampler_names[] = {
    {"k_euler_ancestral", "euler_a"}, {"k_dpm_2", "dpm2"},
    {"k_dpm_2_ancestral", "dpm2_a"},  {"k_dpmpp_2s_ancestral", "dpmpp_2s_a"},
    {"k_dpmpp_sde", "dpmpp_sde"},     {"ddim_v3", "ddim"},
    {"nai_smea", "euler_a"},          {"nai_smea_dyn", "euler_a"},
};

// Its own name for the model's own levels.
std::string schedule_of(const std::string& name) {
  return name == "native" ? "normal" : name;
}

void read_comment(ForeignDraft& draft, const ForeignJson& comment, std::string_view description) {
  std::string prompt = text_member(comment, "prompt");
  if (prompt.empty()) prompt = description;
  draft.set("prompt", prompt_of_novelai(prompt));
  if (const std::string negative = text_member(comment, "uc"); !negative.empty()) {
    draft.set("negative", prompt_of_novelai(negative));
  }
  for (const auto& [ours, theirs] : {std::pair("seed", "seed"),
                                     {"steps", "steps"},
                                     {"cfg", "scale"},
                                     {"cfg_rescale", "cfg_rescale"},
                                     {"width", "width"},
                                     {"height", "height"}}) {
    if (const std::string value = text_member(comment, theirs); !value.empty()) {
      draft.set(ours, value);
    }
  }
  if (const std::string sampler = text_member(comment, "sampler"); !sampler.empty()) {
    set_aliased_sampler(draft, sampler_names, sampler,
                        schedule_of(text_member(comment, "noise_schedule")));
  }
  if (text_member(comment, "request_type").find("Img2Img") != std::string::npos) {
    draft.require("init", say<"an initial picture">());
  }
  for (const char* key : {"sm", "sm_dyn", "dynamic_thresholding"}) {
    if (text_member(comment, key) == "true") draft.pass_over(key);
  }
  for (const char* key : {"reference_strength", "reference_strength_multiple"}) {
    const ForeignJson* value = member(comment, key);
    if (value && (!value->is_array() || !value->empty())) draft.pass_over(key);
  }
}

}  // namespace

bool is_novelai_recipe(const PictureTexts& texts) {
  return texts.get("Software") == "NovelAI" && looks_like_object(texts.get("Comment"));
}

RecipeDocument read_novelai_recipe(const PictureTexts& texts, const std::string& label,
                                   const RecipeKeys& overridden) {
  ForeignDraft draft(label, overridden);
  draft.set_habits("a1111", "torch");
  read_comment(draft, parse_foreign_json(texts.get("Comment"), label), texts.get("Description"));
  // "Stable Diffusion XL C1E1DE52": a model that only NovelAI has.
  draft.document().model_name = texts.get("Source");

  return draft.finish();
}

}  // namespace evenlight
