#include "app/cli/generator_flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/cli/flags.h"
#include "app/common/session/generator_session.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* group = "A server that makes the pictures";

std::string dialect_names() {
  std::vector<std::string> names;
  for (const Dialect& row : dialects()) names.emplace_back(row.id);
  return fmt::format("{}", fmt::join(names, ", "));
}

// "20" and "true" are JSON; everything else is a text.
Json value_of(const std::string& text) {
  try {
    return parse_json(text, "--generator-setting");
  } catch (const Error&) {
    return text;
  }
}

// "30" or "30/min".
double read_rate(std::string text) {
  const std::string given = text;
  if (text.ends_with("/min")) text.resize(text.size() - 4);
  const auto rate = parse_number<double>(text);
  if (!rate || !(*rate > 0 && *rate <= 100000)) {
    throw Error(ErrorKind::usage,
                fmt::format("--rate: expected requests a minute, such as 30/min, got \"{}\".",
                            shown(given)));
  }
  return *rate;
}

}  // namespace

void GeneratorFlags::declare_manners(CLI::App& app) {
  app.add_option_function<std::string>(
         "--rate", [this](const std::string& text) { rate_ = read_rate(text); },
         "at most so many requests a minute (default: as fast as it answers)")
      ->type_name("N/min")
      ->group(group);
  number_flag(app, "--timeout", timeout_, 1, 86400, "seconds that an answer may take (default 300)")
      ->group(group);
}

void GeneratorFlags::declare(CLI::App& app) {
  text_flag(app, "--generator", url_,
            "its address, such as http://127.0.0.1:7860; --model is its name for a model, and a "
            "token is read from EVENLIGHT_GENERATOR_TOKEN",
            "URL")
      ->group(group);
  text_flag(app, "--api", api_, fmt::format("the interface that it speaks: {}", dialect_names()),
            "NAME")
      ->group(group);
  app.add_option("--generator-setting", settings_,
                 "a field of every request, as the interface calls it: quality=high, "
                 "sampler_name=\"Euler a\"; may be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  declare_manners(app);
}

void GeneratorFlags::declare_again(CLI::App& app) {
  text_flag(app, "--generator", url_, "where the server of the audit lies now, if it moved", "URL")
      ->group(group);
  declare_manners(app);
}

void GeneratorFlags::require_none() const {
  if (api_.empty() && settings_.empty() && rate_ == 0) return;
  throw Error(ErrorKind::usage,
              "--api, --generator-setting and --rate are of a server that makes the pictures; name "
              "it with --generator URL.");
}

GeneratorPlace GeneratorFlags::place(const std::string& model) const {
  if (api_.empty()) {
    throw Error(
        ErrorKind::usage,
        fmt::format("--generator: say which interface it speaks with --api: {}.", dialect_names()));
  }
  GeneratorPlace place{parse_generator_url(url_), &find_dialect(api_), model, generator_token()};
  if (place.dialect->needs_model && model.empty()) {
    throw Error(
        ErrorKind::usage,
        fmt::format("--api {}: a request names its model; say which with --model NAME.", api_));
  }
  return place;
}

GeneratorPlace GeneratorFlags::moved(GeneratorPlace place) const {
  if (is_given()) place.url = parse_generator_url(url_);
  place.token = generator_token();
  return place;
}

GeneratorManners GeneratorFlags::manners() const {
  GeneratorManners manners;
  manners.per_minute = rate_;
  manners.limits.seconds = timeout_;
  return manners;
}

Json GeneratorFlags::settings(const Dialect& dialect) const {
  Json settings = Json::object();
  for (const std::string& text : settings_) {
    const size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    if (equals == std::string::npos || key.empty()) {
      throw Error(ErrorKind::usage,
                  fmt::format("--generator-setting: expected KEY=VALUE, got \"{}\".", shown(text)));
    }
    if (std::ranges::find(dialect.own, key) != dialect.own.end()) {
      throw Error(ErrorKind::usage,
                  fmt::format("--generator-setting: the audit fills in \"{}\" itself.", key));
    }
    settings[key] = value_of(text.substr(equals + 1));
    const bool is_size = key == "width" || key == "height";
    if (is_size && !settings[key].is_number_unsigned()) {
      throw Error(ErrorKind::usage,
                  fmt::format("--generator-setting: {} is a number of pixels.", key));
    }
  }
  return settings;
}

}  // namespace evenlight::cli
