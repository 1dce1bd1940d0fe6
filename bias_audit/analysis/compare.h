#pragma once

#include <nlohmann/json.hpp>

#include "bias_audit/analysis/results.h"
#include "bias_audit/data/database.h"

namespace evenlight::audit {

// One of the two that are compared: an audit with its model and recipe, or an arm of counts.
struct ComparedSide {
  std::string arm;
  nlohmann::ordered_json model, recipe;
};

// Shares of a class before and after: of pairs in which both images were read, or of two arms.
struct ShareChange {
  double first = 0, second = 0;
  Interval interval;  // of second less first
  double p = 1;
  double p_adjusted = 1;       // over the prompts
  double distance_change = 0;  // from parity; below 0: nearer to it
  bool overshoot = false;      // crossed parity and lies farther beyond it
  double difference() const { return second - first; }
};

// Shares of the pairs that show the occupation that was asked for.
struct AskedChange {
  double first = 0, second = 0;
  double p = 1;
};

// What is known only where images are paired by seed.
struct PairedImages {
  int64_t both_read = 0, not_both_read = 0;
  int64_t to_woman = 0, to_man = 0;
  std::optional<AskedChange> asked;  // where an instrument reads occupations
};

struct ComparedPrompt {
  std::string prompt;
  std::string attribute, class_name;  // whose share it is
  std::optional<PairedImages> pairs;  // of two audits
  std::optional<ShareChange> change;  // nothing if no pair was read in both
  bool changed = false;               // the adjusted p is at most q
};

struct ComparisonSummary {
  int64_t prompts = 0, changed = 0, overshoot = 0;
  std::optional<double> mean_distance_change;  // with what luck adds taken off either side
  double mean_distance_change_counted = 0;
  Interval mean_distance_change_interval;
};

struct Comparison {
  bool paired = false;
  ComparedSide first, second;
  std::vector<ComparedPrompt> prompts;
  ComparisonSummary summary;
};

// Two audits of the same prompts and seeds, image by image: what a change of model, mitigation or
// settings did. Only pairs in which both images read as woman or man count; the others are told.
// Intervals are Newcombe's for paired shares, that of the mean is mean_change()'s. Throws
// InputError when the two share no prompt and seed.
Comparison compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                          const AnalysisSettings& settings);

// The same by arms of a file of counts, which knows no pairs: Newcombe's interval and Fisher's
// exact test. `arms` names the first and the second; it may be empty if there are only two. Throws
// InputError otherwise.
Comparison compare_arms(const Counts& counts, const AnalysisSettings& settings,
                        std::vector<std::string> arms = {});

}  // namespace evenlight::audit
