#include "bias_audit/stats/agreement.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"

namespace evenlight::audit {

namespace {

struct Margins {
  std::vector<double> row, column;
  double total = 0;
};

Margins margins_of(const std::vector<std::vector<int64_t>>& table) {
  Margins margins{std::vector<double>(table.size()), std::vector<double>(table.size())};
  for (size_t i = 0; i < table.size(); ++i) {
    if (table[i].size() != table.size()) {
      throw ArgumentError("kappa needs a square table");
    }
    for (size_t j = 0; j < table.size(); ++j) {
      if (table[i][j] < 0) throw ArgumentError("a count must not be negative");
      const auto count = double(table[i][j]);
      margins.row[i] += count;
      margins.column[j] += count;
      margins.total += count;
    }
  }
  if (margins.total <= 0) throw ArgumentError("kappa needs at least one rated image");
  return margins;
}

}  // namespace

Kappa cohen_kappa(const std::vector<std::vector<int64_t>>& table) {
  Margins margins = margins_of(table);
  const double total = margins.total;
  double observed = 0, by_luck = 0;
  for (size_t i = 0; i < table.size(); ++i) {
    margins.row[i] /= total;
    margins.column[i] /= total;
    observed += double(table[i][i]) / total;
    by_luck += margins.row[i] * margins.column[i];
  }
  if (by_luck >= 1) throw ArgumentError("kappa has no value: only one class was used");
  const double kappa = (observed - by_luck) / (1 - by_luck);
  double same = 0, different = 0;
  for (size_t i = 0; i < table.size(); ++i) {
    for (size_t j = 0; j < table.size(); ++j) {
      const double share = double(table[i][j]) / total;
      const double at = i == j ? 1 - (margins.row[i] + margins.column[i]) * (1 - kappa)
                               : margins.column[i] + margins.row[j];
      (i == j ? same : different) += share * at * at;
    }
  }
  const double luck_term = kappa - by_luck * (1 - kappa);
  const double variance = (same + (1 - kappa) * (1 - kappa) * different - luck_term * luck_term) /
                          ((1 - by_luck) * (1 - by_luck) * total);
  return {kappa, std::sqrt(std::max(0.0, variance))};
}

}  // namespace evenlight::audit
