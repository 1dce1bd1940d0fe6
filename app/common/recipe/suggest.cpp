#include "app/common/recipe/suggest.h"

#include <algorithm>
#include <vector>

namespace evenlight {
namespace {

constexpr size_t max_name = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

// Levenshtein 1966: insertions, deletions and replacements that make b of a.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view closest_name(std::string_view wanted, std::span<const std::string_view> names) {
  if (wanted.empty() || wanted.size() > max_name) return {};
  std::string_view best;
  // One slip in a short name, one in three characters of a long one.
  size_t best_distance = std::max<size_t>(wanted.size() / 3, 1) + 1;
  for (const std::string_view name : names) {
    const size_t slips = distance(wanted, name);
    if (slips < best_distance) best = name, best_distance = slips;
  }
  return best;
}

Message did_you_mean(std::string_view name) {
  return name.empty() ? plain("") : say<" (did you mean {0}?)">(name);
}

}  // namespace evenlight
