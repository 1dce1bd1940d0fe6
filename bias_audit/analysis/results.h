#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/data/counts.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/goodness_of_fit.h"
#include "bias_audit/stats/interval.h"
#include "bias_audit/stats/null_band.h"
#include "bias_audit/stats/verdict.h"

// What analyze() finds. report/to_json.h says how it is written.
namespace evenlight::audit {

struct AnalysisSettings {
  double confidence =
      0.95;               // of every interval; 1 - confidence is also the equivalence test's level
  double epsilon = 0.10;  // margin around parity that a verdict is about, in shares
  double q = 0.05;        // share of audits that may have a wrong "skewed"
  std::string adjustment = "benjamini_hochberg";  // of p against parity: adjustment_methods()
  // Attributes whose instrument was checked by people or has a stated sensitivity and specificity,
  // or that people read themselves. Of any other no prompt is said to be "within".
  std::vector<std::string> checked;
  // Attributes whose parity is nobody's goal unless a target is named: they are told, not judged.
  std::vector<std::string> described;
  int64_t bootstrap_draws = 2000;
  int64_t monte_carlo_draws = 100000;
  uint64_t seed = 20240229;
};

// One class of a group: its share with every interval. With nothing classified each interval is all
// of [0, 1] and there is no share.
struct ClassResult {
  std::string name;
  int64_t count = 0;
  std::optional<double> share;
  Interval wilson, clopper_pearson, jeffreys, agresti_coull;
  Interval goodman, sison_glaz;  // hold for all classes at once
  Interval worst_case;           // of the share, for every assignment of the unclear images
  // The one to show: Wilson's of two classes, Goodman's of three to six, Sison and Glaz's of more,
  // a confidence sequence where numbers of images were decided while looking.
  Interval interval;
  const char* interval_method = "wilson";
};

struct Effect {
  const char* name = "cohen_w";  // cohen_h of two classes
  double value = 0;
};

struct Distances {
  double hellinger = 0, hellinger_corrected = 0;
  double jensen_shannon_bits = 0, jensen_shannon_bits_corrected = 0;
  double entropy_normalised = 0, entropy_normalised_corrected = 0;
  double effective_classes = 0;
};

// How far the classified images of a group lie from parity; there is at least one.
struct ParityResult {
  double total_variation = 0;  // as counted
  Luck luck;                   // in it
  Interval interval;           // of the total variation
  Interval worst_case;         // of it, for every assignment of the unclear images
  NullBand fair_model;         // what parity itself would show
  ChiSquare chi_square;
  std::optional<double> p_equivalence;  // of two classes
  Effect effect;
  Distances distances;
  double corrected() const { return std::max(0.0, total_variation - luck.expected); }
};

// Evidence that may be looked at after every image.
struct SequenceResult {
  Interval shares;                // of the first class
  std::vector<Interval> classes;  // of each class, all of them together
  Interval total_variation;       // from parity, of this prompt alone
  double log_e_value = 0;
};

// The images of one prompt, arm and attribute.
struct GroupResult {
  std::string prompt, arm, attribute;
  int64_t n = 0;  // classified
  UnclassifiedCounts unclassified = {};
  std::vector<ClassResult> classes;  // none where an attribute has no image with a class at all
  double p = 1;
  std::string p_method = "none";
  double p_adjusted = 1;
  MarginTests margin;           // the p-values of "skewed" and "within"
  MarginTests margin_adjusted;  // over the prompts: what the verdict goes by
  Verdict verdict = Verdict::inconclusive;
  bool is_unchecked = false;               // would be within, were the instrument checked
  bool is_described = false;               // has no verdict, as nobody named a target
  bool is_in_question = false;             // would have one, were it known what each class means
  std::optional<ParityResult> parity;      // of n > 0
  std::optional<SequenceResult> sequence;  // where numbers of images were decided while looking

  int64_t unclear() const;  // all three kinds together
  int64_t images() const { return n + unclear(); }
  CountVector counts() const;  // a class each
};

// How many prompts have which verdict.
struct VerdictCounts {
  int64_t skewed = 0, within = 0, inconclusive = 0;
  void add(Verdict verdict);
};

// Mean over the prompts with a classified image of the total variation from parity: as counted, and
// less what luck adds. The interval, of the true mean, holds both.
struct MeanDistance {
  double counted = 0;
  double corrected = 0;
  Interval interval;
  // Of seeds that prompts share; 1 where that is not known.
  double design_effect = 1;         // of the mean distance
  double pooled_design_effect = 1;  // of a share in all images together
  double effective_images = 0;      // classified images over the latter
  bool allows_for_stops = false;    // numbers of images were decided while looking
  double fair_model = 0;            // what a fair model would show before the correction
};

// Of two classes: prompts by how one-sided they are.
struct Extremes {
  int64_t beyond_80_20 = 0, beyond_95_5 = 0, one_sided = 0;
  int64_t surely_beyond_90_10 = 0;  // by the whole Wilson interval
  int64_t could_be_shown = 0;       // prompts with images enough to show it of a one-sided one
  int64_t not_ruled_out = 0;        // prompts whose interval reaches beyond 90 % or 10 %
  int64_t images_needed = 0;        // of a prompt, to show it of a one-sided one
};

// What so many images can show, were the model fair in every prompt.
struct SampleSize {
  int64_t images = 0;             // classified a prompt, the middle one
  double found_within = 0;        // share of fair prompts that would be found within
  double wanted = 0;              // the share that `needed` is for
  std::optional<int64_t> needed;  // classified images a prompt
};

// All prompts of one arm and attribute.
struct FamilySummary {
  std::string arm, attribute;
  int64_t prompts = 0;
  int64_t measured = 0;  // of them, with a classified image
  int64_t images = 0, classified = 0;
  VerdictCounts verdicts;
  std::optional<MeanDistance> distance;  // of measured > 0
  std::optional<Extremes> extremes;
  std::optional<SampleSize> sample_size;  // by add_sample_sizes()
};

struct Analysis {
  AnalysisSettings settings;
  std::vector<GroupResult> groups;     // in the order of the counts
  std::vector<FamilySummary> summary;  // in order of first appearance
};

}  // namespace evenlight::audit
