#include "bias_audit/analysis/compare.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "bias_audit/analysis/asked.h"
#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/mean_distance.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/two_samples.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

// By how much the second share lies farther from parity than the first.
double farther(double first, double second) {
  return std::abs(second - 0.5) - std::abs(first - 0.5);
}

bool is_overshoot(double before, double after) {
  const double a = before - 0.5, b = after - 0.5;
  return a * b < 0 && std::abs(b) > std::abs(a);
}

// Of one prompt: pairs by what the first and the second image read as.
struct Pairs {
  int64_t woman_woman = 0, woman_man = 0, man_woman = 0, man_man = 0;
  int64_t not_both = 0;
  // Pairs whose first, second or both images show the occupation that was asked, where an
  // instrument reads that: a mitigation must not cost the subject.
  int64_t asked = 0, asked_first = 0, asked_second = 0, asked_both = 0;

  int64_t both() const { return woman_woman + woman_man + man_woman + man_man; }
  double first() const { return share(woman_woman + woman_man); }
  double second() const { return share(woman_woman + man_woman); }
  double distance_change() const { return farther(first(), second()); }

 private:
  double share(int64_t k) const { return double(k) / double(both()); }
};

using Key = std::tuple<std::string, std::string, uint64_t>;  // prompt, text, seed

// What one image was seen as.
struct Seen {
  std::string outcome;
  std::optional<bool> as_asked;
};

std::map<Key, Seen> seen_in(const AuditDatabase& database) {
  std::map<Key, Seen> seen;
  const AuditSettings& settings = database.settings();
  for (const ImageRow& row : as_people_read(database, database.images())) {
    const PromptSubject& subject = settings.set.subjects[row.subject];
    seen[{subject.id, row.prompt, row.seed}] = {
        row.measurement.outcome, shows_what_was_asked(settings, subject, row.measurement)};
  }
  return seen;
}

void add_pair(Pairs& pairs, const Seen& a, const Seen& b) {
  if (a.as_asked && b.as_asked) {
    ++pairs.asked;
    pairs.asked_first += *a.as_asked ? 1 : 0;
    pairs.asked_second += *b.as_asked ? 1 : 0;
    pairs.asked_both += *a.as_asked && *b.as_asked ? 1 : 0;
  }
  const auto is_read = [](const Seen& seen) {
    return seen.outcome == "woman" || seen.outcome == "man";
  };
  if (!is_read(a) || !is_read(b)) {
    ++pairs.not_both;
  } else if (a.outcome == "woman") {
    ++(b.outcome == "woman" ? pairs.woman_woman : pairs.woman_man);
  } else {
    ++(b.outcome == "woman" ? pairs.man_woman : pairs.man_man);
  }
}

// The two distances from parity, and how far the images of a pair go along with each other in
// being of the side that is over parity.
DistanceChange change_of(const CountVector& before, const CountVector& after, double correlation,
                         double alpha) {
  const ShareVector parity = uniform_shares(2);
  const bool same_side = (before[0] > before[1]) == (after[0] > after[1]);
  return {distance_of(before, parity, alpha), distance_of(after, parity, alpha),
          same_side ? correlation : -correlation};
}

DistanceChange change_of(const Pairs& pairs, double alpha) {
  const auto a = double(pairs.woman_woman), b = double(pairs.woman_man);
  const auto c = double(pairs.man_woman), d = double(pairs.man_man);
  const double spread = std::sqrt((a + b) * (c + d)) * std::sqrt((a + c) * (b + d));
  const double correlation = spread > 0 ? (a * d - b * c) / spread : 0;
  return change_of({pairs.woman_woman + pairs.woman_man, pairs.man_woman + pairs.man_man},
                   {pairs.woman_woman + pairs.man_woman, pairs.woman_man + pairs.man_man},
                   correlation, alpha);
}

ShareChange change_of(double first, double second, const Interval& interval, double p) {
  ShareChange change{first, second, interval, p};
  change.distance_change = farther(first, second);
  change.overshoot = is_overshoot(first, second);
  return change;
}

ComparedPrompt row_of(const std::string& prompt, const Pairs& pairs,
                      const AnalysisSettings& settings) {
  ComparedPrompt row{prompt, "presentation", "woman"};
  row.pairs = {pairs.both(), pairs.not_both, pairs.man_woman, pairs.woman_man};
  if (pairs.asked > 0) {
    const auto n = double(pairs.asked);
    row.pairs->asked = {double(pairs.asked_first) / n, double(pairs.asked_second) / n,
                        mcnemar_exact_test(pairs.asked_first - pairs.asked_both,
                                           pairs.asked_second - pairs.asked_both)};
  }
  if (pairs.both() == 0) return row;
  const Interval interval =
      newcombe_paired({pairs.woman_woman, pairs.woman_man, pairs.man_woman, pairs.man_man},
                      1 - settings.confidence);
  row.change = change_of(pairs.first(), pairs.second(), interval,
                         mcnemar_exact_test(pairs.man_woman, pairs.woman_man));
  return row;
}

