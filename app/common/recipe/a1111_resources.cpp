#include "app/common/recipe/a1111_resources.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/common/recipe/numbers.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/trimmed.h"
#include "engine/text/network_tags.h"

namespace evenlight {
namespace {

using Json = nlohmann::json;

// Each name and what stands behind its last colon.
std::vector<FileStamp> named_hashes(std::string_view list) {
  std::vector<FileStamp> stamps;
  while (!list.empty()) {
    const size_t end = std::min(list.find(','), list.size());
    const std::string_view one = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    const size_t colon = std::min(one.rfind(':'), one.size());
    stamps.push_back({std::string(trimmed(one.substr(0, colon))),
                      std::string(trimmed(one.substr(std::min(colon + 1, one.size()))))});
  }
  std::erase_if(stamps, [](const FileStamp& one) { return one.name.empty(); });
  return stamps;
}

// Nothing for what is no JSON or nested too deep.
Json json_of(const std::string& text, const std::string& label) {
  try {
    return parse_json<Json>(text, label);
  } catch (const Error&) {
    return Json(Json::value_t::discarded);
  }
}

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Of one of the extension's settings, such as "AddNet Weight A 1".
const std::string* find_setting(const A1111Settings& settings, const std::string& key) {
  const auto found = std::ranges::find(settings, key, &A1111Settings::value_type::first);
  return found == settings.end() ? nullptr : &found->second;
}

double weight_of(const A1111Settings& settings, const std::string& key, double otherwise) {
  const std::string* text = find_setting(settings, key);
  if (!text) return otherwise;
  const auto weight = parse_number<double>(with_decimal_point(*text));
  return weight && std::abs(*weight) <= max_lora_weight ? *weight : otherwise;
}

}  // namespace

void read_lora_hashes(ForeignDraft& draft, const std::string& list) {
  for (FileStamp& one : named_hashes(list)) {
    draft.add_lora_hash(std::move(one.name), std::move(one.sha256));
  }
}

void read_embedding_hashes(ForeignDraft& draft, const std::string& list) {
  for (FileStamp& one : named_hashes(list)) {
    draft.add_embedding(std::move(one.name), std::move(one.sha256));
  }
}

void read_hashes(ForeignDraft& draft, const std::string& json) {
  const Json hashes = json_of(json, draft.label());
  if (!hashes.is_object()) return draft.pass_over("Hashes");
  RecipeDocument& document = draft.document();
  const auto listed = [](const auto& stamps, const std::string& name) {
    return std::ranges::any_of(stamps, [&](const FileStamp& one) { return one.name == name; });
  };
  for (const auto& [key, value] : hashes.items()) {
    const std::string hash = value.is_string() ? value.get<std::string>() : std::string();
    const size_t colon = key.find(':');
    const std::string kind = key.substr(0, colon);
    const std::string name = colon == std::string::npos ? "" : key.substr(colon + 1);
    if (kind == "model") {
      if (document.model_sha256.empty()) document.model_sha256 = hash_digits(hash);
    } else if (kind == "vae") {
      if (document.vae.sha256.empty()) {
        draft.set_file("vae", &RecipeDocument::vae, name, hash);
      }
    } else if (kind == "lora" || kind == "lyco") {
      draft.add_lora_hash(name, hash);
    } else if (kind == "embed") {
      if (!listed(document.embeddings, name)) draft.add_embedding(name, hash);
    } else if (kind == "hypernet") {
      draft.miss(say<"the hypernetwork">(), name);
    } else {
      draft.pass_over("Hashes: " + key);
    }
  }
}

void read_civitai_resources(ForeignDraft& draft, const std::string& json) {
  const Json list = json_of(json, draft.label());
  if (!list.is_array()) return draft.pass_over("Civitai resources");
  for (const Json& resource : list) {
    if (!resource.is_object()) continue;
    const std::string type = text_at(resource, "type"), name = text_at(resource, "modelName");
    if (type == "checkpoint" || type.empty()) continue;
    const bool is_lora = type == "lora" || type == "lycoris" || type == "dora" || type == "locon";
    draft.miss(is_lora ? say<"the LoRA">() : say<"the {0}">(shortened(type)),
               name.empty() ? "(unnamed)" : name);
  }
}

void read_added_networks(ForeignDraft& draft, const A1111Settings& settings) {
  const std::string* enabled = find_setting(settings, "AddNet Enabled");
  if (enabled && *enabled == "False") return;
  for (const char* number : {"1", "2", "3", "4", "5"}) {
    const std::string* model = find_setting(settings, std::string("AddNet Model ") + number);
    if (!model || *model == "None" || model->empty()) continue;
    const std::string* module = find_setting(settings, std::string("AddNet Module ") + number);
    if (module && *module != "LoRA") {
      draft.miss(say<"the network">(), *module + " " + *model);
      continue;
    }
    const std::string key = std::string("AddNet Weight ");
    const double both = weight_of(settings, key + number, 1.0);
    const double unet = weight_of(settings, key + "A " + number, both);
    const double text = weight_of(settings, key + "B " + number, both);
    const size_t bracket = model->ends_with(')') ? model->rfind('(') : std::string::npos;
    const std::string name(trimmed(std::string_view(*model).substr(0, bracket)));
    const std::string hash = bracket == std::string::npos
                                 ? std::string()
                                 : model->substr(bracket + 1, model->size() - bracket - 2);
    draft.add_lora(name, hash, unet, text);
  }
}

}  // namespace evenlight
