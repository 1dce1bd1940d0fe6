#include "engine/text/composition.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/text/hints.h"
#include "engine/text/network_tags.h"
#include "engine/text/prompt.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr std::u32string_view and_word = U"AND";

// Where the next AND is that stands alone.
size_t find_and(std::u32string_view text, size_t from) {
  for (size_t at = text.find(and_word, from); at != text.npos; at = text.find(and_word, at + 1)) {
    const size_t end = at + and_word.size();
    const bool alone = (at == 0 || !is_word_char(text[at - 1])) &&
                       (end == text.size() || !is_word_char(text[end]));
    if (alone) return at;
  }
  return text.npos;
}

std::u32string_view without_end_spaces(std::u32string_view text) {
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

// "-1.2": digits, perhaps with a point, but no exponent.
bool is_weight(std::u32string_view text) {
  if (text.starts_with(U'+') || text.starts_with(U'-')) text.remove_prefix(1);
  size_t digits = 0, points = 0;
  for (const char32_t c : text) {
    digits += c >= U'0' && c <= U'9';
    points += c == U'.';
  }
  return digits > 0 && points <= 1 && digits + points == text.size();
}

double weight_of(std::u32string_view text) {
  const std::string number = encode_utf8(text.starts_with(U'+') ? text.substr(1) : text);
  double weight = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), weight);
  // Too small a number is 0; too large a one has no value at all.
  const bool tiny = problem == std::errc::result_out_of_range && number.find('.') <= 2;
  if (tiny) return 0;
  if (problem != std::errc() || std::abs(weight) > max_prompt_weight) {
    throw Error(ErrorKind::usage,
                say<"a part of the prompt has the weight “{0}”: write a number from -{1:g} to "
                    "{2:g} behind its colon, or a word behind the number">(
                    number.substr(0, 40), max_prompt_weight, max_prompt_weight));
  }
  return weight;
}

PromptPart part_of(std::u32string_view text) {
  text = without_end_spaces(text);
  const size_t colon = text.rfind(U':');
  if (colon == text.npos) return {encode_utf8(text)};
  std::u32string_view number = text.substr(colon + 1);
  while (!number.empty() && is_white_space(number.front())) number.remove_prefix(1);
  if (!is_weight(number)) return {encode_utf8(text)};
  return {encode_utf8(without_end_spaces(text.substr(0, colon))), weight_of(number)};
}

std::string shown_text(std::string_view prompt, PromptGrammar grammar) {
  return grammar.raw ? std::string(prompt) : without_lora_tags(prompt);
}

void refuse_and(std::string_view negative) {
  if (!has_and(negative)) return;
  throw Error(ErrorKind::usage,
              say<"the negative prompt has AND, which joins prompts to go towards, and a negative "
                  "prompt is one to keep away from: write “and” for the word, or {0}">(
                  hint_take_as_it_is()));
}

}  // namespace

std::vector<PromptPart> and_parts(std::string_view prompt) {
  const std::u32string decoded = decode_utf8(prompt);
  const std::u32string_view text = decoded;
  std::vector<PromptPart> parts;
  size_t from = 0;
  for (size_t at = find_and(text, 0); at != text.npos; at = find_and(text, from)) {
    parts.push_back(part_of(text.substr(from, at - from)));
    from = at + and_word.size();
  }
  parts.push_back(part_of(text.substr(from)));
  return parts;
}

bool has_and(std::string_view prompt) {
  const std::u32string text = decode_utf8(prompt);
  return find_and(text, 0) != std::u32string::npos;
}

std::vector<PromptPart> parts_of(std::string_view prompt, PromptGrammar grammar) {
  if (!grammar.lone_weight && !has_and(prompt))
    return {{encode_utf8(without_end_spaces(decode_utf8(prompt)))}};
  return and_parts(prompt);
}

std::vector<TimedPart> timed_parts(std::string_view prompt, PromptGrammar grammar,
                                   StepCount count) {
  const std::string text = shown_text(prompt, grammar);
  if (grammar.raw || !grammar.timed) return {{1.0, {{count.steps, text}}}};
  std::vector<TimedPart> parts;
  for (const PromptPart& part : parts_of(text, grammar)) {
    parts.push_back({part.weight, PromptSchedule(part.text).texts(count)});
  }
  return parts;
}

std::vector<ScheduledText> timed_negative(std::string_view prompt, PromptGrammar grammar,
                                          StepCount count) {
  const std::string text = shown_text(prompt, grammar);
  if (grammar.raw || !grammar.timed) return {{count.steps, text}};
  refuse_and(text);
  return PromptSchedule(text).texts(count);
}

std::vector<std::string> every_text(std::string_view prompt, PromptGrammar grammar) {
  const std::string text = shown_text(prompt, grammar);
  if (grammar.raw || !grammar.timed) return {text};
  std::vector<std::string> texts;
  for (const PromptPart& part : parts_of(text, grammar)) {
    for (std::string& one : PromptSchedule(part.text).every_option()) {
      texts.push_back(std::move(one));
    }
  }
  return texts;
}

std::vector<std::string> every_negative_text(std::string_view prompt, PromptGrammar grammar) {
  const std::string text = shown_text(prompt, grammar);
  if (grammar.raw || !grammar.timed) return {text};
  refuse_and(text);
  return PromptSchedule(text).every_option();
}

}  // namespace evenlight
