#include "app/common/requirements/rule.h"

#include <algorithm>
#include <cmath>

#include "app/common/recipe/numbers.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

constexpr double nearly = 1e-9;

std::string plain_form(std::string_view name) {
  std::string form(name);
  for (char& c : form) {
    if (c == '-' || c == ' ') c = '_';
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  }
  return form;
}

std::vector<std::string> parts_of(const std::string& value) {
  std::vector<std::string> parts(1);
  for (const char c : value) {
    if (c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

void refuse_requirement(const Expression& expression, const Message& what) {
  throw Error(ErrorKind::usage, say<"The requirement \"{0}\": {1}.">(shown(expression.text), what));
}

NumberRule::NumberRule(const Expression& expression, double low, double high)
    : comparison_(expression.comparison) {
  if (comparison_ == Comparison::none) {
    refuse_requirement(expression, say<"it needs a comparison, such as {0}>={1}">(
                                       expression.name, number_text(low + (high - low) / 2)));
  }
  const auto number = parse_number<double>(expression.value);
  if (!number || *number < low || *number > high) {
    refuse_requirement(expression, say<"expected a number from {0} to {1}, got \"{2}\"">(
                                       low, high, shown(expression.value)));
  }
  limit_ = *number;
}

bool NumberRule::holds(double value) const {
  switch (comparison_) {
    case Comparison::equal:
      return std::abs(value - limit_) <= nearly;
    case Comparison::not_equal:
      return std::abs(value - limit_) > nearly;
    case Comparison::at_least:
      return value >= limit_;
    case Comparison::at_most:
      return value <= limit_;
    case Comparison::above:
      return value > limit_;
    case Comparison::below:
      return value < limit_;
    case Comparison::none:
      break;
  }
  return false;
}

NameRule::NameRule(const Expression& expression, const std::vector<std::string>& accepted)
    : wanted_(expression.comparison == Comparison::equal) {
  if (expression.comparison != Comparison::equal &&
      expression.comparison != Comparison::not_equal) {
    refuse_requirement(expression, say<"it needs = or != and one of {0}">(as_list(accepted)));
  }
  for (const std::string& name : accepted) accepted_.push_back(plain_form(name));
  for (const std::string& part : parts_of(expression.value)) {
    const std::string form = plain_form(part);
    if (std::ranges::find(accepted_, form) == accepted_.end()) {
      const std::vector<std::string_view> names(accepted.begin(), accepted.end());
      refuse_requirement(
          expression, say<"\"{0}\" is not known{1}; accepted are {2}">(
                          shown(part), did_you_mean(closest_name(part, names)), as_list(accepted)));
    }
    names_.push_back(form);
  }
}

bool NameRule::holds(std::string_view name) const {
  const std::string form = plain_form(name);
  if (std::ranges::find(accepted_, form) == accepted_.end()) return false;
  const bool named = std::ranges::find(names_, form) != names_.end();
  return named == wanted_;
}

void require_arguments(const Expression& expression, size_t count, std::string_view form) {
  if (expression.arguments.size() == count) return;
  refuse_requirement(expression, say<"it is written as {0}">(form));
}

void require_no_comparison(const Expression& expression) {
  if (expression.comparison == Comparison::none) return;
  refuse_requirement(expression, say<"it takes no comparison: {0} alone">(expression.name));
}

}  // namespace evenlight
