#pragma once

#include <cstddef>

#include "bias_audit/analysis/results.h"
#include "bias_audit/stats/correction.h"

namespace evenlight::audit {

struct CorrectedClass {
  std::string name;
  double share = 0;
  Interval interval;
};

// One prompt and arm with a classified image. The verdict holds however the unclear images are
// given out.
struct CorrectedPrompt {
  std::string prompt, arm;
  std::vector<CorrectedClass> classes;
  double total_variation = 0;        // from parity
  std::optional<double> p_adjusted;  // of two classes
  Verdict verdict = Verdict::inconclusive;
};

// All prompts of one arm: the mean total variation from parity, less what luck adds, with an
// interval that carries the errors of prompts, images and check set.
struct CorrectedSummary {
  std::string arm, attribute;
  std::int64_t prompts = 0;
  double mean = 0;
  Interval interval;
  VerdictCounts verdicts;
};

struct CorrectedAttribute {
  std::vector<CorrectedPrompt> prompts;   // by arm, in order of first appearance
  std::vector<CorrectedSummary> summary;  // an arm each
};

// One attribute's shares corrected for an instrument that errs, as far as a check set tells. The
// errors are taken to be alike in every prompt. `check_set` [class][answer] is over the attribute's
// classes. Throws InputError if it is too poor.
CorrectedAttribute corrected_attribute(const Counts& counts, size_t attribute,
                                       const Confusion& check_set,
                                       const AnalysisSettings& settings);

}  // namespace evenlight::audit
