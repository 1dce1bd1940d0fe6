// Recipes as A1111 writes them, so that it and its readers get every field back.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/common/recipe/a1111_own_settings.h"
#include "app/common/recipe/a1111_parts.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/json.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight {
namespace {

// As modules/infotext_utils.py quote(): a value that would break the line becomes a JSON string.
std::string quoted(const std::string& value) {
  return value.find_first_of(",\n:\"") == std::string::npos ? value
                                                            : dump_json(nlohmann::json(value));
}

// As modules/sd_hijack_clip.py writes them: twelve digits each, names without signs of the list.
void add_hash(std::string& list, std::string name, const std::string& sha256) {
  constexpr size_t digits = 12;
  std::erase_if(name, [](char c) { return c == ':' || c == ','; });
  list += (list.empty() ? "" : ", ") + name + ": " + sha256.substr(0, digits);
}

std::string embedding_hashes(const RecipeDocument& document) {
  std::string list;
  for (const EmbeddingStamp& one : document.embeddings) add_hash(list, one.name, one.sha256);
  return list;
}

std::string lora_hashes(const Recipe& recipe) {
  std::string list;
  for (const AppliedLora& one : recipe.loras) add_hash(list, one.name, one.file->data_sha256());
  return list;
}

// As Civitai's extension writes them and its site and other readers look them up: ten digits of
// each file's SHA-256, as JSON that stands there without quotes around it.
std::string civitai_hashes(const RecipeDocument& document) {
  constexpr size_t digits = 10;
  nlohmann::ordered_json hashes = nlohmann::ordered_json::object();
  const auto add = [&](const std::string& key, const std::string& sha256) {
    if (!sha256.empty()) hashes[key] = sha256.substr(0, digits);
  };
  for (const LoraStamp& one : document.loras) add("lora:" + one.file.name, one.file.sha256);
  for (const EmbeddingStamp& one : document.embeddings) add("embed:" + one.name, one.sha256);
  add("vae", document.vae.sha256);
  add("model", document.model_sha256);
  return hashes.empty() ? std::string() : "Hashes: " + dump_json(hashes);
}

// A1111 knows a LoRA by a tag of the prompt alone: first the text's weight, then the UNet's.
std::string lora_tags_of(const RecipeDocument& document) {
  std::string tags;
  for (const LoraStamp& one : document.loras) {
    if (one.in_prompt) continue;
    tags += " <lora:" + one.file.name + ":" + number_text(one.text_weight);
    if (one.weight != one.text_weight) tags += ":" + number_text(one.weight);
    tags += ">";
  }
  return tags;
}

// As the extension names its units.
constexpr const char* control_keys[] = {"ControlNet 0", "ControlNet 1", "ControlNet 2",
                                        "ControlNet 3"};

// As its flag reads it; empty where a recipe would not name it.
std::string text_of_field(const Recipe& recipe, const RecipeField& field) {
  const nlohmann::ordered_json value = field_json(recipe, field);
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  const auto* list = std::get_if<NumberList>(&field.member);
  const char separator = list ? list->separator() : ',';
  std::string text;
  for (const auto& number : value) {
    if (!text.empty()) text += separator;
    text += number_text(number.get<double>());
  }
  return text;
}

// A1111's own words for the second pass, beside ours, which say all of it. There every step of the
// pass is walked, here the share that the strength leaves.
A1111Settings hires_settings(const Recipe& recipe) {
  if (recipe.hires.empty()) return {};
  constexpr double usual = 0.5;  // of hires.h
  const double steps =
      recipe.hires.size() > 1 && recipe.hires[1] > 0 ? recipe.hires[1] : double(recipe.steps);
  const double strength = recipe.hires.size() > 2 ? recipe.hires[2] : usual;
  const auto walked = int(std::floor(steps * strength));
  return {{"Denoising strength", number_text(strength)},
          {"Hires upscale", number_text(recipe.hires[0])},
          {"Hires steps", std::to_string(walked)},
          {"Hires upscaler", recipe.hires_filter == "nearest" ? "Nearest" : "Lanczos"}};
}

}  // namespace

