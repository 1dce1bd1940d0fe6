// The flags that verbs which render share, made from the recipe's own table.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/common/recipe/recipe_fields.h"
#include "app/common/session/picture_session.h"
#include "engine/devices/open_backend.h"

namespace evenlight::cli {

// One flag a row of recipe_fields(): --cfg-rescale for cfg_rescale, and the prompt as a positional.
// Values are checked while parsing.
class RecipeFlags {
 public:
  void declare(CLI::App& app);
  bool has(const std::string& key) const { return values_.contains(key); }
  // What the flags of a list ("embeddings") or a file ("init_noise") name, in their order.
  const std::vector<std::string>& files(const std::string& key) const;
  GivenFiles given_files() const { return {files("embeddings"), files("loras")}; }
  // The flags that were given win over what the document holds; new prompts have embeddings of
  // their own.
  void apply(RecipeDocument& document) const;
  RecipeKeys given() const;

 private:
  void declare_files(CLI::App& app, const RecipeField& field);
  void forget_start(RecipeDocument& document) const;

  std::map<std::string, std::string> values_;              // by key
  std::map<std::string, std::vector<std::string>> files_;  // by key
};

// --device, --precision, --threads.
void declare_device(CLI::App& app, DeviceRequest& request);

// The same flags where a recipe may name device and precision as well.
class DeviceFlags {
 public:
  void declare(CLI::App& app);
  // The recipe's device and precision, so that the same bytes come out, unless a flag names others.
  // Where this machine has not got them: the flags alone, with a warning.
  DeviceRequest request_for(const RecipeDocument& document) const;

 private:
  DeviceRequest request_;
  const CLI::Option* device_ = nullptr;
  const CLI::Option* precision_ = nullptr;
};

}  // namespace evenlight::cli
