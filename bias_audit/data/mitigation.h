#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace evenlight::audit {

struct AuditSettings;

// What an audit did against the skew of a model, as its settings hold it: enough to make every
// prompt again. Nothing is done for a subject that has no target.
struct Mitigation {
  std::string method;  // a row of mitigate/methods.h
  std::string attribute = "presentation";
  std::string target;                                 // "parity", "reference", or shares as given
  std::vector<std::string> classes;                   // of the attribute
  std::vector<std::string> words;                     // that ask for each class: "female"
  std::map<std::string, std::vector<double>> shares;  // by subject, of each class; sum 1
  std::map<std::string, std::string> left_alone;      // by subject: the rule that says so
  std::string patch;                                  // name of the file that edits the model
  std::string patch_sha256;                           // empty: none
};

nlohmann::ordered_json to_json(const Mitigation& mitigation);
// Throws InputError that names `where`.
Mitigation mitigation_from_json(const nlohmann::ordered_json& json, const std::string& where);

}  // namespace evenlight::audit
