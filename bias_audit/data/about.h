// What a person says about an audit: who made it, of what, why, until when it is valid.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace evenlight::audit {

struct AboutField {
  const char* key;    // in the file
  const char* label;  // in the report
};
// In the order of the report.
std::span<const AboutField> about_fields();

struct About {
  std::vector<std::pair<std::string, std::string>> entries;  // key, text; in the report's order
  std::string logo;  // bytes of a PNG or JPEG picture; empty: none

  const std::string* find(const std::string& key) const;
};

// A JSON object of texts with the keys of about_fields(), and perhaps "logo": a picture beside the
// file, of 1 MiB at most. Throws InputError with the place.
About read_about(const std::filesystem::path& path);

// The texts, and the SHA-256 of the logo.
nlohmann::ordered_json to_json(const About& about);

}  // namespace evenlight::audit
