// The flags of a server that makes an audit's pictures.
#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/common/generator/generator_client.h"

namespace evenlight::cli {

class GeneratorFlags {
 public:
  void declare(CLI::App& app);        // of audit run
  void declare_again(CLI::App& app);  // of audit resume: where it lies now, and how fast to ask

  bool is_given() const { return !url_.empty(); }
  // Throws Error(usage) for what is given without --generator.
  void require_none() const;

  GeneratorPlace place(const std::string& model) const;
  // Of an audit that goes on: where it lies now, if it was given.
  GeneratorPlace moved(GeneratorPlace place) const;
  GeneratorManners manners() const;
  // What --generator-setting names, each a key of the interface's request.
  nlohmann::ordered_json settings(const Dialect& dialect) const;

 private:
  void declare_manners(CLI::App& app);

  std::string url_, api_;
  double rate_ = 0;
  int timeout_ = HttpLimits{}.seconds;
  std::vector<std::string> settings_;
};

}  // namespace evenlight::cli
