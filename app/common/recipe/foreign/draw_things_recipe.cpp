#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/foreign/foreign_json.h"
#include "app/common/recipe/foreign/foreign_samplers.h"
#include "app/common/recipe/foreign/other_recipes.h"

namespace evenlight {
namespace {

constexpr SamplerAlias sampler_names[] = {
    {"Euler A", "euler_a"},
    {"Euler Ancestral", "euler_a"},
    {"Euler A Trailing", "euler_a", "trailing"},
    {"Euler A AYS", "euler_a", "ays"},
    {"DPM++ 2M AYS", "dpmpp_2m", "ays"},
    {"DPM++ 2M Trailing", "dpmpp_2m", "trailing"},
    {"DPM++ SDE Trailing", "dpmpp_sde", "trailing"},
    {"DDIM Trailing", "ddim", "trailing"},
};

const std::string* text_of(const PictureTexts& texts) {
  for (const char* key : {"exif:UserComment", "UserComment"}) {
    const std::string* text = texts.find(key);
    if (text && looks_like_object(*text) && text->find("\"c\"") != std::string::npos) return text;
  }
  return nullptr;
}

void read_lists(ForeignDraft& draft, const ForeignJson& json) {
  if (const ForeignJson* loras = member(json, "lora"); loras && loras->is_array()) {
    for (const ForeignJson& one : *loras) {
      const double weight = number_member(one, "weight").value_or(1);
      draft.add_lora(file_stem(text_member(one, "model")), {}, weight, weight);
    }
  }
  const ForeignJson* controls = member(json, "control");
  if (!controls || !controls->is_array()) return;
  for (const ForeignJson& one : *controls) {
    draft.miss(say<"a ControlNet">(), text_member(one, "model"));
  }
}

}  // namespace

bool is_draw_things_recipe(const PictureTexts& texts) {
  return text_of(texts) != nullptr;
}

RecipeDocument read_draw_things_recipe(const PictureTexts& texts, const std::string& label,
                                       const RecipeKeys& overridden) {
  ForeignDraft draft(label, overridden);
  const ForeignJson json = parse_foreign_json(*text_of(texts), label);
  // Its noise is that of NVIDIA's GPUs in the mode that carries that name.
  const bool nvidia = text_member(json, "seed_mode").starts_with("NVIDIA");
  draft.set("rng", nvidia ? "philox" : "torch");
  if (!nvidia) draft.miss(say<"noise from">(), "Draw Things");
  draft.set("prompt", text_member(json, "c"));
  if (const std::string negative = text_member(json, "uc"); !negative.empty()) {
    draft.set("negative", negative);
  }
  for (const auto& [ours, theirs] : {std::pair("seed", "seed"),
                                     {"steps", "steps"},
                                     {"cfg", "scale"},
                                     {"clip_skip", "clip_skip"}}) {
    if (const std::string value = text_member(json, theirs); !value.empty()) draft.set(ours, value);
  }
  if (const std::string size = text_member(json, "size"); !size.empty()) draft.set_size(size);
  if (const std::string sampler = text_member(json, "sampler"); !sampler.empty()) {
    set_aliased_sampler(draft, sampler_names, sampler, {});
  }
  draft.set_model(file_stem(text_member(json, "model")), {});
  if (number_member(json, "strength").value_or(1) < 1) {
    draft.require("init", say<"an initial picture">());
    draft.set("strength", text_member(json, "strength"));
  }
  const std::string refiner = text_member(json, "refiner");
  if (!refiner.empty()) {
    draft.set_file("refiner", &RecipeDocument::refiner, file_stem(refiner), {});
  }
  read_lists(draft, json);

  return draft.finish();
}

}  // namespace evenlight
