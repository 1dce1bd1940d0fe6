#include "bias_audit/analysis/skin_tables.h"

#include <algorithm>
#include <map>

#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/stats/multinomial.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// The measurement's own words of the skin; null where there are none of a photograph.
const ordered_json* skin_of(const ImageRow& row) {
  const ordered_json& detail = row.measurement.detail;
  const auto found = detail.find("skin");
  if (found == detail.end() || !found->is_object() || !found->contains("ita_one_stop")) {
    return nullptr;
  }
  return &*found;
}

std::string text_of(const ordered_json& skin, const char* key) {
  const auto found = skin.find(key);
  if (found == skin.end()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

struct ScaleRow {
  const char* name;
  const char* key;
  std::vector<std::string> classes;
};

const std::vector<ScaleRow>& scale_rows() {
  static const std::vector<ScaleRow> rows = {
      {"ita", "ita_class", {std::begin(skin_ita_classes), std::end(skin_ita_classes)}},
      {"lightness_and_hue", "split", {std::begin(skin_splits), std::end(skin_splits)}},
      {"monk", "monk", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}}};
  return rows;
}

SkinScale scale_of(const ScaleRow& row, const std::vector<const ordered_json*>& readings,
                   double alpha) {
  SkinScale scale{row.name, 0, 0, {}};
  CountVector counts(row.classes.size(), 0);
  for (const ordered_json* skin : readings) {
    const auto found = std::find(row.classes.begin(), row.classes.end(), text_of(*skin, row.key));
    if (found == row.classes.end()) {
      ++scale.unclear;
      continue;
    }
    ++scale.n;
    ++counts[size_t(found - row.classes.begin())];
  }
  if (scale.n == 0) return scale;
  const std::vector<Interval> joint = goodman(counts, alpha);
  for (size_t i = 0; i < counts.size(); ++i) {
    scale.classes.push_back(
        {row.classes[i], counts[i], double(counts[i]) / double(scale.n), joint[i]});
  }
  return scale;
}

bool same_within_one_stop(const ordered_json& skin) {
  const auto at = skin.find("class_one_stop");
  if (at == skin.end() || !at->is_array() || at->size() != 2) return false;
  const std::string own = text_of(skin, "ita_class");
  return (*at)[0] == own && (*at)[1] == own;
}

// A share in the making.
struct Tally {
  int64_t count = 0, n = 0;
  void add(bool counts) {
    ++n;
    count += counts ? 1 : 0;
  }
};

std::vector<ToneErrors> errors_of(const AuditDatabase& database,
                                  const std::vector<ImageRow>& images, double alpha) {
  const auto tones = people_answers(database, "tone_band");
  const auto presentations = people_answers(database, "presentation");
  std::map<std::string, Tally> no_face, misread;
  for (const ImageRow& row : images) {
    const std::pair key{row.subject, row.image};
    const auto tone = tones.find(key);
    const std::string& seen = row.measurement.outcome;
    if (tone != tones.end()) no_face[tone->second].add(seen == "no_face");
    const auto said = presentations.find(key);
    if (said == presentations.end()) continue;
    const bool both =
        (said->second == "woman" || said->second == "man") && (seen == "woman" || seen == "man");
    const std::string& band = tone != tones.end() ? tone->second : row.measurement.tone_band;
    if (both) misread[band].add(said->second != seen);
  }
  std::vector<ToneErrors> errors;
  for (const char* band : tone_bands) {
    const Tally faces = no_face[band], readings = misread[band];
    if (faces.n + readings.n == 0) continue;
    errors.push_back({band, counted_share(faces.count, faces.n, alpha),
                      counted_share(readings.count, readings.n, alpha)});
  }
  return errors;
}

}  // namespace

std::optional<SkinTables> skin_tables(const AuditDatabase& database,
                                      const std::vector<ImageRow>& images, double alpha) {
  const AuditSettings& audit = database.settings();
  SkinTables tables;
  std::vector<const ordered_json*> readings;
  std::map<std::string, int64_t> unclear;
  for (const ImageRow& row : images) {
    const bool is_baseline = audit.baseline && row.subject + 1 == audit.set.subjects.size();
    if (is_baseline || !row.measurement.has_person()) continue;
    ++tables.people;
    if (const ordered_json* skin = skin_of(row)) {
      readings.push_back(skin);
      tables.same_within_one_stop += same_within_one_stop(*skin) ? 1 : 0;
    } else if (const std::string why = text_of(row.measurement.detail, "skin_unclear");
               !why.empty()) {
      ++unclear[why];
    }
  }
  if (readings.empty()) return std::nullopt;
  tables.read = int64_t(readings.size());
  tables.unclear.assign(unclear.begin(), unclear.end());
  std::stable_sort(tables.unclear.begin(), tables.unclear.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const ScaleRow& row : scale_rows()) tables.scales.push_back(scale_of(row, readings, alpha));
  tables.errors = errors_of(database, images, alpha);
  return tables;
}

}  // namespace evenlight::audit
