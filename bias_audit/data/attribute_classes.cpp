#include "bias_audit/data/attribute_classes.h"

#include <iterator>

namespace evenlight::audit {

using nlohmann::ordered_json;

std::vector<const ordered_json*> heads_of(const std::string& attribute,
                                          const ordered_json& instruments) {
  std::vector<const ordered_json*> heads;
  for (const ordered_json& instrument : instruments) {
    for (const ordered_json& head : instrument.at("heads")) {
      if (head.at("attribute") == attribute) heads.push_back(&head);
    }
  }
  return heads;
}

std::vector<std::string> classes_of(const std::string& attribute, const ordered_json& instruments) {
  if (attribute == "presentation") return {"woman", "man"};
  for (const ordered_json* head : heads_of(attribute, instruments)) {
    auto classes = head->at("classes").get<std::vector<std::string>>();
    std::erase(classes, "unclear");
    if (!classes.empty()) return classes;
  }
  if (attribute == "tone_band") return {std::begin(tone_bands), std::end(tone_bands)};
  if (attribute == "age") return {std::begin(age_bands), std::end(age_bands)};
  return {};  // occupation: known only to an instrument that reads it
}

}  // namespace evenlight::audit
