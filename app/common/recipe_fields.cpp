#include "app/common/recipe_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/common/numbers.h"
#include "samplers/noise.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight {
namespace {

std::string one_of(std::string_view wanted, std::span<const std::string_view> ids,
                   std::string_view kind) {
  for (const std::string_view id : ids) {
    if (id == wanted) return std::string(id);
  }
  throw std::invalid_argument(
      fmt::format("unknown {} \"{}\"; accepted are {}", kind, wanted, fmt::join(ids, ", ")));
}

// Only checked here: a name such as "DPM++ 2M Karras" has a schedule to give away first.
std::string sampler_name(std::string_view wanted) {
  const auto [sampler, schedule] = samplers::find_sampler_and_schedule(wanted);
  return std::string(schedule->id == "automatic" ? sampler->id : wanted);
}

std::string schedule_name(std::string_view wanted) {
  return std::string(samplers::find_schedule(wanted).id);
}

std::string rng_name(std::string_view wanted) {
  return one_of(wanted, samplers::noise_source_names(), "noise generator");
}

std::string prediction_name(std::string_view wanted) {
  static constexpr std::string_view names[] = {"auto", "epsilon", "v"};
  return one_of(wanted, names, "prediction");
}

// A name out of a file, fit for a terminal: cut, control characters replaced.
std::string shown(std::string_view text) {
  std::string result(text.substr(0, 60));
  for (char& c : result) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return result + (text.size() > 60 ? "…" : "");
}

std::string expectation(const RecipeField& field) {
  struct Visitor {
    const RecipeField& field;
    std::string whole() const {
      const std::string multiple =
          field.multiple > 1 ? fmt::format(", a multiple of {}", field.multiple) : std::string();
      return fmt::format("a whole number from {} to {}{}", field.low, field.high, multiple);
    }
    std::string real() const {
      return fmt::format("a number from {} to {}", field.low, field.high);
    }
    std::string operator()(std::string Recipe::*) const { return "text"; }
    std::string operator()(bool Recipe::*) const { return "true or false"; }
    std::string operator()(uint64_t Recipe::*) const {
      return "a whole number from 0 to 18446744073709551615";
    }
    std::string operator()(int Recipe::*) const { return whole(); }
    std::string operator()(int64_t Recipe::*) const { return whole(); }
    std::string operator()(double Recipe::*) const { return real(); }
    std::string operator()(std::optional<double> Recipe::*) const { return real(); }
    std::string operator()(SigmaInterval) const {
      return "LOW:HIGH, two sigmas from 0 up, HIGH not below LOW";
    }
  };
  return std::visit(Visitor{field}, field.member);
}

[[noreturn]] void refuse(const RecipeField& field, const ValuePlace& place,
                         std::string_view found) {
  throw Error(place.kind, fmt::format("{}: expected {}, got {}.", place.where, expectation(field),
                                      shown(found)));
}

// Puts a value of the right type into its member if it is in range; false if not.
struct Store {
  Recipe& recipe;
  const RecipeField& field;

  bool text(std::string Recipe::* member, std::string_view value) const {
    recipe.*member = field.name ? field.name(value) : std::string(value);
    return true;
  }
  template <class Whole>
  bool whole(Whole Recipe::* member, int64_t value) const {
    if (double(value) < field.low || double(value) > field.high || value % field.multiple != 0) {
      return false;
    }
    recipe.*member = static_cast<Whole>(value);
    return true;
  }
  template <class Real>
  bool real(Real Recipe::* member, double value) const {
    if (!(value >= field.low && value <= field.high)) return false;
    recipe.*member = value;
    return true;
  }
  bool interval(SigmaInterval member, double low, double high) const {
    if (!(low >= 0 && std::isfinite(low) && high >= low)) return false;
    recipe.*(member.low) = low;
    recipe.*(member.high) = high;
    return true;
  }
};

struct FromText : Store {
  const std::string& value;

  bool operator()(std::string Recipe::* member) const { return text(member, value); }
  bool operator()(bool Recipe::* member) const {
    if (value != "true" && value != "false") return false;
    recipe.*member = value == "true";
    return true;
  }
  bool operator()(uint64_t Recipe::* member) const {
    const auto number = parse_number<uint64_t>(value);
    if (number) recipe.*member = *number;
    return number.has_value();
  }
  template <class Whole>
  bool operator()(Whole Recipe::* member) const
    requires std::is_integral_v<Whole>
  {
    const auto number = parse_number<int64_t>(value);
    return number && whole(member, *number);
  }
  bool operator()(double Recipe::* member) const {
    const auto number = parse_number<double>(value);
    return number && real(member, *number);
  }
  bool operator()(std::optional<double> Recipe::* member) const {
    const auto number = parse_number<double>(value);
    return number && real(member, *number);
  }
  bool operator()(SigmaInterval member) const {
    const size_t colon = value.find(':');
    if (colon == std::string::npos) return false;
    const auto low = parse_number<double>(std::string_view(value).substr(0, colon));
    const auto high = parse_number<double>(std::string_view(value).substr(colon + 1));
    return low && high && interval(member, *low, *high);
  }
};

struct FromJson : Store {
  const nlohmann::ordered_json& value;

