#include <algorithm>

#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/foreign/foreign_json.h"
#include "app/common/recipe/foreign/foreign_prompts.h"
#include "app/common/recipe/foreign/foreign_samplers.h"
#include "app/common/recipe/foreign/other_recipes.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

constexpr SamplerAlias sampler_names[] = {
    {"pndm", "plms"},
    {"kdpm_2", "dpm2"},
    {"kdpm_2_a", "dpm2_a"},
    {"dpmpp_2s", "dpmpp_2s_a"},
    {"k_dpm_2", "dpm2"},
    {"k_dpm_2_a", "dpm2_a"},
    {"dpmpp_3m", "dpmpp_3m_sde"},
};

// "dpmpp_2m_k" is DPM++ 2M on Karras' levels.
void set_scheduler(ForeignDraft& draft, std::string name) {
  const bool karras = name.ends_with("_k");
  if (karras) name.resize(name.size() - 2);
  set_aliased_sampler(draft, sampler_names, name, karras ? "karras" : "");
}

void set_if_there(ForeignDraft& draft, const char* key, const ForeignJson& object,
                  const char* theirs) {
  if (const std::string text = text_member(object, theirs); !text.empty()) draft.set(key, text);
}

// Its name has changed its key.
std::string name_of(const ForeignJson* model) {
  if (!model) return {};
  const std::string name = text_member(*model, "name");
  return file_stem(name.empty() ? text_member(*model, "model_name") : name);
}

// "blake3:…" and the like are hashes of another kind.
std::string sha256_of(const ForeignJson* model) {
  const std::string hash = model ? text_member(*model, "hash") : std::string();
  return hash.starts_with("sha256:") ? hash.substr(7) : std::string();
}

void read_loras(ForeignDraft& draft, const ForeignJson& metadata) {
  const ForeignJson* list = member(metadata, "loras");
  if (!list || !list->is_array()) return;
  for (const ForeignJson& one : *list) {
    const ForeignJson* model = member(one, "model");
    if (!model) model = member(one, "lora");
    const double weight = number_member(one, "weight").value_or(0.75);
    draft.add_lora(name_of(model), sha256_of(model), weight, weight);
  }
}

// What has no counterpart here, where the list is not empty.
void name_missing(ForeignDraft& draft, const ForeignJson& metadata) {
  const std::pair<const char*, Message (*)()> lists[] = {{"controlnets", say<"a ControlNet">},
                                                         {"t2iAdapters", say<"a T2I adapter">},
                                                         {"ipAdapters", say<"an IP-Adapter">}};
  for (const auto& [key, what] : lists) {
    const ForeignJson* list = member(metadata, key);
    if (!list || !list->is_array()) continue;
    for (const ForeignJson& one : *list) {
      const ForeignJson* model = member(one, "control_model");
      for (const char* other : {"t2i_adapter_model", "ip_adapter_model", "model"}) {
        if (!model) model = member(one, other);
      }
      draft.miss(what(), name_of(model));
    }
  }
  for (const char* key : {"seamless_x", "seamless_y"}) {
    if (text_member(metadata, key) == "true") draft.miss(say<"tiling">(), "");
  }
  if (text_member(metadata, "hrf_enabled") == "true") {
    draft.miss(say<"a high-resolution pass">(), text_member(metadata, "hrf_method"));
  }
  for (const char* key : {"positive_style_prompt", "negative_style_prompt"}) {
    const std::string style = text_member(metadata, key);
    if (!style.empty() && style != text_member(metadata, "positive_prompt") &&
        style != text_member(metadata, "negative_prompt")) {
      draft.miss(say<"another prompt for the second text encoder:">(), style);
    }
  }
}

void read_metadata(ForeignDraft& draft, const ForeignJson& metadata) {
  const std::string rng = text_member(metadata, "rand_device");
  draft.set_habits("diffusers", rng == "cuda" ? "philox" : "torch");
  draft.set("prompt", prompt_of_compel(text_member(metadata, "positive_prompt")));
  const std::string negative = text_member(metadata, "negative_prompt");
  if (!negative.empty()) draft.set("negative", prompt_of_compel(negative));
  for (const auto& [ours, theirs] : {std::pair("seed", "seed"),
                                     {"steps", "steps"},
                                     {"cfg", "cfg_scale"},
                                     {"cfg_rescale", "cfg_rescale_multiplier"},
                                     {"width", "width"},
                                     {"height", "height"}}) {
    set_if_there(draft, ours, metadata, theirs);
  }
  if (const std::string scheduler = text_member(metadata, "scheduler"); !scheduler.empty()) {
    set_scheduler(draft, scheduler);
  }
  // It counts the layers that are left out.
  if (const auto skip = number_member(metadata, "clip_skip"); skip && *skip > 0) {
    draft.set("clip_skip", std::to_string(int(*skip) + 1));
  }
  draft.set_model(name_of(member(metadata, "model")), sha256_of(member(metadata, "model")));
  if (const ForeignJson* vae = member(metadata, "vae")) {
    draft.set_file("vae", &RecipeDocument::vae, name_of(vae), sha256_of(vae));
  }
  if (const ForeignJson* refiner = member(metadata, "refiner_model")) {
    draft.set_file("refiner", &RecipeDocument::refiner, name_of(refiner), sha256_of(refiner));
    set_if_there(draft, "refiner_start", metadata, "refiner_start");
  }
  if (text_member(metadata, "generation_mode").ends_with("inpaint")) {
    draft.require("mask", say<"a mask">());
  }
  if (text_member(metadata, "generation_mode").ends_with("img2img") ||
      !text_member(metadata, "init_image").empty()) {
    draft.require("init", say<"an initial picture">());
    set_if_there(draft, "strength", metadata, "strength");
  }
  read_loras(draft, metadata);
  name_missing(draft, metadata);
}

