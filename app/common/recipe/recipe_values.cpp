// Values of a recipe's fields, out of texts and JSON and back.
#include <cmath>

#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr size_t most_sigmas = size_t(recipe_limits::steps.high) + 1;

Message expectation(const RecipeField& field, const Message& interval) {
  struct Visitor {
    const RecipeField& field;
    const Message& interval;
    Message whole() const {
      const auto low = field.range.low, high = field.range.high;
      return field.multiple > 1 ? say<"a whole number from {0} to {1}, a multiple of {2}">(
                                      low, high, field.multiple)
                                : say<"a whole number from {0} to {1}">(low, high);
    }
    Message real() const {
      return say<"a number from {0} to {1}">(field.range.low, field.range.high);
    }
    Message operator()(std::string Recipe::*) const { return say<"text in UTF-8">(); }
    Message operator()(bool Recipe::*) const { return say<"true or false">(); }
    Message operator()(uint64_t Recipe::*) const {
      return say<"a whole number from {0} to {1}">(0, UINT64_MAX);
    }
    Message operator()(int Recipe::*) const { return whole(); }
    Message operator()(int64_t Recipe::*) const { return whole(); }
    Message operator()(double Recipe::*) const { return real(); }
    Message operator()(std::optional<double> Recipe::*) const { return real(); }
    Message operator()(SigmaInterval) const {
      return say<"{0}, two sigmas from 0 up, HIGH not below LOW">(interval);
    }
    Message operator()(SeedShare) const {
      return say<"SEED:STRENGTH, a whole number from 0 to {0} and a number from {1} to {2}">(
          UINT64_MAX, field.range.low, field.range.high);
    }
    Message operator()(SigmaList) const {
      return say<"A,B,…,0, from 2 to {0} falling sigmas that end with 0">(most_sigmas);
    }
    Message operator()(const NumberList& list) const {
      std::vector<Argument> ranges;
      for (const NumberRange& one : list.ranges) {
        ranges.push_back(say<"{0} to {1}">(one.low, one.high));
      }
      if (field.multiple > 1) {
        return say<"{0} (each {1}), multiples of {2}">(list.form, std::move(ranges),
                                                       field.multiple);
      }
      return say<"{0} (each {1})">(list.form, std::move(ranges));
    }
    Message operator()(const ObjectList& list) const { return plain(std::string(list.form)); }
    Message operator()(HashedFile) const { return say<"{{\"sha256\"}} of a file">(); }
    Message operator()(PictureInput) const {
      return say<"{{\"name\", \"sha256\"}} of a picture">();
    }
  };
  return std::visit(Visitor{field, interval}, field.member);
}

[[noreturn]] void refuse(const RecipeField& field, const ValuePlace& place, const Message& interval,
                         std::string_view found) {
  throw Error(place.kind, say<"{0}: expected {1}, got {2}.">(
                              place.where, expectation(field, interval), shown(found)));
}

bool is_utf8(std::string_view text) {
  try {
    decode_utf8(text);
    return true;
  } catch (const Error&) {
    return false;
  }
}

// Puts a value of the right type into its member if it is in range; false if not.
struct Store {
  Recipe& recipe;
  const RecipeField& field;

  bool text(std::string Recipe::*member, std::string_view value) const {
    if (field.name) {
      recipe.*member = field.name(value);
    } else {
      if (!is_utf8(value)) return false;
      recipe.*member = value;
    }
    return true;
  }
  template <class Whole>
  bool whole(Whole Recipe::*member, int64_t value) const {
    if (double(value) < field.range.low || double(value) > field.range.high ||
        value % field.multiple != 0) {
      return false;
    }
    recipe.*member = static_cast<Whole>(value);
    return true;
  }
  template <class Real>
  bool real(Real Recipe::*member, double value) const {
    if (!(value >= field.range.low && value <= field.range.high)) return false;
    recipe.*member = value;
    return true;
  }
  bool list(const NumberList& list, const std::vector<double>& numbers) const {
    if (numbers.size() < list.min_count || numbers.size() > list.ranges.size()) return false;
    for (size_t i = 0; i < numbers.size(); ++i) {
      const NumberRange& range = list.ranges[i];
      if (!(numbers[i] >= range.low && numbers[i] <= range.high)) return false;
      if (field.multiple > 1 && std::fmod(numbers[i], double(field.multiple)) != 0) return false;
    }
    recipe.*(list.numbers) = numbers;
    return true;
  }
  bool share(SeedShare member, uint64_t seed, double strength) const {
    if (!real(member.strength, strength)) return false;
    recipe.*(member.seed) = seed;
    return true;
  }
  bool sigmas(SigmaList member, const std::vector<double>& values) const {
    if (values.size() < 2 || values.size() > most_sigmas || values.back() != 0) return false;
    if (!(values.front() <= recipe_limits::highest_sigma)) return false;
    for (size_t i = 1; i < values.size(); ++i) {
      if (!(values[i] < values[i - 1])) return false;
    }
    recipe.*(member.sigmas) = values;
    return true;
  }
  bool interval(SigmaInterval member, double low, double high) const {
    if (!(low >= 0 && std::isfinite(low) && high >= low)) return false;
    recipe.*(member.low) = low;
    recipe.*(member.high) = high;
    return true;
  }
};

