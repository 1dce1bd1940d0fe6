#pragma once

#include "bias_audit/report/report.h"

namespace evenlight::audit {

// Classes of which nobody said whether they are any: a verdict of `results` stays where it is the
// same with their images as unclear ones, and is inconclusive elsewhere. An attribute with a check
// set has its classes from there.
void heed_questions(AnalysedCounts& results, const Counts& counts, const ReportSettings& settings);

}  // namespace evenlight::audit
