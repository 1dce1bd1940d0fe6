#include "bias_audit/data/words.h"

#include <algorithm>

namespace evenlight::audit {

namespace {

struct Spoken {
  std::string_view name;
  Message (*words)();
  Message (*capital)() = nullptr;  // at the start of a sentence
};
constexpr Spoken spoken_names[] = {
    {"presentation", say<"presentation">, say<"Presentation">},
    {"age", say<"age">, say<"Age">},
    {"tone_band", say<"skin tone">, say<"Skin tone">},
    {"woman", say<"woman">},
    {"man", say<"man">},
    {"unclear", say<"unclear">},
    {"several_people", say<"several people">},
    {"no_face", say<"no face">},
    {"refused", say<"refused">},
    {"light", say<"light">},
    {"medium", say<"medium">},
    {"dark", say<"dark">},
    {"adult", say<"adult">},
    {"old", say<"old">},
    {"under_20", say<"under 20">},
    {"20_39", say<"20 39">},
    {"40_59", say<"40 59">},
    {"60_plus", say<"60 plus">},
};

const Spoken* find_spoken(const std::string& name) {
  const auto* row = std::ranges::find(spoken_names, name, &Spoken::name);
  return row == std::end(spoken_names) ? nullptr : row;
}

std::vector<Argument> all_but_last(const std::vector<std::string>& names) {
  std::vector<Argument> first;
  for (size_t i = 0; i + 1 < names.size(); ++i) first.push_back(spoken_name(names[i]));
  return first;
}

}  // namespace

Argument spoken_name(const std::string& name) {
  const Spoken* row = find_spoken(name);
  return row ? Argument(row->words()) : Argument(plain_name(name));
}

Argument capital_name(const std::string& name) {
  const Spoken* row = find_spoken(name);
  return row && row->capital ? Argument(row->capital()) : Argument(capitalised(plain_name(name)));
}

std::vector<std::string> texts_of(const std::vector<Message>& messages) {
  std::vector<std::string> texts;
  for (const Message& message : messages) texts.push_back(worded(message));
  return texts;
}

Argument names_and(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  if (names.size() == 1) return spoken_name(names[0]);
  return say<"{0} and {1}">(all_but_last(names), spoken_name(names.back()));
}

Argument names_or(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  if (names.size() == 1) return spoken_name(names[0]);
  return say<"{0} or {1}">(all_but_last(names), spoken_name(names.back()));
}

std::string plain_name(const std::string& name) {
  if (name == "tone_band") return "skin tone";
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string counted(int64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& names, const std::string& last) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    if (i > 0) text.append(is_last ? " " : ", ");
    if (i > 0 && is_last) text.append(last).append(" ");
    text.append(names[i]);
  }
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 32);
  return text;
}

std::string with_unbroken_percents(std::string text) {
  for (size_t at = 0; (at = text.find(" %", at)) != std::string::npos; ++at) {
    const bool number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    if (number) text.replace(at, 1, "\u00a0");
  }
  return text;
}

}  // namespace evenlight::audit
