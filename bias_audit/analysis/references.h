#pragma once

#include <map>

#include "bias_audit/analysis/results.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

// What a prompt's share of "woman" is compared with; of counts from elsewhere there may be neither
// a set nor images of a baseline.
struct References {
  const PromptSet* set = nullptr;
  struct Baseline {
    int64_t woman = 0, n = 0;
  };
  std::string baseline;                       // its prompt; empty: none
  std::map<std::string, Baseline> baselines;  // its images by arm
  std::optional<double> target_woman;
  bool sequential = false;  // intervals at sequence_alpha that hold whenever the audit stopped
  double sequence_alpha = 0;
};

// Share of the images less share of the reference.
struct ReferenceDifference {
  double value = 0;
  Interval interval;                    // carries the reference's own error
  std::optional<double> p;              // none where numbers of images were decided while looking
  double p_adjusted = 1;                // over the prompts of one arm and kind of reference
  MarginTests margin, margin_adjusted;  // what the verdict goes by, unless sequential
};

// The same with the instrument's errors taken out of both by human labels.
struct CorrectedDifference {
  double woman = 0;           // of the reference: a baseline's share is corrected too
  double value = 0;           // corrected share less that
  Interval interval;          // carries the errors of images, labels and reference
  std::vector<double> draws;  // of the value, while it is computed
  MarginTests margin, margin_adjusted;
  Verdict verdict = Verdict::inconclusive;
};

// One thing that a prompt is compared with.
struct ReferenceRow {
  std::string reference;  // parity, row (of the workforce), baseline, target
  std::string title, source;
  double woman = 0.5;
  double standard_error = 0;                      // of that
  int64_t n = 0;                                  // images of a baseline
  std::optional<ReferenceDifference> difference;  // nothing if no image was classified
  std::optional<CorrectedDifference> corrected;   // where labels correct the attribute
  Verdict verdict = Verdict::inconclusive;
  bool is_unchecked = false;  // would be within, were the instrument checked
};

// Another row of the workforce that a prompt could mean.
struct AlternateRow {
  std::string title;
  double woman = 0;
};

struct ReferencedPrompt {
  std::string prompt, arm;
  int64_t n = 0;  // classified
  std::optional<double> woman;
  std::vector<ReferenceRow> against;
  std::vector<AlternateRow> alternates;
};

// All prompts of one arm beside one kind of reference.
struct ReferenceSummary {
  std::string arm, reference;
  int64_t prompts = 0;
  double mean_gap = 0;
  double mean_gap_by_luck = 0;                // that shares exactly at the reference would show
  std::optional<Interval> mean_gap_interval;  // that of parity stands in the analysis
  std::optional<double> corrected_mean_gap;   // where labels correct the attribute
  std::optional<Interval> corrected_mean_gap_interval;
  // Pearson's, and the least-squares slope of the shares over the reference; nothing where it does
  // not vary.
  std::optional<double> correlation, slope;
  int64_t farther_from_parity = 0, farther_by_10_points = 0;  // than the reference
};

struct ReferenceResults {
  std::vector<ReferencedPrompt> prompts;
  std::vector<ReferenceSummary> summary;
};

// Every prompt and arm of the attribute beside parity, the set's row, the baseline and the target.
// The prompt is found in the set by its id or its words.
std::vector<ReferencedPrompt> referenced_prompts(const References& references, const Counts& counts,
                                                 size_t attribute,
                                                 const AnalysisSettings& settings);

// In order of first appearance.
std::vector<ReferenceSummary> reference_summary(const std::vector<ReferencedPrompt>& prompts,
                                                const AnalysisSettings& settings);

// The baseline's images of an audit that has one.
References references_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                         std::optional<double> target_woman, double confidence);

}  // namespace evenlight::audit
