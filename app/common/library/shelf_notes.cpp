#include "app/common/library/shelf_notes.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr size_t max_text_bytes = size_t(1) << 16;
constexpr size_t max_triggers = 10;  // of a training's tags, which are hundreds

fs::path beside(const fs::path& file, const std::string& ending) {
  return file.parent_path() / (file.stem().string() + ending);
}

// Null if it is not there, too long or no JSON.
Json json_beside(const fs::path& file, const std::string& ending) {
  const fs::path path = beside(file, ending);
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return nullptr;
  try {
    return parse_json<Json>(read_small_file(path, max_json_bytes), path.string());
  } catch (const Error&) {
    return nullptr;
  }
}

std::string text_of(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void add_trigger(ShelfNotes& notes, std::string_view word) {
  const std::string text(trimmed(word));
  if (!text.empty() && std::ranges::find(notes.triggers, text) == notes.triggers.end()) {
    notes.triggers.push_back(text);
  }
}

void add_triggers(ShelfNotes& notes, std::string_view list) {
  while (!list.empty()) {
    const size_t comma = list.find(',');
    add_trigger(notes, list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
}

void add_text(ShelfNotes& notes, const std::string& text) {
  const std::string clean(trimmed(text));
  if (clean.empty() || notes.text.find(clean) != std::string::npos) return;
  notes.text += (notes.text.empty() ? "" : "\n") + clean;
}

void keep_first(std::string& kept, const std::string& text) {
  if (kept.empty()) kept = text;
}

// AUTOMATIC1111/stable-diffusion-webui:modules/ui_extra_networks_user_metadata.py
void read_user_metadata(ShelfNotes& notes, const Json& json) {
  add_text(notes, text_of(json, "description"));
  add_text(notes, text_of(json, "notes"));
  add_triggers(notes, text_of(json, "activation text"));
  keep_first(notes.base, text_of(json, "sd version"));
  if (!json.is_object()) return;
  const auto weight = json.find("preferred weight");
  if (weight != json.end() && weight->is_number()) notes.weight = weight->get<double>();
}

// What Civitai's API says of a version of a model, as helpers of other programs keep it.
void read_civitai(ShelfNotes& notes, const Json& json) {
  if (!json.is_object()) return;
  const auto words = json.find("trainedWords");
  if (words != json.end() && words->is_array()) {
    for (const Json& word : *words) {
      if (word.is_string()) add_triggers(notes, word.get<std::string>());
    }
  }
  keep_first(notes.base, text_of(json, "baseModel"));
  const auto model = json.find("model");
  if (model != json.end()) keep_first(notes.title, text_of(*model, "name"));
  add_text(notes, text_of(json, "description"));
}

// {"10_name": {"tag": 12, …}, …} of every folder that was trained with: the most frequent tags.
void add_frequent_tags(ShelfNotes& notes, const std::string& text) {
  const Json folders = Json::parse(text, nullptr, false);
  if (!folders.is_object()) return;
  std::map<std::string, double> counts;
  for (const auto& [folder, tags] : folders.items()) {
    if (!tags.is_object()) continue;
    for (const auto& [tag, count] : tags.items()) {
      if (count.is_number()) counts[std::string(trimmed(tag))] += count.get<double>();
    }
  }
  std::vector<std::pair<std::string, double>> ranked(counts.begin(), counts.end());
  std::ranges::stable_sort(ranked, std::ranges::greater(), &std::pair<std::string, double>::second);
  if (ranked.size() > max_triggers) ranked.resize(max_triggers);
  for (const auto& [tag, count] : ranked) add_trigger(notes, tag);
}

std::string value_of(const std::map<std::string, std::string>& metadata, const char* key) {
  const auto found = metadata.find(key);
  const bool none = found == metadata.end() || found->second == "None";
  return none ? std::string() : found->second;
}

}  // namespace

std::optional<fs::path> preview_beside(const fs::path& file) {
  for (const char* middle : {".preview", ""}) {
    for (const char* suffix : {".png", ".jpg", ".jpeg", ".webp"}) {
      const fs::path path = beside(file, std::string(middle) + suffix);
      std::error_code error;
      if (fs::is_regular_file(path, error)) return path;
    }
  }
  return std::nullopt;
}

ShelfNotes notes_beside(const fs::path& file) {
  ShelfNotes notes;
  const fs::path text = beside(file, ".txt");
  std::error_code error;
  if (fs::is_regular_file(text, error)) {
    try {
      add_text(notes, read_small_file(text, max_text_bytes));
    } catch (const Error&) {
      // Too long for a note, or it may not be read.
    }
  }
  read_user_metadata(notes, json_beside(file, ".json"));
  read_civitai(notes, json_beside(file, ".civitai.info"));
  return notes;
}

void add_metadata(ShelfNotes& notes, const std::map<std::string, std::string>& metadata) {
  keep_first(notes.title, value_of(metadata, "modelspec.title"));
  keep_first(notes.title, value_of(metadata, "ss_output_name"));
  keep_first(notes.base, value_of(metadata, "modelspec.architecture"));
  keep_first(notes.base, value_of(metadata, "ss_base_model_version"));
  add_text(notes, value_of(metadata, "modelspec.description"));
  add_triggers(notes, value_of(metadata, "modelspec.trigger_phrase"));
  if (notes.triggers.empty()) add_frequent_tags(notes, value_of(metadata, "ss_tag_frequency"));
}

}  // namespace evenlight
