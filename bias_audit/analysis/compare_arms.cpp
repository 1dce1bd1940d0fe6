#include <algorithm>

#include "bias_audit/analysis/compare_parts.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

// The two that are meant. Throws InputError.
std::vector<std::string> two_arms(const Counts& counts, std::vector<std::string> arms) {
  std::vector<std::string> known;
  for (const CountGroup& group : counts.groups) {
    if (std::find(known.begin(), known.end(), group.arm) == known.end()) known.push_back(group.arm);
  }
  if (arms.empty()) arms = known;
  if (arms.size() != 2) {
    std::vector<Argument> names;
    for (const std::string& arm : known) names.emplace_back("\"" + shown(arm) + "\"");
    throw InputError(say<"These counts have {0} arms ({1}); comparing takes two: {2}">(
        arms.size(), names, say<"name them">()));
  }
  for (const std::string& arm : arms) {
    if (std::find(known.begin(), known.end(), arm) == known.end()) {
      throw InputError(say<"\"{0}\" is no arm of these counts">(shown(arm)));
    }
  }
  return arms;
}

}  // namespace

Comparison compare_arms(const Counts& counts, const AnalysisSettings& settings,
                        std::vector<std::string> arms) {
  arms = two_arms(counts, std::move(arms));
  Comparison comparison;
  comparison.first.arm = arms[0];
  comparison.second.arm = arms[1];
  add_unpaired(comparison, counts, arms[0], arms[1], settings);
  if (comparison.attributes.empty()) {
    throw InputError(say<"The arms \"{0}\" and \"{1}\" share no prompt with classified images">(
        shown(arms[0]), shown(arms[1])));
  }
  return comparison;
}

}  // namespace evenlight::audit
