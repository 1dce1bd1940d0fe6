// What a requirement says, before anything is known of what it measures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

enum class Comparison { none, equal, not_equal, at_least, at_most, above, below };

// NAME, NAME(ARGUMENT, …), either with a comparison and a value behind it: "faces=1",
// "like(ref.png)>=0.8", "no_border".
struct Expression {
  std::string text;  // as it was written, without blanks around it
  std::string name;
  std::vector<std::string> arguments;
  Comparison comparison = Comparison::none;
  std::string value;  // not empty where there is a comparison
};

// Reads "=" and "==", "!=" and "≠", ">=" and "≥", "<=" and "≤", ">", "<"; a file's name with a
// comma or a bracket in it stands in quotes. Throws Error(usage) that says where it went wrong.
Expression parse_expression(std::string_view text);

}  // namespace evenlight
