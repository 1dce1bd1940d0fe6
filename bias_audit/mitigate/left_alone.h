// Prompts that no mitigation touches: they say the attribute already, name a certain person or are
// set in the past.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace evenlight::audit {

struct LeftAloneRule {
  std::string_view id;    // as an audit's settings hold it
  std::string_view help;  // for people
  bool (*applies)(std::string_view prompt, const std::string& attribute);
};
std::span<const LeftAloneRule> left_alone_rules();

// The first rule that says so, or null.
const LeftAloneRule* left_alone(std::string_view prompt, const std::string& attribute);

}  // namespace evenlight::audit
