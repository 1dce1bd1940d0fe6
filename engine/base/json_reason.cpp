#include "engine/base/json_reason.h"

#include <string>

namespace evenlight {
namespace {

struct Reason {
  std::string_view words;  // of nlohmann's sentence
  Message (*say)();
};
// The first that fits; what none fits is something that JSON does not allow at that place.
constexpr Reason reasons[] = {
    {"unexpected end of input", [] { return say<"it ends too early">(); }},
    {"ill-formed UTF-8", [] { return say<"there are bytes that are not UTF-8">(); }},
    {"missing closing quote", [] { return say<"a text is not closed with a quotation mark">(); }},
    {"must be escaped",
     [] { return say<"a control character in a text must be written as \\n or \\u00XX">(); }},
    {"invalid string", [] { return say<"a text has a backslash before the wrong character">(); }},
    {"invalid number",
     [] { return say<"a number is written in a way that JSON does not know">(); }},
    {"number overflow", [] { return say<"a number is too large">(); }},
    {"invalid literal",
     [] { return say<"a word is neither in quotation marks nor true, false or null">(); }},
    {"while parsing object key", [] { return say<"a key in quotation marks is missing">(); }},
    {"while parsing object separator", [] { return say<"a colon is missing after a key">(); }},
    {"while parsing object", [] { return say<"a comma or a closing brace is missing">(); }},
    {"while parsing array", [] { return say<"a comma or a closing bracket is missing">(); }},
    {"expected end of input", [] { return say<"there is more after its end">(); }},
};

Message reason_of(std::string_view what) {
  for (const Reason& reason : reasons) {
    if (what.find(reason.words) != std::string_view::npos) return reason.say();
  }
  return say<"a value is missing">();
}

// The digits that follow `label`, as they are.
std::string_view number_after(std::string_view what, std::string_view label) {
  const size_t at = what.find(label);
  if (at == std::string_view::npos) return {};
  what.remove_prefix(at + label.size());
  return what.substr(0, what.find_first_not_of("0123456789"));
}

}  // namespace

Message json_reason(std::string_view what) {
  const std::string_view line = number_after(what, "at line ");
  const std::string_view column = number_after(what, ", column ");
  if (line.empty() || column.empty()) return reason_of(what);
  return say<"line {0}, column {1}: {2}">(line, column, reason_of(what));
}

}  // namespace evenlight
