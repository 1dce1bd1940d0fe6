#include "bias_audit/analysis/served.h"

#include <algorithm>
#include <map>

#include "bias_audit/data/json_file.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::vector<std::pair<std::string, int64_t>> by_count(
    const std::map<std::string, int64_t>& counts) {
  std::vector<std::pair<std::string, int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

std::string text_at(const ordered_json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>()
                                                                       : std::string();
}

}  // namespace

int64_t ServedPictures::refused() const {
  int64_t sum = 0;
  for (const auto& [code, count] : refusals) sum += count;
  return sum;
}

std::optional<ServedPictures> served_pictures(const AuditSettings& audit,
                                              const std::vector<ImageRow>& images) {
  if (!audit.generator) return std::nullopt;
  ServedPictures served;
  std::map<std::string, int64_t> models, refusals;
  for (const ImageRow& row : images) {
    ++served.asked;
    if (row.measurement.outcome == "refused") {
      ++refusals[text_at(row.measurement.detail, "refused")];
      continue;
    }
    const ordered_json recipe = parse_json_text(row.recipe, "recipe");
    const ordered_json generated = recipe.value("generator", ordered_json::object());
    const std::string version = text_at(generated, "version");
    ++models[text_at(generated, "model") + (version.empty() ? "" : " " + version)];
    const ordered_json told = generated.value("told", ordered_json::object());
    const std::string revised = text_at(told, "revised_prompt");
    served.rewritten += !revised.empty() && revised != row.prompt ? 1 : 0;
  }
  served.models = by_count(models);
  served.refusals = by_count(refusals);
  return served;
}

}  // namespace evenlight::audit
