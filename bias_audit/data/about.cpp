#include "bias_audit/data/about.h"

#include <algorithm>

#include "bias_audit/data/json_file.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr size_t max_file = size_t(1) << 20;
constexpr size_t max_text = 4000;

constexpr AboutField fields[] = {{"auditor", "Auditor"},
                                 {"organisation", "Organisation"},
                                 {"independence", "Independence of the auditor"},
                                 {"date", "Date of the audit"},
                                 {"valid_until", "Valid until"},
                                 {"version", "Version of this report"},
                                 {"purpose", "Purpose"},
                                 {"provider", "Provider of the model"},
                                 {"model_version", "Version of the model"},
                                 {"model_date", "Date of the model"},
                                 {"distribution_date", "Date of distribution of the tool"},
                                 {"data_source", "Source of the data"},
                                 {"affected_groups", "Affected groups"},
                                 {"bias_scenario", "Bias scenario (hazard)"},
                                 {"criteria", "Criteria decided beforehand"},
                                 {"mitigation", "Mitigation"},
                                 {"risk", "Risk rating"},
                                 {"review_trigger", "What triggers a review"},
                                 {"owner", "Owner"},
                                 {"approval", "Approval"},
                                 {"retention", "Retention"},
                                 {"sign_off", "Sign-off"}};

bool is_picture(const std::string& bytes) {
  return bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.starts_with("\xFF\xD8\xFF");
}

}  // namespace

std::span<const AboutField> about_fields() {
  return fields;
}

const std::string* About::find(const std::string& key) const {
  const auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& each) { return each.first == key; });
  return entry == entries.end() ? nullptr : &entry->second;
}

About read_about(const std::filesystem::path& path) {
  const std::string name = path.string();
  const ordered_json json = parse_json_text(read_small_file(path, max_file), name);
  if (!json.is_object()) throw InputError(say<"{0}: must be a JSON object of texts.">(name));
  About about;
  std::vector<Argument> known = {"logo"};
  for (const AboutField& field : fields) known.emplace_back(field.key);
  for (const auto& [key, value] : json.items()) {
    const bool is_known = key == "logo" || std::any_of(std::begin(fields), std::end(fields),
                                                       [&, &key = key](const AboutField& field) {
                                                         return key == field.key;
                                                       });
    if (!is_known) {
      throw InputError(
          say<"{0}: \"{1}\" is not known; there are {2}.">(name, shown(key), std::move(known)));
    }
    if (!value.is_string() || value.get_ref<const std::string&>().size() > max_text) {
      throw InputError(
          say<"{0}, {1}: must be a text of at most {2} bytes.">(name, shown(key), max_text));
    }
  }
  for (const AboutField& field : fields) {
    if (json.contains(field.key) && json.at(field.key) != "") {
      about.entries.emplace_back(field.key, json.at(field.key).get<std::string>());
    }
  }
  if (!json.contains("logo")) return about;
  const auto logo = path.parent_path() / json.at("logo").get<std::string>();
  about.logo = read_small_file(logo, max_file);
  if (!is_picture(about.logo)) {
    throw InputError(say<"{0}: is no PNG or JPEG picture.">(logo.string()));
  }
  return about;
}

ordered_json to_json(const About& about) {
  ordered_json json = ordered_json::object();
  for (const auto& [key, text] : about.entries) json[key] = text;
  if (!about.logo.empty()) json["logo_sha256"] = sha256_of_text(about.logo);
  return json;
}

}  // namespace evenlight::audit
