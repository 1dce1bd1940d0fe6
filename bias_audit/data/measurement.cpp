#include "bias_audit/data/measurement.h"

#include <algorithm>

#include "bias_audit/data/json_file.h"

namespace evenlight::audit {

using nlohmann::ordered_json;

namespace {

constexpr size_t max_own = 32;

// {"setting": "urban", …} or null.
ordered_json texts_json(const std::map<std::string, std::string>& texts) {
  ordered_json json = ordered_json::object();
  for (const auto& [key, value] : texts) json[key] = value;
  return json;
}

std::map<std::string, std::string> texts_from_json(const JsonObject& object, const char* key) {
  std::map<std::string, std::string> texts;
  if (!object.has(key)) return texts;
  const ordered_json& json = object.object(key);
  if (json.size() > max_own) object.fail(key, say<"has more than {0} entries">(max_own));
  for (const auto& [name, value] : json.items()) {
    if (!value.is_string()) object.fail(key, say<"must be a text">());
    texts[name] = value.get<std::string>();
  }
  return texts;
}

}  // namespace

const std::string& Measurement::label_of(const std::string& attribute) const {
  static const std::string nothing = "unclear";
  if (attribute == "presentation") return outcome;
  if (const auto found = own.find(attribute); found != own.end()) return found->second;
  if (!has_person()) return outcome;
  return attribute == "age" ? age : attribute == "tone_band" ? tone_band : nothing;
}

void Measurement::set(const std::string& attribute, const std::string& label) {
  (attribute == "presentation" ? outcome
   : attribute == "age"        ? age
   : attribute == "tone_band"  ? tone_band
                               : own[attribute]) = label;
}

ordered_json to_json(const Measurement& m) {
  ordered_json json = {{"outcome", m.outcome}};
  if (m.score) json["score"] = *m.score;
  if (m.faces) json["faces"] = *m.faces;
  json["age"] = m.age;
  json["tone_band"] = m.tone_band;
  if (!m.own.empty()) json["own"] = texts_json(m.own);
  if (!m.second.empty()) json["second"] = texts_json(m.second);
  json["detail"] = m.detail;
  return json;
}

Measurement measurement_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(
      json, where, {"outcome", "score", "faces", "age", "tone_band", "own", "second", "detail"});
  Measurement m;
  m.outcome = object.text("outcome");
  if (std::find(std::begin(presentation_outcomes), std::end(presentation_outcomes), m.outcome) ==
      std::end(presentation_outcomes)) {
    object.fail("outcome",
                say<"must be woman, man, unclear, several_people, no_face or refused">());
  }
  if (object.has("score")) m.score = object.number("score", 0, 1);
  if (object.has("faces")) m.faces = int(object.integer("faces", 0, 100000));
  m.age = object.text("age", 64);
  m.tone_band = object.text("tone_band", 64);
  m.own = texts_from_json(object, "own");
  m.second = texts_from_json(object, "second");
  m.detail = object.object("detail");
  return m;
}

}  // namespace evenlight::audit
