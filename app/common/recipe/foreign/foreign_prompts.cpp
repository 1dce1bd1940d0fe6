#include "app/common/recipe/foreign/foreign_prompts.h"

#include <cctype>
#include <cmath>
#include <optional>
#include <vector>

#include "app/common/recipe/numbers.h"

namespace evenlight {
namespace {

std::string rounded(double weight) {
  return number_text(std::round(weight * 1e4) / 1e4);
}

// Whether braces and square brackets each close what was opened last.
bool is_balanced(std::string_view text) {
  std::string open;
  for (const char c : text) {
    if (c == '{' || c == '[') open += c;
    if (c != '}' && c != ']') continue;
    if (open.empty() || open.back() != (c == '}' ? '{' : '[')) return false;
    open.pop_back();
  }
  return open.empty();
}

// "1.5" of "1.5::" that begins at `at`; -2 and .5 are numbers as well.
std::optional<std::string_view> weight_before_colons(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && std::string_view("0123456789.-").find(text[end]) != text.npos) ++end;
  if (end == at || !text.substr(end).starts_with("::")) return std::nullopt;
  const std::string_view number = text.substr(at, end - at);
  return parse_number<double>(number) ? std::optional(number) : std::nullopt;
}

// Reads what compel calls an attention: the words, then its weight.
class Compel {
 public:
  explicit Compel(std::string_view text) : text_(text), closes_(text.size(), false) {
    std::vector<size_t> open;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '(') {
        open.push_back(i);
      } else if (text[i] == ')' && !open.empty()) {
        closes_[open.back()] = true;
        open.pop_back();
      }
    }
  }

  std::string read() { return read_until_end(0); }

 private:
  static constexpr int max_depth = 50;

  std::string read_until_end(int depth) {
    std::string result;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ')' && depth > 0) break;
      if (c == '\\' && at_ + 1 < text_.size()) {
        result += text_.substr(at_, 2);
        at_ += 2;
      } else if (c == '(' && depth < max_depth && closes_[at_]) {
        ++at_;
        const std::string inside = read_until_end(depth + 1);
        ++at_;
        result += weighted(inside, weight_here());
      } else if (is_letter(c)) {
        result += word();
      } else {
        if (c == '(' || c == ')' || c == '[' || c == ']') result += '\\';
        result += c;
        ++at_;
      }
    }
    return result;
  }

  static bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '\'' ||
           (static_cast<unsigned char>(c) & 0x80);
  }

  // A word may hold hyphens; at its end they are a weight, two of them or more.
  std::string word() {
    const size_t begin = at_;
    while (at_ < text_.size() &&
           (is_letter(text_[at_]) ||
            (text_[at_] == '-' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1])))) {
      ++at_;
    }
    const std::string letters(text_.substr(begin, at_ - begin));
    const bool weight = at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-');
    return weight ? weighted(letters, signs()) : letters;
  }

  // "++" or "--"
  double signs() {
    double weight = 1;
    for (const char sign = text_[at_]; at_ < text_.size() && text_[at_] == sign; ++at_) {
      weight *= sign == '+' ? 1.1 : 0.9;
    }
    return weight;
  }

  // "1.3", "++", or nothing, which weighs 1.
  double weight_here() {
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) return signs();
    size_t end = at_;
    while (end < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[end])) ||
                                  (text_[end] == '.' && end > at_))) {
      ++end;
    }
    const auto number = parse_number<double>(text_.substr(at_, end - at_));
    if (!number) return 1;
    at_ = end;
    return *number;
  }

  static std::string weighted(const std::string& words, double weight) {
    if (weight == 1 || words.empty()) return words;
    return "(" + words + ":" + rounded(weight) + ")";
  }

  std::string_view text_;
  std::vector<bool> closes_;  // whether the bracket that opens there has an end
  size_t at_ = 0;
};

}  // namespace

std::string with_plain_brackets(std::string_view text, std::string_view brackets) {
  std::string result;
  for (const char c : text) {
    if (brackets.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string prompt_of_novelai(std::string_view text) {
  constexpr double stronger = 1.05;
  const bool balanced = is_balanced(text);
  std::string result, weight;  // of the words behind "1.5::", until "::"
  const auto close = [&] {
    result += ":" + weight + ")";
    weight.clear();
  };
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool starts_word = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    if (const auto number = starts_word ? weight_before_colons(text, at) : std::nullopt) {
      if (!weight.empty()) close();
      weight = *number;
      result += "(";
      at += number->size() + 1;
    } else if (!weight.empty() && text.substr(at).starts_with("::")) {
      close();
      ++at;
    } else if (balanced && (c == '{' || c == '[')) {
      result += "(";
    } else if (balanced && (c == '}' || c == ']')) {
      result += ":" + rounded(c == '}' ? stronger : 1 / stronger) + ")";
    } else {
      if (c == '(' || c == ')' || c == '[' || c == ']') result += '\\';
      result += c;
    }
  }
  if (!weight.empty()) close();
  return result;
}

std::string prompt_of_compel(std::string_view text) {
  return Compel(text).read();
}

}  // namespace evenlight
