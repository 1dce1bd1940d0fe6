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

// One prompt and arm with a classified image. The verdict holds for every assignment of the
// unclear images.
struct CorrectedPrompt {
  std::string prompt, arm;
  std::vector<CorrectedClass> classes;
  double total_variation = 0;   // from parity
  double distance = 0;          // that, less what luck adds
  Interval distance_interval;   // of it, with the errors of images and check set
  MarginTests margin_adjusted;  // over the prompts of its arm
  Verdict verdict = Verdict::inconclusive;
};

// Labelled pictures that the instrument classified and people could not: their share of such
// labels, with Wilson's interval.
struct UnreadableShare {
  int64_t count = 0, labels = 0;
  Interval interval;
  double share() const { return double(count) / double(labels); }
};

// All prompts of one arm: the mean total variation from parity, less what luck adds, with an
// interval that carries the errors of prompts, images and check set.
struct CorrectedSummary {
  std::string arm, attribute;
  int64_t prompts = 0;
  double mean = 0;
  Interval interval;
  VerdictCounts verdicts;
};

struct CorrectedAttribute {
  std::vector<CorrectedPrompt> prompts;   // by arm, in order of first appearance
  std::vector<CorrectedSummary> summary;  // an arm each
  UnreadableShare unreadable;
};

// The correction of one attribute of the counts; of very many prompts with fewer draws, for the
// same precision in the same time. Throws InputError if the check set is too poor.
Corrector corrector_of(const Counts& counts, size_t attribute, const Confusion& check_set,
                       const AnalysisSettings& settings);

// One attribute's shares corrected for an instrument that errs, as far as a check set tells. The
// errors, and the share of pictures that people cannot read, are taken to be alike in every prompt;
// corrected shares are of the pictures that people can read. `check_set` [class][answer] is over
// the attribute's classes; a row more is of pictures that people could not read. Throws InputError
// if it is too poor.
CorrectedAttribute corrected_attribute(const Counts& counts, size_t attribute,
                                       const Confusion& check_set,
                                       const AnalysisSettings& settings);

// A verdict as counted stands only where the corrected share has it too; else it is inconclusive.
void heed_correction(Analysis& analysis, const std::string& attribute,
                     const CorrectedAttribute& corrected);

}  // namespace evenlight::audit
