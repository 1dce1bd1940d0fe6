#include "bias_audit/mitigate/left_alone.h"

#include <algorithm>

#include "bias_audit/mitigate/attribute_words.h"
#include "bias_audit/mitigate/named_person.h"

namespace evenlight::audit {

namespace {

constexpr std::string_view known_names[] = {
    "einstein",  "obama",   "trump",       "biden",     "merkel",  "jesus",   "buddha",
    "muhammad",  "mozart",  "napoleon",    "cleopatra", "gandhi",  "hitler",  "stalin",
    "churchill", "lincoln", "shakespeare", "beethoven", "madonna", "rihanna", "beyonce",
    "picasso",   "dali",    "santa",       "batman",    "superman"};

constexpr std::string_view past_words[] = {
    "medieval",    "viking",      "vikings",  "samurai",     "pharaoh",  "ancient",
    "renaissance", "victorian",   "century",  "roman",       "colonial", "nazi",
    "wehrmacht",   "confederate", "crusader", "historical",  "historic", "revolution",
    "empire",      "dynasty",     "feudal",   "neanderthal", "founding", "antebellum"};

std::string small(std::string_view word) {
  std::string text(word);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return text;
}

template <class List>
bool is_among(const std::string& word, const List& list) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool says_it(std::string_view prompt, const std::string& attribute) {
  const std::vector<Word> words = words_of(prompt);
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return says_attribute(word.text, attribute); });
}

// "Albert", not "CEO" and not "a".
bool is_capitalised(std::string_view word) {
  if (word.size() < 2 || word[0] < 'A' || word[0] > 'Z') return false;
  return std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Two capitalised words side by side, or one of a few that need no second.
bool names_somebody(std::string_view prompt, const std::string&) {
  const std::vector<Word> words = words_of(prompt);
  for (size_t i = 0; i < words.size(); ++i) {
    if (is_among(small(words[i].text), known_names)) return true;
    const bool pair = i > 0 && words[i].begin == words[i - 1].end + 1;
    if (pair && is_capitalised(words[i].text) && is_capitalised(words[i - 1].text)) return true;
  }
  return false;
}

// A year before 2000, or a word of the past.
bool is_past(std::string_view prompt, const std::string&) {
  for (const Word& word : words_of(prompt)) {
    const std::string text = small(word.text);
    if (is_among(text, past_words)) return true;
    const std::string digits = text.ends_with("s") ? text.substr(0, text.size() - 1) : text;
    const bool is_year =
        digits.size() == 4 && digits[0] == '1' &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_year) return true;
  }
  return false;
}

bool names_nobody(std::string_view prompt, const std::string&) {
  return !named_person(prompt);
}

}  // namespace

std::span<const LeftAloneRule> left_alone_rules() {
  static constexpr LeftAloneRule rows[] = {
      {"says the attribute", "the words say already how the person is to look", says_it},
      {"names somebody", "a certain person is asked for", names_somebody},
      {"set in the past", "who was there then is not for us to change", is_past},
      {"no person", "no person is named with an English article", names_nobody},
  };
  return rows;
}

const LeftAloneRule* left_alone(std::string_view prompt, const std::string& attribute) {
  for (const LeftAloneRule& rule : left_alone_rules()) {
    if (rule.applies(prompt, attribute)) return &rule;
  }
  return nullptr;
}

}  // namespace evenlight::audit