std::string write_a1111_text(const RecipeDocument& document) {
  const Recipe& recipe = document.recipe;
  std::string text = recipe.prompt + lora_tags_of(document);
  if (!recipe.negative.empty()) text += "\nNegative prompt: " + recipe.negative;
  A1111Settings settings = {
      {"Steps", std::to_string(recipe.steps)},
      {"Sampler", std::string(samplers::find_sampler(recipe.sampler).name)},
      {"Schedule type", std::string(samplers::find_schedule(recipe.schedule).name)},
      {"CFG scale", number_text(recipe.cfg)},
      {"Seed", std::to_string(recipe.seed)},
      {"Size", fmt::format("{}x{}", recipe.width, recipe.height)},
  };
  const auto add = [&](bool present, const char* key, const std::string& value) {
    if (present) settings.emplace_back(key, value);
  };
  const Recipe usual;
  add(!document.model_sha256.empty(), "Model hash", document.model_sha256.substr(0, 10));
  add(!document.model_name.empty(), "Model", document.model_name);
  add(document.vae.is_given(), "VAE", document.vae.name);
  add(document.vae.is_given(), "VAE hash", document.vae.sha256.substr(0, 10));
  add(!document.embeddings.empty(), "TI hashes", embedding_hashes(document));
  add(!recipe.loras.empty(), "Lora hashes", lora_hashes(recipe));
  const InputFile& refiner = document.refiner;
  add(!refiner.name.empty(), "Refiner",
      fmt::format("{} [{}]", refiner.name, refiner.sha256.substr(0, 10)));
  add(!refiner.name.empty(), "Refiner switch at", number_text(recipe.refiner_start));
  add(recipe.clip_skip != usual.clip_skip, "Clip skip", std::to_string(recipe.clip_skip));
  if (!document.init.is_given()) {
    for (auto& one : hires_settings(recipe)) settings.push_back(std::move(one));
  }
  add(recipe.emphasis == "no-norm", "Emphasis", "No norm");
  add(recipe.emphasis != usual.emphasis && recipe.emphasis != "no-norm", "Emphasis",
      recipe.emphasis);
  add(recipe.eta.has_value(), "Eta", number_text(recipe.eta.value_or(0)));
  const bool varied = recipe.variation_strength != 0;
  add(varied, "Variation seed", std::to_string(recipe.variation_seed));
  add(varied, "Variation seed strength", number_text(recipe.variation_strength));
  const std::string resized = text_of_field(recipe, *find_recipe_field("seed_resize"));
  add(!resized.empty(), "Seed resize from", resized);
  add(recipe.eta_noise_seed_delta != 0, "ENSD", std::to_string(recipe.eta_noise_seed_delta));
  add(recipe.cfg_rescale != 0, "CFG rescale", number_text(recipe.cfg_rescale));
  const std::string interval =
      number_text(recipe.cfg_sigma_low) + ":" + number_text(recipe.cfg_sigma_high);
  add(interval != "0:inf", "CFG interval", interval);
  add(recipe.prediction != usual.prediction, "Prediction", recipe.prediction);
  add(recipe.raw, "Raw prompt", "true");
  add(document.init.is_given(), "Denoising strength",
      number_text(recipe.strength.value_or(usual_strength)));
  add(document.mask.is_given(), "Mask blur", std::to_string(recipe.mask_blur));
  for (size_t i = 0; i < document.controls.size(); ++i) {
    const ControlInput& control = document.controls[i];
    add(true, control_keys[std::min(i, std::size(control_keys) - 1)],
        fmt::format("Module: {}, Model: {} [{}], Weight: {}, Guidance Start: {}, Guidance End: {}",
                    control.preprocess, control.model.name, control.model.sha256.substr(0, 8),
                    control.weight, control.start, control.end));
  }
  for (const OwnSetting& own : own_settings) {
    const std::string value = text_of_field(recipe, *find_recipe_field(own.key));
    add(!value.empty(), own.name, value);
  }
  add(!document.init.sha256.empty(), "Init image hash", document.init.sha256.substr(0, 10));
  add(true, "RNG", recipe.rng == "philox" ? "NV" : "CPU");
  add(true, "Version", std::string(own_version) + document.app);
  text += "\n";
  for (const auto& [key, value] : settings) {
    if (text.back() != '\n') text += ", ";
    text += key + ": " + quoted(value);
  }
  if (const std::string hashes = civitai_hashes(document); !hashes.empty()) text += ", " + hashes;
  return text;
}

}  // namespace evenlight
