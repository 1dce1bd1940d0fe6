// The interfaces that servers speak: what is asked, and what an answer says. One row each.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/common/generator/generator_url.h"

namespace evenlight {

// What one answer holds; exactly one of `base64`, `url` and `refused` is not empty.
struct DialectAnswer {
  std::string base64, url;     // the picture, or where it lies
  std::string refused;         // why the server would not make it
  std::string model, version;  // as the server states them; empty where it does not
  std::optional<uint64_t> seed;
  nlohmann::ordered_json told = nlohmann::ordered_json::object();  // what else is worth keeping
};

// A setting of a recipe by the name that the interface has for it.
struct SentSetting {
  const char* recipe;   // key of recipe_fields()
  const char* request;  // key of the request
};

struct Dialect {
  const char* id;    // "a1111"
  bool with_seeds;   // draws by the seed that is sent
  bool needs_model;  // must be told which model draws
  std::vector<SentSetting> settings;
  std::vector<const char*> own;  // keys of a request that the audit fills in itself

  std::string (*address)(const GeneratorUrl& server);
  // Beside `settings`, what was chosen for every picture.
  nlohmann::ordered_json (*request)(const nlohmann::ordered_json& settings,
                                    const std::string& model, const std::string& prompt,
                                    uint64_t seed);
  // Throws Error(failed) with what is wrong with the answer.
  DialectAnswer (*read)(const nlohmann::ordered_json& answer);
  // Where the server says which model it has and how to read that; null where it does not.
  std::string (*about_address)(const GeneratorUrl& server);
  void (*read_about)(const nlohmann::ordered_json& answer, std::string& model,
                     std::string& version);
};

// "a1111": Stable Diffusion web UI's /sdapi/v1/txt2img, which Forge, SD.Next and others speak.
// "openai": /v1/images/generations, b64_json or url.
const std::vector<Dialect>& dialects();
// Throws Error(usage) with the names there are.
const Dialect& find_dialect(const std::string& id);

// Why a server would not make a picture, out of the JSON of a refusal: by the codes that OpenAI,
// Azure and others have for their content filters. Nothing if it is no refusal.
std::optional<std::string> refusal_in(const nlohmann::ordered_json& answer);

// What a server says of a fault, at most 200 characters, fit for a terminal. May be empty.
std::string complaint_in(const nlohmann::ordered_json& answer);

}  // namespace evenlight
