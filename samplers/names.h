// Looking up rows of a table by what people call them.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "samplers/argument_error.h"

namespace evenlight::samplers {

inline bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// The row whose id, name or alias is `wanted`, or null.
template <class Row>
const Row* look_up(std::span<const Row> rows, std::string_view wanted) {
  for (const Row& row : rows) {
    if (same_name(row.id, wanted) || same_name(row.name, wanted)) return &row;
    for (const std::string_view alias : row.aliases) {
      if (same_name(alias, wanted)) return &row;
    }
  }
  return nullptr;
}

// As look_up, but throws ArgumentError: unknown KIND "wanted"; accepted are …
template <class Row>
const Row& find_row(std::span<const Row> rows, std::string_view wanted, std::string_view kind) {
  if (const Row* row = look_up(rows, wanted)) return *row;
  std::string message =
      "unknown " + std::string(kind) + " \"" + std::string(wanted) + "\"; accepted are ";
  for (size_t i = 0; i < rows.size(); ++i) {
    message += (i ? ", " : "") + std::string(rows[i].id);
  }
  throw ArgumentError(message);
}

}  // namespace evenlight::samplers
