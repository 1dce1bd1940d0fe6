#include "app/common/recipe/recipe_json.h"

#include <fmt/format.h>

#include "app/common/recipe/control_stamps.h"
#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

std::string known_keys() {
  std::string keys;
  for (const RecipeField& field : recipe_fields()) keys += std::string(field.key) + ", ";
  return keys + "model, app, device, precision, prompt_template, negative_template, requirements";
}

std::string text_of(const Json& value, const std::string& where) {
  if (!value.is_string()) throw Error(ErrorKind::input, say<"{0}: expected text.">(where));
  return value.get<std::string>();
}

// A name alone, or {name, sha256, config_sha256}.
void read_model(const Json& value, const std::string& where, RecipeDocument& document) {
  if (value.is_string()) {
    document.model_name = value.get<std::string>();
    return;
  }
  if (!value.is_object()) {
    throw Error(ErrorKind::input, say<"{0}: expected a name or {{\"name\", \"sha256\"}}.">(where));
  }
  for (const auto& [key, item] : value.items()) {
    if (key == "name") {
      document.model_name = text_of(item, where + ".name");
    } else if (key == "sha256") {
      document.model_sha256 =
          item == "" ? "" : checked_sha256(item, {ErrorKind::input, where + ".sha256"});
    } else if (key == "config_sha256") {
      document.model_config_sha256 =
          checked_sha256(item, {ErrorKind::input, where + ".config_sha256"});
    } else if (key == "ema" && item.is_boolean()) {
      document.model_ema = item.get<bool>();
    } else {
      throw Error(ErrorKind::input,
                  say<"{0}: unknown key {1}; it has name, sha256, config_sha256 and ema.">(
                      where, dump_json(Json(key)).substr(0, 80)));
    }
  }
}

// Values before the model, files behind it: the order in which pictures hold them.
void add_fields(const RecipeDocument& document, bool values, Json& json) {
  for (const RecipeField& field : recipe_fields()) {
    if (field.is_value() != values) continue;
    Json value = field_json(document, field);
    if (!value.is_null()) json[std::string(field.key)] = std::move(value);
  }
}

}  // namespace

Json recipe_to_json(const RecipeDocument& document) {
  Json json = Json::object();
  add_fields(document, true, json);
  json["model"] = {{"name", document.model_name}, {"sha256", document.model_sha256}};
  if (!document.model_config_sha256.empty()) {
    json["model"]["config_sha256"] = document.model_config_sha256;
  }
  if (document.model_ema) json["model"]["ema"] = true;
  add_fields(document, false, json);
  if (!document.device.empty()) json["device"] = document.device;
  if (!document.precision.empty()) json["precision"] = document.precision;
  json["app"] = document.app;
  const auto& [prompt, negative] = document.templates;
  if (!prompt.empty()) json["prompt_template"] = prompt;
  if (!negative.empty()) json["negative_template"] = negative;
  if (document.record) json["requirements"] = record_to_json(*document.record);
  return json;
}

RecipeDocument recipe_from_json(const Json& json, const std::string& label) {
  if (!json.is_object()) {
    throw Error(ErrorKind::input, say<"{0}: a recipe is a JSON object {{…}}.">(label));
  }
  RecipeDocument document;
  for (const auto& [key, value] : json.items()) {
    const std::string where = fmt::format("{}: {}", label, key.substr(0, 40));
    if (const RecipeField* field = find_recipe_field(key)) {
      set_from_json(document, *field, value, {ErrorKind::input, where});
      if (field->is_value()) {
        document.given.insert(key);
        document.origin[key] = label;
      }
    } else if (key == "model") {
      read_model(value, where, document);
    } else if (key == "app") {
      document.app = text_of(value, where);
      document.embeddings_listed = true;
    } else if (key == "device") {
      document.device = text_of(value, where);
    } else if (key == "precision") {
      document.precision = text_of(value, where);
    } else if (key == "prompt_template") {
      document.templates.prompt = text_of(value, where);
    } else if (key == "negative_template") {
      document.templates.negative = text_of(value, where);
    } else if (key == "requirements") {
      document.record = record_from_json(value, {ErrorKind::input, where});
    } else {
      throw Error(ErrorKind::input, say<"{0}: unknown key {1}; a recipe has {2}.">(
                                        label, dump_json(Json(key)).substr(0, 80), known_keys()));
    }
  }
  return document;
}

bool same_picture(const RecipeDocument& a, const RecipeDocument& b) {
  // Recipes before 0.2 do not name the configurations of their model.
  const bool configs_known = !a.model_config_sha256.empty() && !b.model_config_sha256.empty();
  const auto comparable = [&](const RecipeDocument& document) {
    Json json = recipe_to_json(document);
    for (const char* key : {"app", "device", "precision", "requirements"}) json.erase(key);
    // It was asked for by the first seed that was drawn.
    if (document.record) json["seed"] = document.record->first_seed;
    // A picture is the same by its bytes, whatever it is called.
    for (const RecipeField& field : recipe_fields()) {
      const auto found = json.find(std::string(field.key));
      const bool picture = std::holds_alternative<PictureInput>(field.member);
      if (picture && found != json.end() && found->contains("sha256")) found->erase("name");
    }
    for (const RecipeField& field : recipe_fields()) {
      const auto list = json.find(std::string(field.key));
      if (list == json.end() || !is_listed_object(field.key)) continue;
      for (Json& one : *list) {
        for (Json& value : one) {
          if (value.is_object() && value.contains("sha256")) value.erase("name");
        }
      }
    }
    // And so is a model.
    if (!document.model_sha256.empty()) json["model"].erase("name");
    if (!configs_known) json["model"].erase("config_sha256");
    return json;
  };
  return comparable(a) == comparable(b);
}

}  // namespace evenlight
