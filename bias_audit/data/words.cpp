#include "bias_audit/data/words.h"

#include <algorithm>

namespace evenlight::audit {

std::string plain_name(const std::string& name) {
  if (name == "tone_band") return "skin tone";
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string counted(int64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& names, const std::string& last) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    if (i > 0) text.append(is_last ? " " : ", ");
    if (i > 0 && is_last) text.append(last).append(" ");
    text.append(names[i]);
  }
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 32);
  return text;
}

std::string with_unbroken_percents(std::string text) {
  for (size_t at = 0; (at = text.find(" %", at)) != std::string::npos; ++at) {
    const bool number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    if (number) text.replace(at, 1, "\u00a0");
  }
  return text;
}

}  // namespace evenlight::audit
