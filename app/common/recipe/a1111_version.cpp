#include "app/common/recipe/a1111_version.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1.10" at the start of the text.
std::optional<std::pair<int, int>> version_at(std::string_view text) {
  int major = 0, minor = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc()) return std::nullopt;
  return std::pair(major, minor);
}

}  // namespace

bool is_a1111_since_1_9(std::string_view version) {
  constexpr std::pair first{1, 9};
  version = trimmed(version);
  // Forge's own version stands before A1111's.
  for (size_t at = 1; at + 1 < version.size(); ++at) {
    if (version[at] != 'v' || !is_digit(version[at - 1])) continue;
    if (const auto behind = version_at(version.substr(at + 1))) return *behind >= first;
  }
  if (version.starts_with('f') && version.size() > 1 && is_digit(version[1])) return true;
  if (version.starts_with('v')) version.remove_prefix(1);
  if (const auto plain = version_at(version)) return *plain >= first;
  const bool commit = version.size() >= 7 && std::ranges::all_of(version, [](char c) {
                        return is_digit(c) || (c >= 'a' && c <= 'f');
                      });
  return !version.empty() && !commit;
}

}  // namespace evenlight
