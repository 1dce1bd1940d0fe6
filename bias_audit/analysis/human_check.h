#pragma once

#include "bias_audit/analysis/check_set.h"
#include "bias_audit/analysis/corrected.h"
#include "bias_audit/analysis/counted_share.h"

namespace evenlight::audit {

// What people's labels say of one attribute of an audit, and each prompt's shares corrected by it.
struct HumanCheck {
  CheckSet set;
  std::vector<CountedShare> recalls;  // a class each: of those classified, as people read them
  std::optional<CorrectedAttribute> corrected;  // of set.can_correct
};

// The labels of pictures that the instrument classified, as a correction takes them.
Confusion classified_part(const CheckSet& set);

HumanCheck human_check_of(const CheckSet& set, const Counts& counts,
                          const AnalysisSettings& settings);

}  // namespace evenlight::audit
