#pragma once

#include "bias_audit/analysis/references.h"
#include "bias_audit/stats/correction.h"

namespace evenlight::audit {

// What prompts are compared with, corrected for an instrument that errs as their own shares are
// (corrected_attribute): differences from rows of the workforce, a baseline (whose share is
// corrected by the same labels) and a target, with intervals that carry the errors of images,
// labels and references; verdicts hold for every assignment of the unclear images. A verdict as
// counted stands only where the corrected difference has it too. Parity is left to the corrected
// shares. `results` are of `attribute`, which has two classes.
void correct_references(ReferenceResults& results, const References& references,
                        const Counts& counts, size_t attribute, const Confusion& check_set,
                        const AnalysisSettings& settings);

}  // namespace evenlight::audit
