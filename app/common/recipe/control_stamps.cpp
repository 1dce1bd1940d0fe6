#include "app/common/recipe/control_stamps.h"

#include <algorithm>
#include <array>

#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/numbers.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;
namespace limits = recipe_limits;

constexpr size_t max_controls = 16;

struct Number {
  std::string_view key;
  double ControlInput::*member;
  NumberRange range;
};
constexpr std::array numbers = {
    Number{"weight", &ControlInput::weight, limits::control_weight},
    Number{"start", &ControlInput::start, limits::control_share},
    Number{"end", &ControlInput::end, limits::control_share},
};

const Number* find_number(std::string_view key) {
  for (const Number& number : numbers) {
    if (number.key == key) return &number;
  }
  return nullptr;
}

ValuePlace inside(const ValuePlace& place, const std::string& key) {
  return {place.kind, say<"{0}.{1}">(place.where, key)};
}

void set_number(ControlInput& control, const Number& number, std::optional<double> value,
                const ValuePlace& place) {
  if (!value || !(*value >= number.range.low && *value <= number.range.high)) {
    throw Error(place.kind, say<"{0}: expected a number from {1} to {2}.">(
                                place.where, number.range.low, number.range.high));
  }
  control.*(number.member) = *value;
}

[[noreturn]] void refuse_key(const ValuePlace& place, std::string_view key) {
  throw Error(place.kind,
              say<"{0}: unknown key {1}; a control has model, image, preprocess, weight, start and "
                  "end.">(place.where, in_quotes(key)));
}

void require_files(const ControlInput& control, const ValuePlace& place) {
  if (control.model.is_given() && control.image.is_given()) return;
  throw Error(place.kind, say<"{0}: a control needs model and image.">(place.where));
}

ControlInput control_from_json(const Json& value, const ValuePlace& place) {
  if (!value.is_object()) {
    throw Error(place.kind, say<"{0}: expected {{\"model\", \"image\"}} for each.">(place.where));
  }
  ControlInput control;
  for (const auto& [key, item] : value.items()) {
    const ValuePlace where = inside(place, key);
    if (key == "model") {
      control.model = input_file_from_json(item, where);
    } else if (key == "image") {
      control.image = input_file_from_json(item, where);
    } else if (key == "preprocess") {
      if (!item.is_string()) throw Error(place.kind, say<"{0}: expected text.">(where.where));
      control.preprocess = item.get<std::string>();
    } else if (const Number* number = find_number(key)) {
      set_number(control, *number,
                 item.is_number() ? std::optional(item.get<double>()) : std::nullopt, where);
    } else {
      refuse_key(place, key);
    }
  }
  require_files(control, place);
  return control;
}

// Where the next "key=" begins, behind a comma; a path may have commas itself, and what looks like
// a key but is none is to be refused as one.
size_t end_of_value(std::string_view text) {
  for (size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view rest = text.substr(comma + 1);
    const std::string_view key = rest.substr(0, rest.find('='));
    const bool word =
        !key.empty() && std::ranges::all_of(key, [](char c) { return c >= 'a' && c <= 'z'; });
    if (key.size() < rest.size() && word) return comma;
  }
  return text.size();
}

}  // namespace

Json controls_to_json(const RecipeDocument& document) {
  Json array = Json::array();
  for (const ControlInput& control : document.controls) {
    Json json = {{"model", input_file_to_json(control.model)},
                 {"image", input_file_to_json(control.image)},
                 {"preprocess", control.preprocess}};
    for (const Number& number : numbers) {
      json[std::string(number.key)] = control.*(number.member);
    }
    array.push_back(std::move(json));
  }
  return array;
}

void controls_from_json(RecipeDocument& document, const Json& value, const ValuePlace& place) {
  if (!value.is_array() || value.size() > max_controls) {
    throw Error(place.kind,
                say<"{0}: expected a list of at most {1} controls.">(place.where, max_controls));
  }
  document.controls.clear();
  for (const Json& item : value) document.controls.push_back(control_from_json(item, place));
}

ControlInput control_from_text(const std::string& text, const ValuePlace& place) {
  ControlInput control;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t equals = rest.find('=');
    const std::string_view key = rest.substr(0, equals);
    if (equals == std::string_view::npos) refuse_key(place, key);
    rest.remove_prefix(equals + 1);
    const size_t end = end_of_value(rest);
    const std::string value(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (key == "model") {
      control.model.path = value;
    } else if (key == "image") {
      control.image.path = value;
    } else if (key == "preprocess") {
      control.preprocess = value;
    } else if (const Number* number = find_number(key)) {
      set_number(control, *number, parse_number<double>(value), inside(place, std::string(key)));
    } else {
      refuse_key(place, key);
    }
  }
  require_files(control, place);
  return control;
}

}  // namespace evenlight
