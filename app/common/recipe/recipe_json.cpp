#include "app/common/recipe/recipe_json.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/text/embedding_names.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

std::string known_keys() {
  std::string keys;
  for (const RecipeField& field : recipe_fields()) keys += std::string(field.key) + ", ";
  return keys + "model, embeddings, init_latent, app, device, precision";
}

std::string text_of(const Json& value, const std::string& where) {
  if (!value.is_string()) throw Error(ErrorKind::input, where + ": expected text.");
  return value.get<std::string>();
}

std::string checked_sha256(const Json& value, const std::string& where) {
  const std::string text = text_of(value, where);
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() != 64 || !std::ranges::all_of(text, is_digit)) {
    throw Error(ErrorKind::input, where + ": expected 64 lower-case hexadecimal digits.");
  }
  return text;
}

// A name alone, or {name, sha256}.
void read_model(const Json& value, const std::string& where, RecipeDocument& document) {
  if (value.is_string()) {
    document.model_name = value.get<std::string>();
    return;
  }
  if (!value.is_object()) {
    throw Error(ErrorKind::input, where + ": expected a name or {\"name\", \"sha256\"}.");
  }
  for (const auto& [key, item] : value.items()) {
    if (key == "name") {
      document.model_name = text_of(item, where + ".name");
    } else if (key == "sha256") {
      document.model_sha256 = item == "" ? "" : checked_sha256(item, where + ".sha256");
    } else {
      throw Error(ErrorKind::input, fmt::format("{}: unknown key {}; it has name and sha256.",
                                                where, dump_json(Json(key)).substr(0, 80)));
    }
  }
}

// {sha256}
std::string read_init_latent(const Json& value, const std::string& where) {
  const auto sha256 = value.is_object() ? value.find("sha256") : value.end();
  if (value.size() != 1 || sha256 == value.end()) {
    throw Error(ErrorKind::input, where + ": expected {\"sha256\"} of the starting noise.");
  }
  return checked_sha256(*sha256, where + ".sha256");
}

// [{name, sha256}, …]
void read_embeddings(const Json& value, const std::string& where, RecipeDocument& document) {
  if (!value.is_array() || value.size() > most_listed_embeddings) {
    throw Error(ErrorKind::input, where + ": expected [{\"name\", \"sha256\"}, …].");
  }
  for (const Json& item : value) {
    const auto name = item.is_object() ? item.find("name") : item.end();
    const auto sha256 = item.is_object() ? item.find("sha256") : item.end();
    if (item.size() != 2 || name == item.end() || sha256 == item.end()) {
      throw Error(ErrorKind::input, where + ": expected {\"name\", \"sha256\"} for each.");
    }
    EmbeddingStamp stamp{text_of(*name, where + ".name"),
                         checked_sha256(*sha256, where + ".sha256")};
    if (!is_embedding_name(stamp.name)) {
      throw Error(ErrorKind::input, where + ".name: expected a word of a prompt.");
    }
    document.embeddings.push_back(std::move(stamp));
  }
}

}  // namespace

Json recipe_to_json(const RecipeDocument& document) {
  Json json = Json::object();
  for (const RecipeField& field : recipe_fields()) {
    Json value = field_json(document.recipe, field);
    if (!value.is_null()) json[std::string(field.key)] = std::move(value);
  }
  json["model"] = {{"name", document.model_name}, {"sha256", document.model_sha256}};
  for (const EmbeddingStamp& one : document.embeddings) {
    json["embeddings"].push_back({{"name", one.name}, {"sha256", one.sha256}});
  }
  if (!document.init_latent_sha256.empty()) {
    json["init_latent"] = {{"sha256", document.init_latent_sha256}};
  }
  if (!document.device.empty()) json["device"] = document.device;
  if (!document.precision.empty()) json["precision"] = document.precision;
  json["app"] = document.app;
  return json;
}

RecipeDocument recipe_from_json(const Json& json, const std::string& label) {
  if (!json.is_object()) {
    throw Error(ErrorKind::input, label + ": a recipe is a JSON object {…}.");
  }
  RecipeDocument document;
  for (const auto& [key, value] : json.items()) {
    const std::string where = fmt::format("{}: {}", label, key.substr(0, 40));
    if (const RecipeField* field = find_recipe_field(key)) {
      set_from_json(document.recipe, *field, value, {ErrorKind::input, where});
      document.given.insert(key);
      document.origin[key] = label;
    } else if (key == "model") {
      read_model(value, where, document);
    } else if (key == "embeddings") {
      read_embeddings(value, where, document);
    } else if (key == "init_latent") {
      document.init_latent_sha256 = read_init_latent(value, where);
    } else if (key == "app") {
      document.app = text_of(value, where);
      document.embeddings_told = true;
    } else if (key == "device") {
      document.device = text_of(value, where);
    } else if (key == "precision") {
      document.precision = text_of(value, where);
    } else {
      throw Error(ErrorKind::input, fmt::format("{}: unknown key {}; a recipe has {}.", label,
                                                dump_json(Json(key)).substr(0, 80), known_keys()));
    }
  }
  return document;
}

bool same_picture(const RecipeDocument& a, const RecipeDocument& b) {
  const auto comparable = [](const RecipeDocument& document) {
    Json json = recipe_to_json(document);
    for (const char* key : {"app", "device", "precision"}) json.erase(key);
    // A model is the same by its bytes, whatever it is called.
    if (!document.model_sha256.empty()) json["model"].erase("name");
    return json;
  };
  return comparable(a) == comparable(b);
}

}  // namespace evenlight
