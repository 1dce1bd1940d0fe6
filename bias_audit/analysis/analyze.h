#pragma once

#include "bias_audit/analysis/results.h"

namespace evenlight::audit {

// The statistics of labelled counts against parity: one group a prompt, arm and attribute, one
// summary an arm and attribute, in the order in which the counts name them. p-values are adjusted
// over the prompts of one arm and attribute that have a classified image. The mean distance is
// given as it was counted, and corrected for what luck adds to few images, with an interval that
// holds for a fair model too. A prompt without a classified image has no shares and distances,
// p = 1 and is inconclusive. The same counts and settings give the same results. Throws
// ArgumentError for a setting out of range.
Analysis analyze(const Counts& counts, const AnalysisSettings& settings = {});

// The attributes that are described only (age, tone_band and an audit's own), less those with a
// target.
std::vector<std::string> described_attributes(const std::vector<std::string>& with_target,
                                              const std::vector<std::string>& own = {});

}  // namespace evenlight::audit
