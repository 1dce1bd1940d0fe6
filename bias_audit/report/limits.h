#pragma once

#include "bias_audit/analysis/check_set.h"

namespace evenlight::audit {

// What the numbers of an audit, or of counts, cannot say. `checks` has one an attribute.
std::vector<Message> limits_of(const AuditSettings& audit, const std::vector<CheckSet>& checks);

}  // namespace evenlight::audit
