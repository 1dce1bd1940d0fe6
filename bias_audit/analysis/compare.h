#pragma once

#include "bias_audit/report/report.h"

namespace evenlight::audit {

// Two audits of the same prompts and seeds, image by image: what a change of model, mitigation or
// settings did. {"first", "second", "pairs", "prompts":[{"prompt", "pairs", "woman_first",
// "woman_second", "difference", "interval", "to_woman", "to_man", "p_mcnemar", "p_adjusted",
// "distance_change", "overshoot", "verdict"}], "summary"}. Only pairs in which both images read as
// woman or man count; the others are told. Where an instrument reads occupations, "as_asked_first"
// and "as_asked_second" are the shares of all pairs that show what was asked. Intervals are
// Newcombe's for paired shares, that of the mean is a bootstrap over prompts, then seeds; overshoot
// is a share that crossed parity and lies further beyond it. Throws InputError when the two share
// no prompt and seed.
nlohmann::ordered_json compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                                      const AnalysisSettings& settings);

// One of the same by arms of a file of counts, which knows no pairs: Newcombe's interval and
// Fisher's exact test. `arms` names the first and the second; it may be empty if there are only
// two. Throws InputError otherwise.
nlohmann::ordered_json compare_arms(const Counts& counts, const AnalysisSettings& settings,
                                    std::vector<std::string> arms = {});

}  // namespace evenlight::audit
