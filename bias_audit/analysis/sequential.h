#pragma once

#include "bias_audit/analysis/results.h"
#include "bias_audit/data/audit_settings.h"

namespace evenlight::audit {

// Of a sequential audit, whose numbers of images were decided while looking: verdicts, intervals
// and p-values of an attribute that allow for that, in place of analyze()'s. A verdict stands when
// the confidence sequences at `alpha` do. They hold at whatever moment a prompt ends and whatever
// ended it, so they are right for an attribute that decided nothing too.
void judge_by_sequence(Analysis& analysis, const std::string& attribute, double alpha);

// What each of the audit's prompts gets of the error level.
double sequence_alpha(const AuditSettings& audit, double confidence);

}  // namespace evenlight::audit
