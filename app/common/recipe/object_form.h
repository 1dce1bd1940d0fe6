// Things of one kind that a recipe lists, each made of files, texts and numbers, such as control
// networks: one table says how they stand in JSON, and how the command's flag says them.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_document.h"
#include "app/common/recipe/value_place.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {

struct KeyedText {
  std::string key, value;
};
// "model=a.safetensors,weight=0.5" → its keys and values. A value may have commas itself: only one
// before a lower-case word and "=" ends it. What has no "=" is a key without a value.
std::vector<KeyedText> keyed_texts(std::string_view text);

inline constexpr size_t max_listed_objects = 16;  // of one kind, by one recipe

template <class Thing>
struct ObjectForm {
  struct File {
    std::string_view key;
    InputFile Thing::*member;
  };
  struct Text {
    std::string_view key;
    std::string Thing::*member;
    bool needed = false;
  };
  struct Number {
    std::string_view key;
    double Thing::*member;
    NumberRange range;
  };
  std::vector<File> files;  // all of them needed
  std::vector<Text> texts;
  std::vector<Number> numbers;

  nlohmann::ordered_json to_json(const std::vector<Thing>& things) const;
  // All but what is needed may be missing; a file may be text, its path. Throws Error "WHERE…:
  // expected …".
  std::vector<Thing> from_json(const nlohmann::ordered_json& value, const ValuePlace& place) const;
  // "model=PATH,image=PATH,weight=1". Throws Error "WHERE…".
  Thing from_text(const std::string& text, const ValuePlace& place) const;

 private:
  static ValuePlace inside(const ValuePlace& place, std::string_view key) {
    return {place.kind, say<"{0}.{1}">(place.where, key)};
  }
  Thing one_from_json(const nlohmann::ordered_json& value, const ValuePlace& place) const;
  void set_number(Thing& thing, const Number& number, std::optional<double> value,
                  const ValuePlace& place) const;
  void require_all(const Thing& thing, const ValuePlace& place) const;
  [[noreturn]] void refuse_key(std::string_view key, const ValuePlace& place) const;

  template <class Row>
  static const Row* find(const std::vector<Row>& rows, std::string_view key) {
    const auto found = std::ranges::find(rows, key, &Row::key);
    return found == rows.end() ? nullptr : &*found;
  }
};

template <class Thing>
nlohmann::ordered_json ObjectForm<Thing>::to_json(const std::vector<Thing>& things) const {
  auto array = nlohmann::ordered_json::array();
  for (const Thing& thing : things) {
    auto json = nlohmann::ordered_json::object();
    for (const File& file : files) {
      json[std::string(file.key)] = input_file_to_json(thing.*(file.member));
    }
    for (const Text& text : texts) json[std::string(text.key)] = thing.*(text.member);
    for (const Number& number : numbers) {
      json[std::string(number.key)] = thing.*(number.member);
    }
    array.push_back(std::move(json));
  }
  return array;
}

template <class Thing>
std::vector<Thing> ObjectForm<Thing>::from_json(const nlohmann::ordered_json& value,
                                                const ValuePlace& place) const {
  if (!value.is_array() || value.size() > max_listed_objects) {
    throw Error(place.kind,
                say<"{0}: expected a list of at most {1}.">(place.where, max_listed_objects));
  }
  std::vector<Thing> things;
  for (const auto& item : value) things.push_back(one_from_json(item, place));
  return things;
}

template <class Thing>
Thing ObjectForm<Thing>::one_from_json(const nlohmann::ordered_json& value,
                                       const ValuePlace& place) const {
  Thing thing;
  if (!value.is_object()) require_all(thing, place);
  for (const auto& [key, item] : value.items()) {
    const ValuePlace where = inside(place, key);
    if (const File* file = find(files, key)) {
      thing.*(file->member) = input_file_from_json(item, where);
    } else if (const Text* text = find(texts, key)) {
      if (!item.is_string()) throw Error(place.kind, say<"{0}: expected text.">(where.where));
      thing.*(text->member) = item.template get<std::string>();
    } else if (const Number* number = find(numbers, key)) {
      set_number(thing, *number,
                 item.is_number() ? std::optional(item.template get<double>()) : std::nullopt,
                 where);
    } else {
      refuse_key(key, place);
    }
  }
  require_all(thing, place);
  return thing;
}

template <class Thing>
Thing ObjectForm<Thing>::from_text(const std::string& text, const ValuePlace& place) const {
  Thing thing;
  for (const KeyedText& one : keyed_texts(text)) {
    if (const File* file = find(files, one.key)) {
      (thing.*(file->member)).path = one.value;
    } else if (const Text* row = find(texts, one.key)) {
      thing.*(row->member) = one.value;
    } else if (const Number* number = find(numbers, one.key)) {
      set_number(thing, *number, parse_number<double>(one.value), inside(place, one.key));
    } else {
      refuse_key(one.key, place);
    }
  }
  require_all(thing, place);
  return thing;
}

template <class Thing>
void ObjectForm<Thing>::set_number(Thing& thing, const Number& number, std::optional<double> value,
                                   const ValuePlace& place) const {
  if (!value || !(*value >= number.range.low && *value <= number.range.high)) {
    throw Error(place.kind, say<"{0}: expected a number from {1} to {2}.">(
                                place.where, number.range.low, number.range.high));
  }
  thing.*(number.member) = *value;
}

template <class Thing>
void ObjectForm<Thing>::require_all(const Thing& thing, const ValuePlace& place) const {
  bool complete = true;
  std::vector<std::string_view> needed;
  for (const File& file : files) {
    needed.push_back(file.key);
    complete &= (thing.*(file.member)).is_given();
  }
  for (const Text& text : texts) {
    if (!text.needed) continue;
    needed.push_back(text.key);
    complete &= !(thing.*(text.member)).empty();
  }
  if (!complete) throw Error(place.kind, say<"{0}: needs {1}.">(place.where, as_list(needed)));
}

template <class Thing>
void ObjectForm<Thing>::refuse_key(std::string_view key, const ValuePlace& place) const {
  std::vector<std::string_view> known;
  for (const File& row : files) known.push_back(row.key);
  for (const Text& row : texts) known.push_back(row.key);
  for (const Number& row : numbers) known.push_back(row.key);
  throw Error(place.kind, say<"{0}: unknown key {1}; accepted are {2}.">(
                              place.where, in_quotes(key), as_list(known)));
}

}  // namespace evenlight
