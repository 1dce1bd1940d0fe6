#pragma once

#include "bias_audit/analysis/results.h"

namespace evenlight::audit {

// Says of every arm and attribute of few classes what its number of images can show, and how many
// it takes. `sequential`: each prompt may stop early, which two classes decide.
void add_sample_sizes(Analysis& analysis, bool sequential);

}  // namespace evenlight::audit
