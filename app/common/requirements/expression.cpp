#include "app/common/requirements/expression.h"

#include <utility>

#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

constexpr size_t max_length = 1000;
constexpr size_t max_arguments = 8;

// Longer signs before those that they begin with.
constexpr std::pair<std::string_view, Comparison> signs[] = {
    {">=", Comparison::at_least}, {"≥", Comparison::at_least},   {"<=", Comparison::at_most},
    {"≤", Comparison::at_most},   {"!=", Comparison::not_equal}, {"≠", Comparison::not_equal},
    {"==", Comparison::equal},    {"=", Comparison::equal},      {">", Comparison::above},
    {"<", Comparison::below}};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Expression read() {
    Expression expression;
    skip_blanks();
    while (is_name_character()) expression.name += text_[at_++];
    if (expression.name.empty()) refuse(say<"it begins with a name, such as faces">());
    skip_blanks();
    if (take("(")) read_arguments(expression.arguments);
    skip_blanks();
    expression.comparison = read_sign();
    if (expression.comparison == Comparison::none) {
      if (at_ < text_.size()) refuse(say<"=, !=, >=, <=, > or < is expected at \"{0}\"">(rest()));
    } else {
      expression.value = read_value();
    }
    expression.text = trimmed(text_);
    return expression;
  }

 private:
  [[noreturn]] void refuse(const Message& what) const {
    throw Error(ErrorKind::usage, say<"The requirement \"{0}\": {1}.">(shown(text_), what));
  }

  std::string rest() const { return shown(text_.substr(at_)); }

  bool is_name_character() const {
    if (at_ == text_.size()) return false;
    const char c = text_[at_];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  }

  static std::string trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  bool take(std::string_view sign) {
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  // One argument or value, up to one of `ends` or in quotes.
  std::string read_word(std::string_view ends) {
    skip_blanks();
    if (!take("\"")) {
      const size_t end = text_.find_first_of(ends, at_);
      const std::string word = trimmed(text_.substr(at_, end - at_));
      at_ = end == std::string_view::npos ? text_.size() : end;
      return word;
    }
    const size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) refuse(say<"a quotation mark is not closed">());
    std::string word(text_.substr(at_, end - at_));
    at_ = end + 1;
    skip_blanks();
    return word;
  }

  void read_arguments(std::vector<std::string>& arguments) {
    while (true) {
      arguments.push_back(read_word(",)"));
      if (arguments.back().empty()) refuse(say<"an empty value stands in the brackets">());
      if (arguments.size() > max_arguments) refuse(say<"too much stands in the brackets">());
      if (take(")")) return;
      if (!take(",")) refuse(say<"the bracket is not closed">());
    }
  }

  Comparison read_sign() {
    for (const auto& [sign, comparison] : signs) {
      if (take(sign)) return comparison;
    }
    return Comparison::none;
  }

  std::string read_value() {
    std::string value = read_word("");
    if (value.empty()) refuse(say<"nothing stands behind the comparison">());
    if (at_ < text_.size()) refuse(say<"\"{0}\" is one word too many">(rest()));
    return value;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Expression parse_expression(std::string_view text) {
  if (text.size() > max_length) {
    throw Error(ErrorKind::usage,
                say<"The requirement \"{0}\" is longer than {1} bytes.">(shown(text), max_length));
  }
  return Reader(text).read();
}

}  // namespace evenlight
