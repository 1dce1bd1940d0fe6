#pragma once

#include <string>
#include <vector>

#include "bias_audit/report/report.h"

namespace evenlight::audit {

// What standards ask an audit's report for, and where it stands here. A report is aligned with
// them; that it complies is for others to say.
struct StandardRow {
  std::string standard, asks, here;
};
std::vector<StandardRow> standard_rows(const Report& report);

}  // namespace evenlight::audit
