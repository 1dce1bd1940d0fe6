#pragma once

#include <string>
#include <vector>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/charts/charts.h"

namespace evenlight::audit {

// Each prompt's share of the class before (grey) and after (blue) on one line; parity as a line.
// Rows without a change are left out.
Drawing change_chart(const std::vector<ComparedPrompt>& rows, const std::string& class_name,
                     size_t classes, Rows shown = {});

}  // namespace evenlight::audit
