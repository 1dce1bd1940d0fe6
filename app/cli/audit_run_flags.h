// The flags of `audit run` and `audit plan`, and the settings that it comes to.
#pragma once

#include "app/cli/audit_setup.h"
#include "app/cli/recipe_flags.h"
#include "app/common/session/audit_session.h"
#include "app/common/session/generator_session.h"

namespace evenlight::cli {

// Hooks that show notes, as every verb that makes an audit's pictures does.
AuditHooks quiet_hooks();

class AuditRunFlags {
 public:
  void declare(CLI::App& app);

  // Throws usage and input errors.
  AuditRequest request(const char* verb, const DeviceRequest& device) const;

  // The same for a server that makes the pictures: recipe flags become fields of its requests, and
  // those that it has no field for are refused.
  GeneratorRequest request_to(const Dialect& dialect, nlohmann::ordered_json settings) const;
  const std::string& model() const { return model_; }

  // As they were given, files with their whole path: for a script that runs elsewhere.
  std::string set_word() const;
  std::string model_word() const;
  std::vector<std::string> instrument_words() const;
  const DeviceRequest& device() const { return device_; }

 private:
  AuditChoices choices(const char* verb) const;

  std::string set_, model_, arm_, baseline_ = "a person";
  int64_t images_ = 100;
  bool equivalence_ = false;  // as many as show that a fair prompt is within the margin
  bool sequential_ = false;
  double epsilon_ = 0.10;
  uint64_t seed_base_ = 1000;
  std::vector<std::string> instruments_ = {"auto"};
  RecipeFlags recipe_flags_;
  DeviceRequest device_;
};

}  // namespace evenlight::cli
