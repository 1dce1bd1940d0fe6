#include "bias_audit/data/audit_settings.h"

#include <algorithm>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/own_attributes.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr int64_t format_version = 1;

bool flag(const JsonObject& object, const char* key) {
  const ordered_json& value = object.at(key);
  if (!value.is_boolean()) object.fail(key, say<"must be true or false">());
  return value.get<bool>();
}

// What a report reads of an instrument, as to_json(Manifest) writes it.
void require_instrument(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where,
                          {"name", "version", "kind", "domain", "sha256", "licence", "provenance",
                           "accuracy", "limits", "heads", "least_score"});
  for (const char* key : {"name", "version", "kind", "domain", "sha256", "licence", "provenance"}) {
    object.text(key);
  }
  object.object("accuracy");
  object.texts("limits", 0, 64);
  for (const ordered_json& item : object.array("heads", 0, 8)) {
    const JsonObject head(item, where + ", heads", {"attribute", "classes", "abstain_below"});
    head.text("attribute");
    const std::vector<std::string> classes = head.texts("classes", 2, 64);
    const bool abstains = std::find(classes.begin(), classes.end(), "unclear") != classes.end();
    if (abstains && classes.size() < 3)
      head.fail("classes", say<"must hold two beside \"unclear\"">());
  }
}

// What was made elsewhere may have no file to hash.
void require_model(const ordered_json& json, const std::string& where, bool is_foreign) {
  const JsonObject object(json, where, {"name", "version", "date", "sha256", "config_sha256"});
  object.text("name");
  if (!is_foreign || object.has("sha256")) object.text("sha256", 64);
  for (const char* key : {"version", "date", "config_sha256"}) {
    if (object.has(key)) object.text(key);
  }
}

ordered_json to_json(const ImportedPictures& imported) {
  ordered_json json = {{"source", imported.source},
                       {"with_seeds", imported.with_seeds},
                       {"with_templates", imported.with_templates},
                       {"real_people", imported.real_people},
                       {"duplicates", imported.duplicates}};
  if (!imported.settings.empty()) json["settings"] = imported.settings;
  return json;
}

ImportedPictures imported_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(
      json, where,
      {"source", "settings", "with_seeds", "with_templates", "real_people", "duplicates"});
  return {object.text("source"),       object.text_or("settings", ""),
          flag(object, "with_seeds"),  flag(object, "with_templates"),
          flag(object, "real_people"), object.integer("duplicates", 0, 1'000'000)};
}

ordered_json to_json(const GeneratorServer& server) {
  return {{"url", server.url}, {"api", server.api}, {"with_seeds", server.with_seeds}};
}

GeneratorServer generator_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where, {"url", "api", "with_seeds"});
  return {object.text("url"), object.text("api", 40), flag(object, "with_seeds")};
}

}  // namespace

std::vector<std::string> attributes_of(const AuditSettings& settings) {
  std::vector<std::string> names = settings.set.attributes;
  for (const ordered_json& instrument : settings.instruments) {
    for (const ordered_json& head : instrument.at("heads")) {
      const std::string name = head.at("attribute").get<std::string>();
      if (is_own_attribute(name) && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  return names;
}

std::vector<std::string> classes_of(const std::string& attribute, const AuditSettings& settings) {
  const auto own = settings.set.classes.find(attribute);
  const bool is_read = !heads_of(attribute, settings.instruments).empty();
  return own != settings.set.classes.end() && !is_read
             ? own->second
             : classes_of(attribute, settings.instruments);
}

std::vector<std::string> answers_to(const AuditSettings& settings, const std::string& attribute) {
  std::vector<std::string> answers = classes_of(attribute, settings);
  answers.insert(answers.end(), {"unclear", "several_people", "no_face"});
  return answers;
}

bool AuditSettings::knows_seeds() const {
  return generator ? generator->with_seeds : !imported || imported->with_seeds;
}

bool AuditSettings::knows_templates() const {
  return !imported || imported->with_templates;
}

uint64_t AuditSettings::seed_of(int64_t image) const {
  return seed_base + uint64_t(image);
}

ordered_json to_json(const AuditSettings& s) {
  ordered_json json = {{"format", format_version},
                       {"app", s.app},
                       {"model", s.model},
                       {"arm", s.arm},
                       {"prompt_set", ordered_json::parse(s.set.text)},
                       {"prompt_set_sha256", sha256_of_text(s.set.text)},
                       {"images", s.images},
                       {"sequential", s.sequential},
                       {"epsilon", s.epsilon},
                       {"seed_base", s.seed_base},
                       {"baseline", s.baseline},
                       {"recipe", s.recipe},
                       {"instruments", s.instruments}};
  if (s.imported) json["imported"] = to_json(*s.imported);
  if (s.mitigation) json["mitigation"] = to_json(*s.mitigation);
  if (s.generator) json["generator"] = to_json(*s.generator);
  return json;
}

AuditSettings settings_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where,
                          {"format", "app", "model", "arm", "prompt_set", "prompt_set_sha256",
                           "images", "sequential", "epsilon", "seed_base", "baseline", "recipe",
                           "instruments", "imported", "mitigation", "generator"});
  object.integer("format", format_version, format_version);
  AuditSettings s;
  s.app = object.text("app");
  s.model = object.object("model");
  require_model(s.model, where + ", model", object.has("imported") || object.has("generator"));
  if (object.has("imported")) {
    s.imported = imported_from_json(object.object("imported"), where + ", imported");
  }
  if (object.has("generator")) {
    s.generator = generator_from_json(object.object("generator"), where + ", generator");
  }
  if (!object.at("arm").is_string()) object.fail("arm", say<"must be a text">());
  s.arm = object.at("arm").get<std::string>();
  s.set = parse_prompt_set(object.object("prompt_set").dump(), where + ", prompt_set");
  if (object.has("mitigation")) {
    s.mitigation = mitigation_from_json(object.object("mitigation"), where + ", mitigation");
  }
  s.images = object.integer("images", 1, 1'000'000);
  s.sequential = flag(object, "sequential");
  s.epsilon = object.number("epsilon", 0.001, 0.5);
  s.seed_base = uint64_t(object.integer("seed_base", 0, INT64_MAX - 1'000'000));
  s.baseline = flag(object, "baseline");
  if (s.baseline && s.set.subjects.size() < 2) object.fail("baseline", say<"is the only prompt">());
  s.recipe = object.object("recipe");
  s.instruments = object.array("instruments", 0, 16);
  for (const ordered_json& instrument : s.instruments) {
    require_instrument(instrument, where + ", instruments");
  }
  return s;
}

}  // namespace evenlight::audit
