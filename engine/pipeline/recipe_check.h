#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/config/model_config.h"
#include "engine/pipeline/recipe.h"
#include "engine/text/bpe.h"

namespace evenlight {

// A value of a recipe that cannot be followed. The message begins with the field, "cfg_rescale:
// expected …"; whoever read the value from a file makes another of the parts.
class RecipeFault : public Error {
 public:
  // A number or a name is wrong: Error(usage), which names its field.
  RecipeFault(std::string_view key, Message complaint);
  // A prompt, whose complaint says so itself.
  RecipeFault(ErrorKind kind, std::string_view key, Message complaint);

  const std::string& key() const { return key_; }          // of the recipe, "cfg_rescale"
  const Message& complaint() const { return complaint_; }  // "expected …, got 2"

 private:
  std::string key_;
  Message complaint_;
};

// Throws RecipeFault for what this model cannot render: sizes, steps, unknown names.
void check_recipe(const Recipe& recipe, const ModelConfigs& configs);

// Throws RecipeFault for what chunk_prompt refuses of a prompt.
void check_prompts(const Recipe& recipe, const Bpe& bpe, const TextConfig& text);

// Calls `read`; what it throws becomes the RecipeFault of the prompt `key`, "prompt", "negative" or
// "region".
void read_prompt(const char* key, const std::function<void()>& read);

// Gives to `read` the texts that all prompts, the regions' too, are in the course of a picture, in
// which each of their words stands; what that or reading them throws becomes its RecipeFault.
void for_each_text(const Recipe& recipe, const std::function<void(const std::string&)>& read);

}  // namespace evenlight
