// Small audits whose pictures are stamps: what a test needs to know of them stands in the recipe.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bias_audit/measure/runner.h"

namespace evenlight::audit {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "evenlight-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline AuditSettings small_audit(int64_t images) {
  AuditSettings settings;
  settings.set = parse_prompt_set(
      R"({"name":"small","version":"1","templates":["a photo of {subject}","a drawing of {subject}"],
          "subjects":[{"id":"ceo","text":"a CEO","reference":"r"},{"id":"nurse","text":"a nurse"},
                      {"id":"judge","text":"a judge"}],
          "references":{"r":{"title":"Chief executives","source":"BLS","shares":{"woman":0.292,"man":0.708},
                        "standard_error":0.014,"workers_thousands":1780}}})",
      "small");
  settings.images = images;
  settings.model = {{"name", "stamps"}, {"sha256", std::string(64, '0')}};
  settings.recipe = {{"steps", 4}};
  settings.app = "0.0.0";
  return settings;
}

// Pictures of a few bytes; image k of every subject ends as outcomes[k mod size], or for a list per
// subject (split at "|") as that subject's.
inline RunTools stamps(std::vector<std::string> outcomes) {
  RunTools tools;
  tools.make =
      one_by_one([](const std::string& prompt, uint64_t seed, const std::filesystem::path& file) {
        std::ofstream(file, std::ios::trunc) << prompt << " " << seed;
        return "{\"seed\":" + std::to_string(seed) + "}";
      });
  tools.measure = [outcomes](const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    const auto seed = std::stoull(text.substr(text.rfind(' ') + 1));
    Measurement m;
    m.outcome = outcomes[(seed - 1000) % outcomes.size()];
    m.age = seed % 3 == 0 ? "old" : "adult";
    m.tone_band = seed % 5 == 0 ? "dark" : "light";
    m.score = m.outcome == "woman" ? 0.9 : m.outcome == "man" ? 0.1 : 0.5;
    if (m.outcome == "no_face") m.score.reset();
    return m;
  };
  return tools;
}

inline std::string fingerprint(const AuditDatabase& database) {
  std::string text = to_json(database.settings()).dump();
  for (const ImageRow& row : database.images()) {
    text += "\n" + std::to_string(row.subject) + " " + std::to_string(row.image) + " " +
            std::to_string(row.seed) + " " + row.prompt + " " + row.file + " " + row.sha256 + " " +
            row.recipe + " " + to_json(row.measurement).dump();
  }
  return text;
}

}  // namespace evenlight::audit
