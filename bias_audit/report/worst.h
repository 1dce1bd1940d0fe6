#pragma once

#include "bias_audit/report/report.h"

namespace evenlight::audit {

// The ten groups of presentation that lie farthest from parity, the farthest first: by their shares
// corrected by labels where there are such.
std::vector<WorstPrompt> worst_of(const Report& report);

}  // namespace evenlight::audit
