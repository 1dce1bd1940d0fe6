#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bias_audit/analysis/results.h"
#include "bias_audit/data/database.h"
#include "bias_audit/stats/mean_distance.h"

// What a mitigation did to the shares: towards its target, beyond it, and where it should not.
namespace evenlight::audit {

// One prompt that has a target. Shares are over the pairs of images that were read in both audits.
struct MitigatedPrompt {
  std::string prompt;
  int64_t pairs = 0;
  std::vector<double> before, after, target;       // shares by class
  double distance_before = 0, distance_after = 0;  // from the target, in total variation
  // Of the class that passed the target by more than the margin, from the side it was on.
  std::optional<std::string> overshoot;
};

// Another attribute that the instruments read: how far its shares moved, prompt by prompt.
struct MovedAttribute {
  std::string name;
  double mean_move = 0;  // total variation between before and after, mean over the prompts
  double by_luck = 0;    // what two samples of one distribution would move, about
  double largest = 0;
  std::string largest_in;  // that prompt
};

struct MitigationEffect {
  Mitigation mitigation;
  std::vector<MitigatedPrompt> prompts;
  MeanOfDistances before, after;  // from the target
  MeanChange change;
  // By how much the mean distance fell, as counted: 0.8 for four fifths; nothing if there was none.
  std::optional<double> reduction;
  int64_t overshoots = 0;
  std::optional<double> asked_before, asked_after;  // share that shows the occupation asked for
  std::vector<MovedAttribute> others;
  int64_t images = 0, drawn = 0;  // pictures of the audit, and seeds drawn for them
  int64_t not_accepted = 0;       // images of which no seed was read as the class wanted
};

// `after` is an audit of a mitigation of `before`: the same prompts and seeds. Overshoot is told
// beyond settings.epsilon. Throws InputError if they are not such a pair.
MitigationEffect mitigation_effect(const AuditDatabase& before, const AuditDatabase& after,
                                   const AnalysisSettings& settings);

}  // namespace evenlight::audit
