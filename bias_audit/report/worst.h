#pragma once

#include "bias_audit/analysis/results.h"

namespace evenlight::audit {

// The ten groups of presentation that lie farthest from parity, the farthest first, by their
// places.
std::vector<size_t> worst_of(const std::vector<GroupResult>& groups);

}  // namespace evenlight::audit