// "1,2,3": nothing where one of them is no number, or where there are more than `most`.
std::optional<std::vector<double>> numbers_of(std::string_view text, char separator, size_t most) {
  std::vector<double> numbers;
  while (numbers.size() < most) {
    const size_t end = text.find(separator);
    const auto number = parse_number<double>(text.substr(0, end));
    if (!number) return std::nullopt;
    numbers.push_back(*number);
    if (end == std::string_view::npos) return numbers;
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

// Lists and files are the document's, not the recipe's: see set_from_json of a document.
struct FromText : Store {
  static Message interval_form() { return say<"LOW:HIGH">(); }
  const std::string& value;

  bool operator()(std::string Recipe::*member) const { return text(member, value); }
  bool operator()(bool Recipe::*member) const {
    if (value != "true" && value != "false") return false;
    recipe.*member = value == "true";
    return true;
  }
  bool operator()(uint64_t Recipe::*member) const {
    const auto number = parse_number<uint64_t>(value);
    if (number) recipe.*member = *number;
    return number.has_value();
  }
  template <class Whole>
  bool operator()(Whole Recipe::*member) const requires std::is_integral_v<Whole> {
    const auto number = parse_number<int64_t>(value);
    return number && whole(member, *number);
  }
  bool operator()(double Recipe::*member) const {
    const auto number = parse_number<double>(value);
    return number && real(member, *number);
  }
  bool operator()(std::optional<double> Recipe::*member) const {
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
  bool operator()(SeedShare member) const {
    const size_t colon = value.find(':');
    if (colon == std::string::npos) return false;
    const auto seed = parse_number<uint64_t>(std::string_view(value).substr(0, colon));
    const auto strength = parse_number<double>(std::string_view(value).substr(colon + 1));
    return seed && strength && share(member, *seed, *strength);
  }
  bool operator()(SigmaList member) const {
    const auto numbers = numbers_of(value, ',', most_sigmas);
    return numbers && sigmas(member, *numbers);
  }
  bool operator()(const NumberList& wanted) const {
    const auto numbers = numbers_of(value, wanted.separator(), wanted.ranges.size());
    return numbers && list(wanted, *numbers);
  }
  bool operator()(const ObjectList&) const { return false; }
  bool operator()(HashedFile) const { return false; }
  bool operator()(PictureInput) const { return false; }
};

struct FromJson : Store {
  static Message interval_form() { return say<"[LOW, HIGH] (or null for no HIGH)">(); }
  const nlohmann::ordered_json& value;

  bool operator()(std::string Recipe::*member) const {
    return value.is_string() && text(member, value.get_ref<const std::string&>());
  }
  bool operator()(bool Recipe::*member) const {
    if (!value.is_boolean()) return false;
    recipe.*member = value.get<bool>();
    return true;
  }
  bool operator()(uint64_t Recipe::*member) const {
    if (!value.is_number_unsigned()) return false;
    recipe.*member = value.get<uint64_t>();
    return true;
  }
  template <class Whole>
  bool operator()(Whole Recipe::*member) const requires std::is_integral_v<Whole> {
    if (!value.is_number_integer()) return false;
    if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t(INT64_MAX)) return false;
    return whole(member, value.get<int64_t>());
  }
  bool operator()(double Recipe::*member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(std::optional<double> Recipe::*member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(SigmaInterval member) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number()) return false;
    if (!value[1].is_number() && !value[1].is_null()) return false;
    const double high =
        value[1].is_null() ? std::numeric_limits<double>::infinity() : value[1].get<double>();
    return interval(member, value[0].get<double>(), high);
  }
  bool operator()(SeedShare member) const {
    return value.is_array() && value.size() == 2 && value[0].is_number_unsigned() &&
           value[1].is_number() && share(member, value[0].get<uint64_t>(), value[1].get<double>());
  }
  std::optional<std::vector<double>> numbers(size_t most) const {
    if (!value.is_array() || value.size() > most) return std::nullopt;
    std::vector<double> numbers;
    for (const auto& one : value) {
      if (!one.is_number()) return std::nullopt;
      numbers.push_back(one.get<double>());
    }
    return numbers;
  }
  bool operator()(SigmaList member) const {
    const auto values = numbers(most_sigmas);
    return values && sigmas(member, *values);
  }
  bool operator()(const NumberList& wanted) const {
    const auto values = numbers(wanted.ranges.size());
    return values && list(wanted, *values);
  }
  bool operator()(const ObjectList&) const { return false; }
  bool operator()(HashedFile) const { return false; }
  bool operator()(PictureInput) const { return false; }
};

struct ToJson {
  const Recipe& recipe;
  template <class T>
  nlohmann::ordered_json operator()(T Recipe::*member) const {
    return recipe.*member;
  }
  nlohmann::ordered_json operator()(std::optional<double> Recipe::*member) const {
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
  nlohmann::ordered_json operator()(SeedShare member) const {
    const double strength = recipe.*(member.strength);
    if (strength == 0) return nullptr;
    return nlohmann::ordered_json::array({recipe.*(member.seed), strength});
  }
  nlohmann::ordered_json operator()(SigmaList member) const {
    const std::vector<double>& sigmas = recipe.*(member.sigmas);
    return sigmas.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(sigmas);
  }
  nlohmann::ordered_json operator()(const NumberList& list) const {
    const std::vector<double>& numbers = recipe.*(list.numbers);
    return numbers.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(numbers);
  }
  nlohmann::ordered_json operator()(const ObjectList&) const { return nullptr; }
  nlohmann::ordered_json operator()(HashedFile) const { return nullptr; }
  nlohmann::ordered_json operator()(PictureInput) const { return nullptr; }
};

// Names are refused with the sentence of the table that knows them.
template <class Visitor>
void store(const Visitor& visitor, const RecipeField& field, const ValuePlace& place,
           std::string_view found) {
  bool fits = false;
  try {
    fits = std::visit(visitor, field.member);
  } catch (const Error& error) {
    throw Error(place.kind, say<"{0}: {1}.">(place.where, error.message()));
  }
  if (!fits) refuse(field, place, Visitor::interval_form(), found);
}

}  // namespace

void set_from_text(Recipe& recipe, const RecipeField& field, const std::string& text,
                   const ValuePlace& place) {
  store(FromText{{recipe, field}, text}, field, place, "\"" + text + "\"");
}

void set_from_json(Recipe& recipe, const RecipeField& field, const nlohmann::ordered_json& value,
                   const ValuePlace& place) {
  // A big container is not worth printing, and a bad byte must not stop the message.
  const std::string found =
      value.is_structured()
          ? std::string(value.type_name())
          : value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  store(FromJson{{recipe, field}, value}, field, place, found);
}

void set_from_json(RecipeDocument& document, const RecipeField& field,
                   const nlohmann::ordered_json& value, const ValuePlace& place) {
  if (const auto* list = std::get_if<ObjectList>(&field.member)) {
    list->from_json(document, value, place);
  } else if (const auto* file = std::get_if<HashedFile>(&field.member)) {
    document.*(file->sha256) = sha256_from_json(value, place);
  } else if (const auto* picture = std::get_if<PictureInput>(&field.member)) {
    document.*(picture->file) = input_file_from_json(value, place);
  } else {
    set_from_json(document.recipe, field, value, place);
  }
}

nlohmann::ordered_json field_json(const RecipeDocument& document, const RecipeField& field) {
  if (const auto* list = std::get_if<ObjectList>(&field.member)) {
    nlohmann::ordered_json array = list->to_json(document);
    return array.empty() ? nlohmann::ordered_json() : array;
  }
  if (const auto* file = std::get_if<HashedFile>(&field.member)) {
    const std::string& sha256 = document.*(file->sha256);
    return sha256.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json{{"sha256", sha256}};
  }
  if (const auto* picture = std::get_if<PictureInput>(&field.member)) {
    return input_file_to_json(document.*(picture->file));
  }
  return field_json(document.recipe, field);
}

nlohmann::ordered_json value_json(const Recipe& recipe, const RecipeField& field) {
  return std::visit(ToJson{recipe}, field.member);
}

nlohmann::ordered_json field_json(const Recipe& recipe, const RecipeField& field) {
  nlohmann::ordered_json json = value_json(recipe, field);
  if (field.sparse && json == value_json(Recipe{}, field)) return nullptr;
  return json;
}

}  // namespace evenlight
