#include "engine/text/prompt_schedule.h"

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/text/hints.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

// A bracket that is open, and what was seen directly inside it.
struct OpenBracket {
  char32_t sign;
  size_t start;
  size_t last_colon = 0;
  int colons = 0;
  int bars = 0;
};

std::u32string_view trimmed(std::u32string_view text) {
  while (!text.empty() && char_class(text.front()) == CharClass::space) text.remove_prefix(1);
  while (!text.empty() && char_class(text.back()) == CharClass::space) text.remove_suffix(1);
  return text;
}

// Takes the digits at the front of `text` away; false if there are none.
bool skip_digits(std::u32string_view& text) {
  const size_t before = text.size();
  while (!text.empty() && text.front() >= U'0' && text.front() <= U'9') text.remove_prefix(1);
  return text.size() < before;
}

bool skip_sign(std::u32string_view& text) {
  if (text.empty() || (text.front() != U'+' && text.front() != U'-')) return false;
  text.remove_prefix(1);
  return true;
}

bool is_number(std::u32string_view text) {
  skip_sign(text);
  bool digits = skip_digits(text);
  if (text.starts_with(U'.')) {
    text.remove_prefix(1);
    digits = skip_digits(text) || digits;
  }
  if (digits && (text.starts_with(U'e') || text.starts_with(U'E'))) {
    text.remove_prefix(1);
    skip_sign(text);
    digits = skip_digits(text);
  }
  return digits && text.empty();
}

[[noreturn]] void refuse(std::u32string_view bracket) {
  constexpr size_t shown = 40;
  const std::string text = encode_utf8(bracket.substr(0, shown));
  throw Error(
      ErrorKind::usage,
      say<"the prompt has a schedule, {0}; schedules ([from:to:when] and [a|b]) are not supported "
          "yet: write \\[ … \\] for the brackets themselves, {1}, or (text:1.2) for a weight">(
          text + (bracket.size() > shown ? "…" : ""), hint_take_as_it_is()));
}

bool is_word_sign(char32_t c) {
  const CharClass kind = char_class(c);
  return c == U'_' || kind == CharClass::letter || kind == CharClass::number;
}

}  // namespace

void refuse_composition(std::u32string_view prompt) {
  constexpr std::u32string_view word = U"AND";
  for (size_t at = 0; (at = prompt.find(word, at)) != std::u32string_view::npos;
       at += word.size()) {
    const size_t end = at + word.size();
    const bool alone = (at == 0 || !is_word_sign(prompt[at - 1])) &&
                       (end == prompt.size() || !is_word_sign(prompt[end]));
    if (!alone) continue;
    throw Error(ErrorKind::usage,
                say<"the prompt has AND, which joins several prompts into one picture; that is not "
                    "supported yet: write “and” for the word, or {0}">(hint_take_as_it_is()));
  }
}

void refuse_schedules(std::u32string_view prompt) {
  std::vector<OpenBracket> open;
  for (size_t at = 0; at < prompt.size(); ++at) {
    const char32_t c = prompt[at];
    if (c == U'\\') {
      ++at;
    } else if (c == U'(' || c == U'[') {
      open.push_back({c, at});
    } else if (c == U':' && !open.empty()) {
      open.back().last_colon = at;
      ++open.back().colons;
    } else if (c == U'|' && !open.empty()) {
      ++open.back().bars;
    } else if ((c == U')' || c == U']') && !open.empty()) {
      const OpenBracket bracket = open.back();
      open.pop_back();
      const bool round = bracket.sign == U'(';
      if (round == (c == U']')) {
        open.clear();  // it crosses another bracket, so nothing around it can be balanced
        continue;
      }
      const bool timed =
          (bracket.colons == 1 || bracket.colons == 2) &&
          is_number(trimmed(prompt.substr(bracket.last_colon + 1, at - bracket.last_colon - 1)));
      if (!round && (timed || bracket.bars > 0)) {
        refuse(prompt.substr(bracket.start, at + 1 - bracket.start));
      }
      // What is no emphasis in that grammar is no part of a schedule around it either.
      if (bracket.bars > 0 || bracket.colons > (round ? 1 : 0)) open.clear();
    }
  }
}

}  // namespace evenlight
