#include "engine/text/prompt.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/text/bpe.h"
#include "engine/text/comfy_prompt.h"
#include "engine/text/network_tags.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr double round_factor = 1.1;
constexpr double square_factor = 1.0 / 1.1;

struct Part {
  std::u32string text;
  double weight = 1.0;
  bool break_before = false;
};

size_t skip_spaces(std::u32string_view text, size_t at) {
  while (at < text.size() && is_white_space(text[at])) ++at;
  return at;
}

// ":1.2)" at the start of `rest`: its length and the number's text.
struct WeightSuffix {
  size_t length;
  std::string number;
};

std::optional<WeightSuffix> weight_suffix(std::u32string_view rest) {
  size_t at = skip_spaces(rest, 1);
  std::string number;
  if (at < rest.size() && (rest[at] == U'+' || rest[at] == U'-')) number += char(rest[at++]);
  const size_t digits_at = at;
  while (at < rest.size() && (rest[at] == U'.' || (rest[at] >= U'0' && rest[at] <= U'9'))) {
    number += char(rest[at++]);
  }
  if (at == digits_at) return std::nullopt;
  at = skip_spaces(rest, at);
  if (at == rest.size() || rest[at] != U')') return std::nullopt;
  return WeightSuffix{at + 1, number};
}

double parse_weight(const std::string& number) {
  const char* first = number.data() + (number.front() == '+' ? 1 : 0);
  const char* last = number.data() + number.size();
  double weight = 0.0;
  const auto [end, problem] = std::from_chars(first, last, weight, std::chars_format::fixed);
  if (problem != std::errc() || end != last || std::abs(weight) > max_prompt_weight) {
    throw Error(ErrorKind::usage,
                say<"the prompt has the weight “{0}”: write a number from -{1:g} to {2:g}, as in "
                    "(text:1.2), or \\( … \\) for the brackets themselves">(
                    number.substr(0, 40), max_prompt_weight, max_prompt_weight));
  }
  return weight;
}

class PromptReader {
 public:
  std::vector<Part> read(std::u32string_view text) {
    for (size_t at = 0; at < text.size();) at += read_one(text.substr(at));
    for (size_t start : round_) scale_from(start, round_factor);
    for (size_t start : square_) scale_from(start, square_factor);
    if (parts_.empty()) parts_.push_back({});
    return std::move(parts_);
  }

 private:
  // Reads one sign or stretch of text at the start of `rest`; returns its length.
  size_t read_one(std::u32string_view rest) {
    switch (rest[0]) {
      case U'\\': {
        // A backslash before anything but a bracket or a backslash is dropped.
        const bool escapes = rest.size() > 1 && is_sign(rest[1]) && rest[1] != U':';
        parts_.push_back({std::u32string(rest.substr(1, escapes ? 1 : 0))});
        return escapes ? 2 : 1;
      }
      case U'(':
        return open(round_);
      case U'[':
        return open(square_);
      case U')':
        return close(round_, round_factor, rest.substr(0, 1));
      case U']':
        return close(square_, square_factor, rest.substr(0, 1));
      case U':':
        if (const auto suffix = weight_suffix(rest)) {
          const double factor = round_.empty() ? 1.0 : parse_weight(suffix->number);
          return close(round_, factor, rest.substr(0, suffix->length));
        }
        add_text(rest.substr(0, 1));
        return 1;
      default: {
        size_t length = 1;
        while (length < rest.size() && !is_sign(rest[length])) ++length;
        add_text(rest.substr(0, length));
        return length;
      }
    }
  }

  static bool is_sign(char32_t c) {
    return std::u32string_view(U"\\()[]:").find(c) != std::u32string_view::npos;
  }

  size_t open(std::vector<size_t>& stack) {
    // Every part is scaled once for each bracket around it, so this also bounds the work.
    if (round_.size() + square_.size() >= size_t(max_prompt_depth)) refuse_depth();
    stack.push_back(parts_.size());
    return 1;
  }

  // Ends the innermost bracket of its kind; with none open, the sign is text.
  size_t close(std::vector<size_t>& stack, double factor, std::u32string_view sign) {
    if (stack.empty()) {
      add_text(sign);
    } else {
      scale_from(stack.back(), factor);
      stack.pop_back();
    }
    return sign.size();
  }

  void scale_from(size_t start, double factor) {
    for (size_t i = start; i < parts_.size(); ++i) parts_[i].weight *= factor;
  }

  // Text without signs, cut at each BREAK that is a word of its own.
  void add_text(std::u32string_view text) {
    constexpr std::u32string_view word = U"BREAK";
    size_t start = 0;
    bool after_break = false;
    for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const size_t end = at + word.size();
      const bool whole = (at == 0 || !is_word_char(text[at - 1])) &&
                         (end == text.size() || !is_word_char(text[end]));
      if (!whole) continue;
      size_t stop = at;
      while (stop > start && is_white_space(text[stop - 1])) --stop;
      parts_.push_back({std::u32string(text.substr(start, stop - start)), 1.0, after_break});
      start = skip_spaces(text, end);
      after_break = true;
    }
    parts_.push_back({std::u32string(text.substr(start)), 1.0, after_break});
  }

  std::vector<Part> parts_;
  std::vector<size_t> round_;   // the part with which each open ( starts
  std::vector<size_t> square_;  // the same for [
};

void check_weight(const Part& part) {
  if (std::abs(part.weight) <= max_prompt_weight) return;
  throw Error(ErrorKind::usage,
              say<"the brackets around “{0}” multiply to a weight beyond {1:g}: use fewer brackets "
                  "or a smaller weight, or write \\( for the bracket itself">(
                  encode_utf8(part.text.substr(0, 40)), max_prompt_weight));
}

}  // namespace

void refuse_depth() {
  throw Error(ErrorKind::usage,
              say<"the prompt has more than {0} brackets inside each other: remove some, or "
                  "write \\( for the bracket itself">(max_prompt_depth));
}

std::vector<WeightedText> parse_prompt(std::string_view prompt) {
  if (prompt.size() > Bpe::max_text_bytes) {
    throw Error(ErrorKind::input, say<"the prompt has {0} bytes; at most {1} are read">(
                                      prompt.size(), Bpe::max_text_bytes));
  }
  const std::u32string text = decode_utf8(without_lora_tags(prompt));
  std::vector<WeightedText> result;
  double last_weight = 0.0;
  for (const Part& part : PromptReader().read(text)) {
    check_weight(part);
    if (!result.empty() && !part.break_before && part.weight == last_weight) {
      result.back().text += encode_utf8(part.text);
    } else {
      result.push_back({encode_utf8(part.text), float(part.weight), part.break_before});
    }
    last_weight = part.weight;
  }
  return result;
}

std::vector<WeightedText> weighted_texts(std::string_view text, Emphasis emphasis) {
  if (emphasis == Emphasis::none) return {{without_lora_tags(text)}};
  if (emphasis == Emphasis::comfyui) return parse_comfy_prompt(without_lora_tags(text));
  std::vector<WeightedText> parts = parse_prompt(text);
  if (emphasis == Emphasis::ignore) {
    for (WeightedText& part : parts) part.weight = 1.0f;
  }
  return parts;
}

}  // namespace evenlight
