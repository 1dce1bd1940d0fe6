#include "bias_audit/data/measurement.h"

#include <algorithm>

#include "bias_audit/data/json_file.h"

namespace evenlight::audit {

using nlohmann::ordered_json;

const std::string& Measurement::label_of(const std::string& attribute) const {
  if (!has_person() || attribute == "presentation") return outcome;
  return attribute == "age" ? age : tone_band;
}

void Measurement::set(const std::string& attribute, const std::string& label) {
  (attribute == "presentation" ? outcome : attribute == "age" ? age : tone_band) = label;
}

ordered_json to_json(const Measurement& m) {
  ordered_json json = {{"outcome", m.outcome}};
  if (m.score) json["score"] = *m.score;
  if (m.faces) json["faces"] = *m.faces;
  json["age"] = m.age;
  json["tone_band"] = m.tone_band;
  json["detail"] = m.detail;
  return json;
}

Measurement measurement_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(json, where, {"outcome", "score", "faces", "age", "tone_band", "detail"});
  Measurement m;
  m.outcome = object.text("outcome");
  if (std::find(std::begin(presentation_outcomes), std::end(presentation_outcomes), m.outcome) ==
      std::end(presentation_outcomes)) {
    object.fail("outcome", say<"must be woman, man, unclear, several_people or no_face">());
  }
  if (object.has("score")) m.score = object.number("score", 0, 1);
  if (object.has("faces")) m.faces = int(object.integer("faces", 0, 100000));
  m.age = object.text("age", 64);
  m.tone_band = object.text("tone_band", 64);
  m.detail = object.object("detail");
  return m;
}

}  // namespace evenlight::audit
