// What a value must be like: the comparison of a requirement.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/requirements/expression.h"
#include "engine/base/message.h"

namespace evenlight {

// Throws Error(usage) "The requirement …: what.".
[[noreturn]] void refuse_requirement(const Expression& expression, const Message& what);

// Compares numbers.
class NumberRule {
 public:
  // Throws Error(usage) where there is no comparison, or no number from `low` to `high` behind it.
  NumberRule(const Expression& expression, double low, double high);
  NumberRule(Comparison comparison, double limit) : comparison_(comparison), limit_(limit) {}
  bool holds(double value) const;

 private:
  Comparison comparison_ = Comparison::none;
  double limit_ = 0;
};

// Compares names: "=woman", "=adult|old" for either, "!=dark" for any other.
class NameRule {
 public:
  // Throws Error(usage) for another comparison, and for a name that is not among `accepted`, with
  // the name that was meant. Capitals and the difference of '-', '_' and ' ' do not count.
  NameRule(const Expression& expression, const std::vector<std::string>& accepted);
  // "unclear" and what is no class at all hold for neither.
  bool holds(std::string_view name) const;

 private:
  bool wanted_ = true;  // or not
  std::vector<std::string> names_, accepted_;
};

// Throws Error(usage) unless there are so many arguments.
void require_arguments(const Expression& expression, size_t count, std::string_view form);
// Throws Error(usage) if there is a comparison.
void require_no_comparison(const Expression& expression);

}  // namespace evenlight
