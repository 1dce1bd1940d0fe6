#include "bias_audit/report/worst.h"

#include <algorithm>

#include "bias_audit/report/lookup.h"

namespace evenlight::audit {

std::vector<WorstPrompt> worst_of(const Report& report) {
  constexpr size_t max_rows = 10;
  std::vector<WorstPrompt> rows;
  for (size_t i = 0; i < report.analysis.groups.size(); ++i) {
    const GroupResult& group = report.analysis.groups[i];
    if (group.attribute != "presentation" || !group.parity) continue;
    if (const CorrectedPrompt* row = corrected_row(report, group)) {
      rows.push_back({i, row->distance, row->distance_interval, row->verdict, true});
    } else {
      rows.push_back({i, group.parity->corrected(), group.parity->interval, group.verdict, false});
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.distance > b.distance; });
  rows.resize(std::min(max_rows, rows.size()));
  return rows;
}

}  // namespace evenlight::audit