  bool operator()(std::string Recipe::* member) const {
    return value.is_string() && text(member, value.get_ref<const std::string&>());
  }
  bool operator()(bool Recipe::* member) const {
    if (!value.is_boolean()) return false;
    recipe.*member = value.get<bool>();
    return true;
  }
  bool operator()(uint64_t Recipe::* member) const {
    if (!value.is_number_unsigned()) return false;
    recipe.*member = value.get<uint64_t>();
    return true;
  }
  template <class Whole>
  bool operator()(Whole Recipe::* member) const
    requires std::is_integral_v<Whole>
  {
    if (!value.is_number_integer()) return false;
    if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t(INT64_MAX)) return false;
    return whole(member, value.get<int64_t>());
  }
  bool operator()(double Recipe::* member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(std::optional<double> Recipe::* member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(SigmaInterval member) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number()) return false;
    if (!value[1].is_number() && !value[1].is_null()) return false;
    const double high =
        value[1].is_null() ? std::numeric_limits<double>::infinity() : value[1].get<double>();
    return interval(member, value[0].get<double>(), high);
  }
};

struct ToJson {
  const Recipe& recipe;
  template <class T>
  nlohmann::ordered_json operator()(T Recipe::* member) const {
    return recipe.*member;
  }
  nlohmann::ordered_json operator()(std::optional<double> Recipe::* member) const {
    return recipe.*member ? nlohmann::ordered_json(*(recipe.*member)) : nullptr;
  }
  nlohmann::ordered_json operator()(SigmaInterval member) const {
    const double low = recipe.*(member.low);
    const double high = recipe.*(member.high);
    if (low == 0 && std::isinf(high)) return nullptr;
    auto pair = nlohmann::ordered_json::array({low, nullptr});
    if (std::isfinite(high)) pair[1] = high;
    return pair;
  }
};

// Names are refused with the sentence of the table that knows them.
template <class Visitor>
void store(const Visitor& visitor, const RecipeField& field, const ValuePlace& place,
           std::string_view found) {
  try {
    if (!std::visit(visitor, field.member)) refuse(field, place, found);
  } catch (const std::invalid_argument& error) {
    throw Error(place.kind, fmt::format("{}: {}.", place.where, shown(error.what()).size() > 400
                                                                   ? shown(error.what())
                                                                   : error.what()));
  }
}

}  // namespace

std::span<const RecipeField> recipe_fields() {
  static const RecipeField rows[] = {
      {"prompt", "what to paint; weights as (word:1.2), [word], BREAK", &Recipe::prompt},
      {"negative", "what to keep away from", &Recipe::negative},
      {"raw", "no prompt grammar: the text as it is", &Recipe::raw},
      {"seed", "first seed of the noise (default: random, printed)", &Recipe::seed},
      {"steps", "sampling steps", &Recipe::steps, 1, 1000},
      {"sampler", "an id of `evenlight samplers`, or another program's name", &Recipe::sampler, 0, 0,
       1, sampler_name},
      {"schedule", "which noise levels the steps visit", &Recipe::schedule, 0, 0, 1, schedule_name},
      {"cfg", "guidance scale; 1 is none", &Recipe::cfg, 0, 1000},
      {"cfg_rescale", "keeps strong guidance from over-exposing", &Recipe::cfg_rescale, 0, 1},
      {"cfg_interval", "guidance acts at noise levels LOW to HIGH only (sigma)",
       SigmaInterval{&Recipe::cfg_sigma_low, &Recipe::cfg_sigma_high}},
      {"width", "pixels (default: the model's own size)", &Recipe::width, 8, 8192, 8},
      {"height", "pixels (default: the model's own size)", &Recipe::height, 8, 8192, 8},
      {"clip_skip", "text encoder layers left out, plus 1", &Recipe::clip_skip, 1, 100},
      {"eta", "how much fresh noise (default: the sampler's own)", &Recipe::eta, 0, 1},
      {"prediction", "what the network predicts: auto, epsilon or v", &Recipe::prediction, 0, 0, 1,
       prediction_name},
      {"rng", "noise generator: torch or philox", &Recipe::rng, 0, 0, 1, rng_name},
  };
  return rows;
}

const RecipeField* find_recipe_field(std::string_view key) {
  const auto fields = recipe_fields();
  const auto found = std::ranges::find(fields, key, &RecipeField::key);
  return found == fields.end() ? nullptr : &*found;
}

std::string flag_of(std::string_view key) {
  std::string flag = "--" + std::string(key);
  std::ranges::replace(flag, '_', '-');
  return flag;
}

void set_from_text(Recipe& recipe, const RecipeField& field, const std::string& text,
                   const ValuePlace& place) {
  store(FromText{{recipe, field}, text}, field, place, "\"" + text + "\"");
}

void set_from_json(Recipe& recipe, const RecipeField& field, const nlohmann::ordered_json& value,
                   const ValuePlace& place) {
  // A big container is not worth printing, and a bad byte must not stop the message.
  const std::string found = value.is_structured()
                                ? std::string(value.type_name())
                                : value.dump(-1, ' ', false,
                                             nlohmann::ordered_json::error_handler_t::replace);
  store(FromJson{{recipe, field}, value}, field, place, found);
}

nlohmann::ordered_json field_json(const Recipe& recipe, const RecipeField& field) {
  return std::visit(ToJson{recipe}, field.member);
}

void settle_names(Recipe& recipe) {
  try {
    const auto [sampler, schedule] = samplers::find_sampler_and_schedule(recipe.sampler);
    recipe.sampler = sampler->id;
    if (recipe.schedule == "automatic") recipe.schedule = schedule->id;
    recipe.schedule = samplers::find_schedule(recipe.schedule).id;
  } catch (const std::invalid_argument& error) {
    throw Error(ErrorKind::usage, std::string(error.what()) + ".");
  }
}

}  // namespace evenlight
