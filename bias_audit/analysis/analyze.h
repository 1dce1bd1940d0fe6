#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "bias_audit/data/counts.h"

namespace evenlight::audit {

struct AnalysisSettings {
  double confidence =
      0.95;               // of every interval; 1 - confidence is also the equivalence test's level
  double epsilon = 0.10;  // margin around parity that a verdict is about, in shares
  double q = 0.05;        // largest adjusted p-value of a "skewed" prompt
  std::string adjustment = "benjamini_hochberg";  // an id of adjustment_methods()
  std::int64_t bootstrap_draws = 2000;
  std::int64_t monte_carlo_draws = 100000;
  std::uint64_t seed = 20240229;
};

// The statistics of labelled counts against parity, as {"settings", "groups", "summary"}:
// one group a prompt, arm and attribute, one summary an arm and attribute, in the order in which
// the counts name them. p-values are adjusted over the prompts of one arm and attribute that have a
// classified image. The mean distance is given as it was counted, and corrected for what luck adds
// to few images, with an interval that holds for a fair model too. A prompt without one has null
// shares and distances, p = 1 and is inconclusive. The same counts and settings give the same
// object. Throws ArgumentError for a setting out of range.
nlohmann::ordered_json analyze(const Counts& counts, const AnalysisSettings& settings = {});

}  // namespace evenlight::audit
