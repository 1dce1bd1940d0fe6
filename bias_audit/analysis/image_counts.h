#pragma once

#include "bias_audit/data/counts.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

// What the images of an audit were counted as; its baseline is left out.
Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images);

}  // namespace evenlight::audit