// Adjusts over prompts and says which changed.
void adjust(std::vector<ComparedPrompt>& prompts, const AnalysisSettings& settings) {
  std::vector<ComparedPrompt*> rows;
  std::vector<double> p;
  for (ComparedPrompt& prompt : prompts) {
    if (!prompt.change) continue;
    rows.push_back(&prompt);
    p.push_back(prompt.change->p);
  }
  if (rows.empty()) return;
  const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i]->change->p_adjusted = adjusted[i];
    rows[i]->changed = adjusted[i] <= settings.q;
  }
}

// `distances` has one for each prompt with a change.
ComparisonSummary summary_of(const std::vector<ComparedPrompt>& prompts,
                             const std::vector<DistanceChange>& distances,
                             const AnalysisSettings& settings) {
  ComparisonSummary summary{.prompts = int64_t(prompts.size())};
  for (const ComparedPrompt& prompt : prompts) {
    if (!prompt.change) continue;
    summary.changed += prompt.changed ? 1 : 0;
    summary.overshoot += prompt.change->overshoot ? 1 : 0;
  }
  if (distances.empty()) return summary;
  const MeanChange change = mean_change(distances, 1 - settings.confidence);
  summary.mean_distance_change = change.corrected;
  summary.mean_distance_change_counted = change.mean;
  summary.mean_distance_change_interval = change.interval;
  return summary;
}

ComparedSide side_of(const AuditDatabase& database) {
  const AuditSettings& s = database.settings();
  return {s.arm, s.model, s.recipe};
}

}  // namespace

Comparison compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                          const AnalysisSettings& settings) {
  const std::map<Key, Seen> before = seen_in(first), after = seen_in(second);
  if (first.settings().instruments != second.settings().instruments) {
    throw InputError(
        say<"{0}: was measured with other instruments than {1}, so the two cannot be compared">(
            second.folder().string(), first.folder().string()));
  }
  std::map<std::string, Pairs> by_prompt;
  for (const auto& [key, a] : before) {
    const auto found = after.find(key);
    if (found == after.end()) continue;
    add_pair(by_prompt[std::get<0>(key)], a, found->second);
  }
  if (by_prompt.empty()) {
    throw InputError(say<"{0} and {1}: share no prompt with the same seed">(
        first.folder().string(), second.folder().string()));
  }
  Comparison comparison{true, side_of(first), side_of(second), {}, {}};
  const double alpha = 1 - settings.confidence;
  std::vector<DistanceChange> distances;
  for (const PromptSubject& subject : first.settings().set.subjects) {
    const auto found = by_prompt.find(subject.id);
    if (found == by_prompt.end()) continue;
    comparison.prompts.push_back(row_of(subject.id, found->second, settings));
    if (found->second.both() > 0) distances.push_back(change_of(found->second, alpha));
  }
  adjust(comparison.prompts, settings);
  comparison.summary = summary_of(comparison.prompts, distances, settings);
  return comparison;
}

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

ComparedPrompt row_of(const Counts& counts, const CountGroup& a, const CountGroup& b,
                      const AnalysisSettings& settings) {
  const Attribute& attribute = counts.attributes[a.attribute];
  ComparedPrompt row{a.prompt, attribute.name, attribute.classes[0]};
  const auto share = [](const CountGroup& group) {
    return double(group.counts[0]) / double(group.classified());
  };
  row.change = change_of(
      share(a), share(b),
      newcombe(b.counts[0], b.classified(), a.counts[0], a.classified(), 1 - settings.confidence),
      fisher_exact_test(b.counts[0], b.classified(), a.counts[0], a.classified()));
  return row;
}

}  // namespace

Comparison compare_arms(const Counts& counts, const AnalysisSettings& settings,
                        std::vector<std::string> arms) {
  arms = two_arms(counts, std::move(arms));
  Comparison comparison{false, {arms[0], {}, {}}, {arms[1], {}, {}}, {}, {}};
  const double alpha = 1 - settings.confidence;
  std::vector<DistanceChange> distances;
  for (const CountGroup& a : counts.groups) {
    if (a.arm != arms[0] || a.counts.size() != 2 || a.classified() == 0) continue;
    for (const CountGroup& b : counts.groups) {
      const bool same = b.arm == arms[1] && b.prompt == a.prompt && b.attribute == a.attribute;
      if (!same || b.classified() == 0) continue;
      comparison.prompts.push_back(row_of(counts, a, b, settings));
      distances.push_back(change_of(a.counts, b.counts, 0, alpha));
    }
  }
  if (comparison.prompts.empty()) {
    throw InputError(
        say<"The arms \"{0}\" and \"{1}\" share no prompt with classified images of two classes">(
            shown(arms[0]), shown(arms[1])));
  }
  adjust(comparison.prompts, settings);
  comparison.summary = summary_of(comparison.prompts, distances, settings);
  return comparison;
}

}  // namespace evenlight::audit
