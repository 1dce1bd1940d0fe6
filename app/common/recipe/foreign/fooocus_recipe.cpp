#include <algorithm>

#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/foreign/foreign_json.h"
#include "app/common/recipe/foreign/foreign_samplers.h"
#include "app/common/recipe/foreign/other_recipes.h"
#include "app/common/recipe/numbers.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

constexpr SamplerAlias sampler_names[] = {
    {"euler_ancestral", "euler_a"},       {"dpm_2", "dpm2"},
    {"dpm_2_ancestral", "dpm2_a"},        {"dpmpp_2s_ancestral", "dpmpp_2s_a"},
    {"dpmpp_sde_gpu", "dpmpp_sde"},       {"dpmpp_2m_sde_gpu", "dpmpp_2m_sde"},
    {"dpmpp_3m_sde_gpu", "dpmpp_3m_sde"}, {"uni_pc", "unipc"},
};

const std::string* text_of(const PictureTexts& texts) {
  for (const char* key : {"parameters", "UserComment", "Comment", "comment"}) {
    const std::string* text = texts.find(key);
    if (!text || !looks_like_object(*text)) continue;
    const bool ours = text->find("\"base_model\"") != std::string::npos ||
                      text->find("\"Base Model\"") != std::string::npos;
    if (ours) return text;
  }
  return nullptr;
}

// Old files have the words of the window for keys: "Guidance Scale".
std::string old_key(std::string_view key) {
  std::string words;
  bool first = true;
  for (const char c : key) {
    words += c == '_' ? ' ' : first && c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
    first = c == '_';
  }
  return words;
}

class Reader {
 public:
  Reader(const ForeignJson& json, ForeignDraft& draft) : json_(json), draft_(draft) {}

  void read() {
    draft_.set_habits("comfyui", "torch");
    draft_.set("prompt", prompt("prompt", "full_prompt"));
    if (const std::string words = prompt("negative_prompt", "full_negative_prompt");
        !words.empty()) {
      draft_.set("negative", words);
    }
    for (const auto& [ours, theirs] : {std::pair("seed", "seed"),
                                       {"steps", "steps"},
                                       {"cfg", "guidance_scale"},
                                       {"clip_skip", "clip_skip"}}) {
      if (const std::string value = get(theirs); !value.empty()) draft_.set(ours, value);
    }
    read_size();
    if (const std::string sampler = get("sampler"); !sampler.empty()) {
      set_aliased_sampler(draft_, sampler_names, sampler, get("scheduler"));
    }
    draft_.set_model(file_stem(get("base_model")), get("base_model_hash"));
    read_refiner();
    if (const std::string vae = get("vae"); !vae.empty() && !vae.starts_with("Default")) {
      draft_.set_file("vae", &RecipeDocument::vae, file_stem(vae), {});
    }
    read_loras();
    name_the_rest();
  }

 private:
  const ForeignJson* find(std::string_view key) const {
    const ForeignJson* value = member(json_, key);
    return value ? value : member(json_, old_key(key));
  }
  std::string get(std::string_view key) const {
    const ForeignJson* value = find(key);
    return value ? as_text(*value) : std::string();
  }

  // What its styles and its language model made of the words, where it says that.
  std::string prompt(const char* typed, const char* full) const {
    const ForeignJson* list = find(full);
    if (!list || !list->is_array()) return get(typed);
    std::string text;
    for (const ForeignJson& one : *list) {
      if (one.is_string()) text += (text.empty() ? "" : "\n") + one.get<std::string>();
    }
    return text;
  }

  // "(1152, 896)"; before, "width" and "height".
  void read_size() {
    std::string size = get("resolution");
    std::erase_if(size, [](char c) { return c == '(' || c == ')' || c == ' '; });
    std::ranges::replace(size, ',', 'x');
    if (!size.empty()) return draft_.set_size(size);
    for (const char* side : {"width", "height"}) {
      if (const std::string value = get(side); !value.empty()) draft_.set(side, value);
    }
  }

  void read_refiner() {
    const std::string name = get("refiner_model");
    if (name.empty() || name == "None") return;
    draft_.set_file("refiner", &RecipeDocument::refiner, file_stem(name),
                    get("refiner_model_hash"));
    if (const std::string start = get("refiner_switch"); !start.empty()) {
      draft_.set("refiner_start", start);
    }
  }

  // [["ink", 0.5, "1a2b…"], …], or "lora_combined_1": "ink : 0.5"
  void read_loras() {
    const ForeignJson* list = find("loras");
    if (list && list->is_array()) {
      for (const ForeignJson& one : *list) {
        if (!one.is_array() || one.size() < 2) continue;
        const double weight = one[1].is_number() ? one[1].get<double>() : 1;
        draft_.add_lora(file_stem(as_text(one[0])), one.size() > 2 ? as_text(one[2]) : "", weight,
                        weight);
      }
      return;
    }
    for (const std::string key : {"1", "2", "3", "4", "5"}) {
      std::string both = get("lora_combined_" + key);
      if (both.empty()) both = get("LoRA " + key);
      const size_t colon = both.rfind(" : ");
      if (colon == std::string::npos) continue;
      const double weight = parse_number<double>(both.substr(colon + 3)).value_or(1);
      draft_.add_lora(file_stem(both.substr(0, colon)), {}, weight, weight);
    }
  }

  void name_the_rest() {
    if (const ForeignJson* styles = find("styles"); styles && !find("full_prompt")) {
      std::string names = as_text(*styles);
      if (styles->is_array()) {
        for (const ForeignJson& one : *styles) names += (names.empty() ? "" : ", ") + as_text(one);
      }
      if (!names.empty() && names != "[]") draft_.miss(say<"the styles">(), names);
    }
    for (const char* key : {"sharpness", "adm_guidance", "freeu", "adaptive_cfg"}) {
      const std::string value = get(key);
      if (!value.empty() && value != "0") draft_.pass_over(std::string(key) + ": " + value);
    }
  }

  const ForeignJson& json_;
  ForeignDraft& draft_;
};

}  // namespace

bool is_fooocus_recipe(const PictureTexts& texts) {
  return text_of(texts) != nullptr;
}

RecipeDocument read_fooocus_recipe(const PictureTexts& texts, const std::string& label,
                                   const RecipeKeys& overridden) {
  ForeignDraft draft(label, overridden);
  const ForeignJson json = parse_foreign_json(*text_of(texts), label);
  Reader(json, draft).read();

  return draft.finish();
}

}  // namespace evenlight
