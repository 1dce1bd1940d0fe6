#include "app/common/recipe/file_stamps.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/text/embedding_names.h"
#include "engine/text/network_tags.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

ValuePlace inside(const ValuePlace& place, const char* key) {
  return {place.kind, say<"{0}.{1}">(place.where, key)};
}

std::string text_of(const Json& value, const ValuePlace& place) {
  if (!value.is_string()) throw Error(place.kind, say<"{0}: expected text.">(place.where));
  return value.get<std::string>();
}

FileStamp stamp_from_json(const Json& value, const ValuePlace& place) {
  const auto name = value.is_object() ? value.find("name") : value.end();
  const auto sha256 = value.is_object() ? value.find("sha256") : value.end();
  if (value.size() != 2 || name == value.end() || sha256 == value.end()) {
    throw Error(place.kind, say<"{0}: expected {{\"name\", \"sha256\"}} for each.">(place.where));
  }
  return {text_of(*name, inside(place, "name")), checked_sha256(*sha256, inside(place, "sha256"))};
}

}  // namespace

std::string checked_sha256(const Json& value, const ValuePlace& place) {
  const std::string text = text_of(value, place);
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() != 64 || !std::ranges::all_of(text, is_digit)) {
    throw Error(place.kind, say<"{0}: expected 64 lower-case hexadecimal digits.">(place.where));
  }
  return text;
}

std::string sha256_from_json(const Json& value, const ValuePlace& place) {
  const auto sha256 = value.is_object() ? value.find("sha256") : value.end();
  if (value.size() != 1 || sha256 == value.end()) {
    throw Error(place.kind,
                say<"{0}: expected {{\"sha256\"}} of the file's contents.">(place.where));
  }
  return checked_sha256(*sha256, inside(place, "sha256"));
}

Json input_file_to_json(const InputFile& file) {
  if (!file.is_given()) return nullptr;
  const std::string& named = file.path.empty() ? file.name : file.path;
  Json json = {{"name", std::filesystem::path(named).filename().string()}};
  if (!file.sha256.empty()) json["sha256"] = file.sha256;
  return json;
}

InputFile input_file_from_json(const Json& value, const ValuePlace& place) {
  if (value.is_string()) return {value.get<std::string>(), {}, {}};
  const auto refuse = [&] {
    throw Error(place.kind, say<"{0}: expected {{\"name\", \"sha256\"}} of a file.">(place.where));
  };
  if (!value.is_object() || value.empty()) refuse();
  InputFile file;
  for (const auto& [key, item] : value.items()) {
    if (key == "name") {
      file.name = text_of(item, inside(place, "name"));
    } else if (key == "sha256") {
      file.sha256 = checked_sha256(item, inside(place, "sha256"));
    } else {
      refuse();
    }
  }
  return file;
}

Json embeddings_to_json(const RecipeDocument& document) {
  Json array = Json::array();
  for (const FileStamp& one : document.embeddings) {
    array.push_back({{"name", one.name}, {"sha256", one.sha256}});
  }
  return array;
}

void embeddings_from_json(RecipeDocument& document, const Json& value, const ValuePlace& place) {
  if (!value.is_array() || value.size() > max_listed_embeddings) {
    throw Error(place.kind, say<"{0}: expected [{{\"name\", \"sha256\"}}, …].">(place.where));
  }
  for (const Json& item : value) {
    FileStamp stamp = stamp_from_json(item, place);
    if (!is_embedding_name(stamp.name)) {
      throw Error(place.kind, say<"{0}.name: expected a word of a prompt.">(place.where));
    }
    document.embeddings.push_back(std::move(stamp));
  }
}

Json loras_to_json(const RecipeDocument& document) {
  Json array = Json::array();
  for (const LoraStamp& one : document.loras) {
    Json item = {{"name", one.file.name}, {"sha256", one.file.sha256}};
    if (!one.in_prompt) {
      item["weight"] = one.weight;
      item["text_weight"] = one.text_weight;
    }
    array.push_back(std::move(item));
  }
  return array;
}

namespace {

double lora_weight(const Json& value, const ValuePlace& place) {
  const double weight = value.is_number() ? value.get<double>() : std::nan("");
  if (std::abs(weight) <= max_lora_weight) return weight;
  throw Error(place.kind,
              say<"{0}: expected a number from −{1} to {1}.">(place.where, max_lora_weight));
}

LoraStamp lora_from_json(const Json& value, const ValuePlace& place) {
  if (!value.is_object()) {
    throw Error(place.kind,
                say<"{0}: expected {{\"name\", \"sha256\", \"weight\", \"text_weight\"}} for "
                    "each.">(place.where));
  }
  LoraStamp stamp;
  bool has_text_weight = false;
  stamp.in_prompt = value.contains("sha256") && !value.contains("weight");
  for (const auto& [key, item] : value.items()) {
    const ValuePlace at = inside(place, key.c_str());
    if (key == "name") {
      stamp.file.name = text_of(item, at);
    } else if (key == "sha256") {
      stamp.file.sha256 = checked_sha256(item, at);
    } else if (key == "weight") {
      stamp.weight = lora_weight(item, at);
    } else if (key == "text_weight") {
      stamp.text_weight = lora_weight(item, at);
      has_text_weight = true;
    } else {
      throw Error(place.kind, say<"{0}: {1} is no key of a LoRA; they are name, sha256, weight and "
                                  "text_weight.">(place.where, shown(key)));
    }
  }
  if (!has_text_weight) stamp.text_weight = stamp.weight;
  if (stamp.file.name.empty()) {
    throw Error(place.kind, say<"{0}: a LoRA needs its name.">(place.where));
  }
  return stamp;
}

}  // namespace

void loras_from_json(RecipeDocument& document, const Json& value, const ValuePlace& place) {
  if (!value.is_array() || value.size() > max_listed_loras) {
    throw Error(place.kind,
                say<"{0}: expected [{{\"name\", \"sha256\", \"weight\", \"text_weight\"}}, …].">(
                    place.where));
  }
  for (const Json& item : value) document.loras.push_back(lora_from_json(item, place));
}

}  // namespace evenlight
