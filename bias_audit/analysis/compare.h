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

// Shares of a class before and after: of pairs in which both images were read, or of two samples.
struct ShareChange {
  double first = 0, second = 0;
  Interval interval;  // of second less first
  double p = 1;
  double p_adjusted = 1;       // over the prompts and classes of the attribute
  double distance_change = 0;  // of the prompt, from parity; below 0: nearer to it
  bool overshoot = false;      // of two classes: crossed parity and lies farther beyond it
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
  int64_t to_class = 0, from_class = 0;  // pairs that changed to the class and away from it
  std::optional<AskedChange> asked;      // where an instrument reads occupations
};

// One prompt in one class; of two classes only the first is told.
struct ComparedPrompt {
  std::string prompt;
  std::string attribute, class_name;  // whose share it is
  std::optional<PairedImages> pairs;  // of two audits with the same seeds
  std::optional<ShareChange> change;  // nothing if no pair was read in both
  bool changed = false;               // the adjusted p is at most q
};

// `prompts` counts prompts, the others too: a prompt changed if any of its classes did.
struct ComparisonSummary {
  int64_t prompts = 0, changed = 0, overshoot = 0;
  std::optional<double> mean_distance_change;  // with what luck adds taken off either side
  double mean_distance_change_counted = 0;
  Interval mean_distance_change_interval;
};

struct ComparedAttribute {
  std::string name;
  std::vector<ComparedPrompt> prompts;
  ComparisonSummary summary;
};

// Where the two asked in other words: of a template or of a subject.
struct WordingChange {
  std::string first, second;
};

struct Comparison {
  bool paired = false;
  bool of_audits = false;
  ComparedSide first, second;
  std::vector<WordingChange> wordings;
  std::vector<ComparedPrompt> prompts;  // of presentation; of counts all attributes of two classes
  ComparisonSummary summary;            // of the same
  std::vector<ComparedAttribute> attributes;  // every one that both have, presentation first
};

// Two audits with the same subjects, image by image: paired by subject, template (by its place in
// the set) and seed, so that another wording, model, mitigation or setting can be compared. Only
// pairs in which both images have a class count; the others are told. Intervals are Newcombe's for
// paired shares, tests McNemar's exact one for each class; that of the mean is mean_change()'s.
// Imported pictures whose seeds are not known are compared prompt by prompt without pairs. Throws
// InputError when the two share no such prompt and seed, or were measured by other instruments.
Comparison compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                          const AnalysisSettings& settings);

// The same by arms of a file of counts, which knows no pairs: Newcombe's interval and Fisher's
// exact test. `arms` names the first and the second; it may be empty if there are only two. Throws
// InputError otherwise.
Comparison compare_arms(const Counts& counts, const AnalysisSettings& settings,
                        std::vector<std::string> arms = {});

}  // namespace evenlight::audit