// Words in square brackets are the negative prompt.
void set_old_prompts(ForeignDraft& draft, std::string_view text) {
  std::string prompt, negative;
  while (!text.empty()) {
    const size_t open = text.find('[');
    const size_t close = open == std::string_view::npos ? open : text.find(']', open);
    prompt += text.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) break;
    negative += (negative.empty() ? "" : ", ") +
                std::string(trimmed(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
  draft.set("prompt", prompt_of_compel(trimmed(prompt)));
  if (!negative.empty()) draft.set("negative", prompt_of_compel(negative));
}

void read_old_metadata(ForeignDraft& draft, const ForeignJson& metadata) {
  draft.set_habits("diffusers", "torch");
  const ForeignJson* found = member(metadata, "image");
  const ForeignJson& image = found ? *found : metadata;
  std::string prompt = text_member(image, "prompt");
  if (const ForeignJson* list = member(image, "prompt"); list && list->is_array()) {
    for (const ForeignJson& one : *list) {
      if (!prompt.empty()) draft.miss(say<"several prompts:">(), text_member(one, "prompt"));
      if (prompt.empty()) prompt = text_member(one, "prompt");
    }
  }
  set_old_prompts(draft, prompt);
  for (const auto& [ours, theirs] : {std::pair("seed", "seed"),
                                     {"steps", "steps"},
                                     {"cfg", "cfg_scale"},
                                     {"width", "width"},
                                     {"height", "height"}}) {
    set_if_there(draft, ours, image, theirs);
  }
  if (const std::string sampler = text_member(image, "sampler"); !sampler.empty()) {
    set_scheduler(draft, sampler);
  }
  draft.set_model(file_stem(text_member(metadata, "model_weights")),
                  text_member(metadata, "model_hash"));
  if (text_member(image, "type") == "img2img") {
    draft.require("init", say<"an initial picture">());
  }
  for (const char* key : {"threshold", "perlin"}) {
    if (number_member(image, key).value_or(0) != 0) {
      draft.miss(say<"noise of another strength">(),
                 std::string(key) + " " + text_member(image, key));
    }
  }
  if (text_member(image, "seamless") == "true") draft.miss(say<"tiling">(), "");
  if (text_member(image, "hires_fix") == "true") {
    draft.miss(say<"a high-resolution pass">(), "hires_fix");
  }
}

// "a mill [grainy]" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms
void read_dream(ForeignDraft& draft, std::string_view line) {
  draft.set_habits("diffusers", "torch");
  line = trimmed(line);
  size_t end = line.starts_with('"') ? line.find("\" -", 1) : std::string_view::npos;
  if (end == std::string_view::npos) end = std::max<size_t>(line.rfind('"'), 1);
  end = std::min(end, line.size());
  set_old_prompts(draft, line.starts_with('"') ? line.substr(1, end - 1) : line.substr(0, end));
  std::string_view rest = line.substr(std::min(end + 1, line.size()));
  constexpr std::pair<char, const char*> flags[] = {{'s', "steps"}, {'S', "seed"},
                                                    {'W', "width"}, {'H', "height"},
                                                    {'C', "cfg"},   {'A', "sampler"}};
  while (!(rest = trimmed(rest)).empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest = trimmed(rest.substr(word.size()));
    if (word.size() < 2 || word[0] != '-') continue;
    const auto flag = std::ranges::find(flags, word[1], &std::pair<char, const char*>::first);
    const bool apart = word.size() == 2;
    const std::string value(apart ? rest.substr(0, rest.find(' ')) : word.substr(2));
    if (flag == std::end(flags)) {
      draft.pass_over(word);
    } else if (flag->first == 'A') {
      set_scheduler(draft, value);
    } else {
      draft.set(flag->second, value);
    }
    if (apart && flag != std::end(flags)) rest = rest.substr(value.size());
  }
}

}  // namespace

bool is_invoke_recipe(const PictureTexts& texts) {
  return looks_like_object(texts.get("invokeai_metadata")) ||
         looks_like_object(texts.get("sd-metadata")) || !trimmed(texts.get("Dream")).empty();
}

RecipeDocument read_invoke_recipe(const PictureTexts& texts, const std::string& label,
                                  const RecipeKeys& overridden) {
  ForeignDraft draft(label, overridden);
  if (const std::string* text = texts.find("invokeai_metadata"); text && looks_like_object(*text)) {
    read_metadata(draft, parse_foreign_json(*text, label));
  } else if (const std::string* old = texts.find("sd-metadata"); old && looks_like_object(*old)) {
    read_old_metadata(draft, parse_foreign_json(*old, label));
  } else {
    read_dream(draft, texts.get("Dream"));
  }

  return draft.finish();
}

}  // namespace evenlight
