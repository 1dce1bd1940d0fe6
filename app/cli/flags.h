// Flags that check their values and say what they accept.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "app/common/recipe/numbers.h"
#include "engine/base/error.h"

namespace evenlight::cli {

// `low` and `high` are accepted. Throws Error(usage) while parsing.
template <class T>
CLI::Option* number_flag(CLI::App& app, const std::string& name, T& target, T low, T high,
                         const std::string& help) {
  const auto read = [&target, name, low, high](const std::string& text) {
    const auto value = parse_number<T>(text);
    if (!value || *value < low || *value > high) {
      throw Error(ErrorKind::usage, fmt::format("{}: expected a number from {} to {}, got \"{}\".",
                                                name, low, high, text));
    }
    target = *value;
  };
  return app.add_option_function<std::string>(name, read, help)->type_name("N");
}

inline CLI::Option* text_flag(CLI::App& app, const std::string& name, std::string& target,
                              const std::string& help, const std::string& type = "TEXT") {
  return app.add_option(name, target, help)->type_name(type);
}

}  // namespace evenlight::cli
