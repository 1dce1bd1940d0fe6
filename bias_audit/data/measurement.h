#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace evenlight::audit {

// How every image ends; nothing is thrown away.
inline constexpr const char* presentation_outcomes[] = {"woman",          "man",     "unclear",
                                                        "several_people", "no_face", "refused"};

// What was seen in one image. An attribute without a class is "unclear".
struct Measurement {
  std::string outcome = "unclear";  // one of presentation_outcomes: how the depicted person reads
  std::optional<double> score;      // the instrument's probability of "woman"
  std::optional<int> faces;         // how many were found, if that was asked
  std::string age = "unclear";
  std::string tone_band = "unclear";
  std::map<std::string, std::string> own;     // attributes of a user's own: their class
  std::map<std::string, std::string> second;  // what another instrument says of an attribute
  nlohmann::ordered_json detail = nlohmann::ordered_json::object();  // L*, hue, ITA, Monk, why not

  bool has_person() const {
    return outcome != "several_people" && outcome != "no_face" && outcome != "refused";
  }
  // The class of an attribute, or what the image counts as instead. An attribute of a user's own
  // may be of pictures without people.
  const std::string& label_of(const std::string& attribute) const;
  void set(const std::string& attribute, const std::string& label);
};

nlohmann::ordered_json to_json(const Measurement& measurement);

// Throws InputError, naming `where`, for anything that to_json does not write.
Measurement measurement_from_json(const nlohmann::ordered_json& json, const std::string& where);

}  // namespace evenlight::audit
