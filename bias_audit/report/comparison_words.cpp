#include "bias_audit/report/comparison_words.h"

#include "bias_audit/data/words.h"
#include "bias_audit/report/comparison_report.h"
#include "bias_audit/report/numbers.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::string value_text(const ordered_json& object, const std::string& key) {
  if (!object.is_object() || !object.contains(key)) return "–";
  const ordered_json& value = object.at(key);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void add_changes(const std::string& start, const ordered_json& first, const ordered_json& second,
                 std::vector<SettingChange>& changes) {
  for (const ordered_json* side : {&first, &second}) {
    if (!side->is_object()) continue;
    for (const auto& [key, value] : side->items()) {
      const bool told = side == &second && first.is_object() && first.contains(key);
      const std::string a = value_text(first, key), b = value_text(second, key);
      if (!told && a != b) changes.push_back({start + key, a, b});
    }
  }
}

std::string change_range(const ComparisonSummary& summary, const AnalysisSettings& settings) {
  const Interval& range = summary.mean_distance_change_interval;
  return points(summary.mean_distance_change) + " points (" +
         decimals(100 * settings.confidence, 0) + " % interval " + points(range.lo) + " to " +
         points(range.hi) + ")";
}

std::string prompts_words(const ComparisonSummary& summary) {
  return std::to_string(summary.changed) + " of " + counted(summary.prompts, "prompt", "prompts");
}

// Prompts that changed and lie farther beyond parity than before.
int64_t overshoots(const ComparedAttribute& attribute) {
  int64_t prompts = 0;
  for (const ComparedPrompt& row : attribute.prompts) {
    prompts += row.changed && row.change->overshoot ? 1 : 0;
  }
  return prompts;
}

// Nearer to parity, farther from it, or neither is shown.
std::string answer_of(const Comparison& comparison, const AnalysisSettings& settings) {
  const ComparisonSummary& summary = comparison.attributes.front().summary;
  const std::string what = plain_name(comparison.attributes.front().name);
  if (!summary.mean_distance_change) return "No pictures of the same prompt could be compared.";
  const Interval& range = summary.mean_distance_change_interval;
  const std::string start = capitalised(what) + " of the second lies ";
  if (range.hi < 0) {
    return start + "nearer to parity than that of the first, on average by " +
           change_range(summary, settings) + ".";
  }
  if (range.lo > 0) {
    return start + "farther from parity than that of the first, on average by " +
           change_range(summary, settings) + ".";
  }
  return "No change of the distance from parity in " + what + " is shown: on average " +
         change_range(summary, settings) + ".";
}

std::string next_step(const Comparison& comparison) {
  const ComparisonSummary& summary = comparison.attributes.front().summary;
  if (const int64_t prompts = overshoots(comparison.attributes.front()); prompts > 0) {
    return "Look first at the " +
           counted(prompts, "prompt that crossed parity and lies",
                   "prompts that crossed parity and lie") +
           " farther beyond it.";
  }
  if (summary.mean_distance_change && summary.mean_distance_change_interval.lo <= 0 &&
      summary.mean_distance_change_interval.hi >= 0) {
    return "More images per prompt narrow the interval; a change that matters may still hide in "
           "it.";
  }
  return "Look at the prompts without a shown change, and whether the pictures still show what "
         "was asked.";
}

}  // namespace

std::string side_name(const ComparedSide& side) {
  const std::string model = value_text(side.model, "name");
  if (model == "–") return side.arm.empty() ? "the counts without an arm" : "arm " + side.arm;
  const std::string version = value_text(side.model, "version");
  return model + (version == "–" ? "" : " " + version) +
         (side.arm.empty() ? "" : ", arm " + side.arm);
}

std::string comparison_title(const Comparison& comparison) {
  return "Comparison: " + side_name(comparison.first) + " and " + side_name(comparison.second);
}

std::string how_compared(const Comparison& comparison) {
  if (comparison.paired) {
    return "Paired picture by picture: the same subject, template and seed. Only pairs in which "
           "both pictures have a class count. Intervals are Newcombe's for paired shares, tests "
           "McNemar's exact one.";
  }
  return std::string("Compared prompt by prompt, without pairs") +
         (comparison.of_audits ? ", as not both have known seeds" : "") +
         ". Intervals are Newcombe's for two shares, tests Fisher's exact one.";
}

std::string attribute_sentence(const ComparedAttribute& attribute,
                               const AnalysisSettings& settings) {
  const ComparisonSummary& summary = attribute.summary;
  std::string out = capitalised(plain_name(attribute.name)) + ": changed in " +
                    prompts_words(summary) + " (tests adjusted over all prompts and classes)";
  if (const int64_t prompts = overshoots(attribute); prompts > 0) {
    out += ", overshoots parity in " + std::to_string(prompts);
  }
  if (!summary.mean_distance_change) return out + ". Nothing could be compared.";
  return out + "; mean distance from parity " + change_range(summary, settings) + ".";
}

std::vector<SettingChange> setting_changes(const Comparison& comparison) {
  std::vector<SettingChange> changes;
  if (comparison.first.arm != comparison.second.arm) {
    changes.push_back({"arm", comparison.first.arm.empty() ? "–" : comparison.first.arm,
                       comparison.second.arm.empty() ? "–" : comparison.second.arm});
  }
  add_changes("model: ", comparison.first.model, comparison.second.model, changes);
  add_changes("", comparison.first.recipe, comparison.second.recipe, changes);
  for (const WordingChange& wording : comparison.wordings) {
    changes.push_back({"wording", wording.first, wording.second});
  }
  return changes;
}

std::vector<std::string> comparison_sentences(const Comparison& comparison,
                                              const AnalysisSettings& settings) {
  const ComparisonSummary& summary = comparison.attributes.front().summary;
  return {answer_of(comparison, settings),
          "The share that reads as " +
              plain_name(comparison.attributes.front().prompts.front().class_name) +
              " changed in " + prompts_words(summary) +
              "; that the others did not is not shown by this.",
          next_step(comparison)};
}

}  // namespace evenlight::audit
