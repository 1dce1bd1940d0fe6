#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/data/mitigation.h"
#include "bias_audit/data/prompt_set.h"

namespace evenlight::audit {

// Of an audit whose pictures existed already.
struct ImportedPictures {
  std::string source;           // the name of the folder or table they came from
  std::string settings;         // how they were made, in the words of who gave them
  bool with_seeds = false;      // an image's seed is that of the model; else it is a number only
  bool with_templates = false;  // an image's number tells its template
  bool real_people = false;     // consent was stated for photographs of real people
  std::int64_t duplicates = 0;  // left out
};

// Of an audit whose pictures a server made.
struct GeneratorServer {
  std::string url;          // without user, password or token
  std::string api;          // the interface it speaks: "a1111", "openai"
  bool with_seeds = false;  // it draws by the seed that it is given
};

// Everything that decides what an audit holds. Two shards belong together when these are equal.
struct AuditSettings {
  PromptSet set;
  int64_t images = 100;     // a subject; the most of them when sequential
  bool sequential = false;  // stop a subject as soon as its verdict stands
  double epsilon = 0.10;    // of the early stop
  uint64_t seed_base = 1000;
  std::string arm;        // what this audit tries, "" for the model as it is
  bool baseline = false;  // the last subject is what the others are compared with
  nlohmann::ordered_json model = nlohmann::ordered_json::object();   // name, sha256
  nlohmann::ordered_json recipe = nlohmann::ordered_json::object();  // but prompt and seed
  nlohmann::ordered_json instruments = nlohmann::ordered_json::array();
  std::string app;                           // the version that generated
  std::optional<ImportedPictures> imported;  // nothing of an audit that makes its pictures
  std::optional<Mitigation> mitigation;      // what is done against the skew
  std::optional<GeneratorServer> generator;  // who makes them; `recipe` is what is asked of it

  uint64_t seed_of(int64_t image) const;
  bool knows_seeds() const;      // whether an image's seed is that of the model
  bool knows_templates() const;  // whether an image's number tells its template
};

// Keys in a fixed order; the set stands in it as its own text.
nlohmann::ordered_json to_json(const AuditSettings& settings);
AuditSettings settings_from_json(const nlohmann::ordered_json& json, const std::string& where);

// What is counted: the attributes of the set, then those that an instrument reads beside.
std::vector<std::string> attributes_of(const AuditSettings& settings);
// The classes of one: those of an instrument that reads it, of the set, or the usual ones.
std::vector<std::string> classes_of(const std::string& attribute, const AuditSettings& settings);

// What can be said of an attribute: its classes, then unclear, several_people, no_face.
std::vector<std::string> answers_to(const AuditSettings& settings, const std::string& attribute);

}  // namespace evenlight::audit
