#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/stats/correction.h"

namespace evenlight::audit {

// One attribute's shares corrected for an instrument that errs, as far as a check set tells. The
// errors are taken to be alike in every prompt. {"prompts": one row a prompt and arm with a
// classified image, "summary": one row an arm}. A row has each class's share and interval, the
// total variation from parity and a verdict that holds however the unclear images are given out;
// a summary has the mean distance with an interval that carries the errors of prompts, images and
// check set, and how many prompts are skewed, within and inconclusive.
// `check_set` [class][answer] is over the attribute's classes. Throws InputError if it is too poor.
nlohmann::ordered_json corrected_json(const Counts& counts, size_t attribute,
                                      const Confusion& check_set, const AnalysisSettings& settings);

}  // namespace evenlight::audit
