#include "bias_audit/analysis/compare.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/report/parts.h"
#include "bias_audit/stats/bootstrap.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/two_samples.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// Of one prompt: pairs by what the first and the second image read as.
struct Pairs {
  std::int64_t woman_woman = 0, woman_man = 0, man_woman = 0, man_man = 0;
  std::int64_t not_both = 0;
  // Pairs whose first, second or both images show the occupation that was asked, where an
  // instrument reads that: a mitigation must not cost the subject.
  std::int64_t asked = 0, asked_first = 0, asked_second = 0, asked_both = 0;

  std::int64_t both() const { return woman_woman + woman_man + man_woman + man_man; }
  double first() const { return share(woman_woman + woman_man); }
  double second() const { return share(woman_woman + man_woman); }
  double distance_change() const { return std::abs(second() - 0.5) - std::abs(first() - 0.5); }

 private:
  double share(std::int64_t k) const { return double(k) / double(both()); }
};

using Key = std::tuple<std::string, std::string, std::uint64_t>;  // prompt, text, seed

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

// The change of distance from parity when a prompt's images are drawn anew.
using RedrawChange = std::function<double(Random& random)>;

RedrawChange redraw_of(const Pairs& pairs) {
  return [pairs, shares = shares_of({pairs.woman_woman, pairs.woman_man, pairs.man_woman,
                                     pairs.man_man})](Random& random) {
    const CountVector drawn = random.multinomial(pairs.both(), shares);
    return Pairs{drawn[0], drawn[1], drawn[2], drawn[3]}.distance_change();
  };
}

RedrawChange redraw_of(const CountGroup& before, const CountGroup& after) {
  const auto distance = [](const CountGroup& group, Random& random) {
    const CountVector drawn = random.multinomial(group.classified(), shares_of(group.counts));
    return std::abs(shares_of(drawn)[0] - 0.5);
  };
  return [&before, &after, distance](Random& random) {
    const double first = distance(before, random);
    return distance(after, random) - first;
  };
}

bool is_overshoot(double before, double after) {
  const double a = before - 0.5, b = after - 0.5;
  return a * b < 0 && std::abs(b) > std::abs(a);
}

ordered_json prompt_json(const std::string& id, const Pairs& pairs,
                         const AnalysisSettings& settings) {
  ordered_json json = {{"prompt", id}, {"pairs", pairs.both()}, {"not_both_read", pairs.not_both}};
  if (pairs.asked > 0) {
    const auto n = double(pairs.asked);
    json["as_asked_first"] = double(pairs.asked_first) / n;
    json["as_asked_second"] = double(pairs.asked_second) / n;
    json["p_as_asked_mcnemar"] = mcnemar_exact_test(pairs.asked_first - pairs.asked_both,
                                                    pairs.asked_second - pairs.asked_both);
  }
  if (pairs.both() == 0) {
    json["verdict"] = "inconclusive";
    return json;
  }
  const Interval interval =
      newcombe_paired({pairs.woman_woman, pairs.woman_man, pairs.man_woman, pairs.man_man},
                      1 - settings.confidence);
  json["woman_first"] = pairs.first();
  json["woman_second"] = pairs.second();
  json["difference"] = pairs.second() - pairs.first();
  json["interval"] = {interval.lo, interval.hi};
  json["to_woman"] = pairs.man_woman;
  json["to_man"] = pairs.woman_man;
  json["p_mcnemar"] = mcnemar_exact_test(pairs.man_woman, pairs.woman_man);
  json["distance_change"] = pairs.distance_change();
  json["overshoot"] = is_overshoot(pairs.first(), pairs.second());
  json["verdict"] = "inconclusive";
  return json;
}

// Adjusts over prompts and says which changed.
void adjust(ordered_json& prompts, const char* key, const AnalysisSettings& settings) {
  std::vector<ordered_json*> rows;
  std::vector<double> p;
  for (ordered_json& prompt : prompts) {
    if (!prompt.contains(key)) continue;
    rows.push_back(&prompt);
    p.push_back(prompt[key]);
  }
  if (rows.empty()) return;
  const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
  for (size_t i = 0; i < rows.size(); ++i) {
    (*rows[i])["p_adjusted"] = adjusted[i];
    (*rows[i])["verdict"] = adjusted[i] <= settings.q ? "changed" : "inconclusive";
  }
}

// `redraws` has one for each prompt with a change of distance.
ordered_json summary_json(const ordered_json& prompts, const std::vector<RedrawChange>& redraws,
                          const AnalysisSettings& settings) {
  std::vector<double> change;
  std::int64_t changed = 0, overshoot = 0;
  for (const ordered_json& prompt : prompts) {
    if (!prompt.contains("distance_change")) continue;
    change.push_back(prompt.at("distance_change"));
    changed += prompt.at("verdict") == "changed" ? 1 : 0;
    overshoot += prompt.at("overshoot") == true ? 1 : 0;
  }
  ordered_json json = {{"prompts", prompts.size()}, {"changed", changed}, {"overshoot", overshoot}};
  json["mean_distance_change"] = nullptr;
  if (change.empty()) return json;
  double sum = 0;
  for (const double value : change) sum += value;
  const Redraw redraw = [&](size_t prompt, Random& random) { return redraws[prompt](random); };
  const Interval interval =
      bca_mean(change, redraw, {settings.bootstrap_draws, 1 - settings.confidence, settings.seed});
  json["mean_distance_change"] = sum / double(change.size());
  json["mean_distance_change_interval"] = {interval.lo, interval.hi};
  return json;
}

ordered_json side_json(const AuditDatabase& database) {
  const AuditSettings& s = database.settings();
  return {{"model", s.model}, {"arm", s.arm}, {"recipe", s.recipe}};
}

}  // namespace

ordered_json compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                            const AnalysisSettings& settings) {
  const std::map<Key, Seen> before = seen_in(first), after = seen_in(second);
  if (first.settings().instruments != second.settings().instruments) {
    throw InputError(second.folder().string() + ": was measured with other instruments than " +
                     first.folder().string() + ", so the two cannot be compared");
  }
  std::map<std::string, Pairs> by_prompt;
  for (const auto& [key, a] : before) {
    const auto found = after.find(key);
    if (found == after.end()) continue;
    add_pair(by_prompt[std::get<0>(key)], a, found->second);
  }
  if (by_prompt.empty()) {
    throw InputError(first.folder().string() + " and " + second.folder().string() +
                     ": share no prompt with the same seed");
  }
  ordered_json prompts = ordered_json::array();
  std::vector<RedrawChange> redraws;
  for (const PromptSubject& subject : first.settings().set.subjects) {
    const auto found = by_prompt.find(subject.id);
    if (found == by_prompt.end()) continue;
    prompts.push_back(prompt_json(subject.id, found->second, settings));
    if (found->second.both() > 0) redraws.push_back(redraw_of(found->second));
  }
  adjust(prompts, "p_mcnemar", settings);
  return {{"comparison", "paired by prompt and seed"},
          {"first", side_json(first)},
          {"second", side_json(second)},
          {"prompts", prompts},
          {"summary", summary_json(prompts, redraws, settings)}};
}

ordered_json compare_arms(const Counts& counts, const AnalysisSettings& settings,
                          std::vector<std::string> arms) {
  std::vector<std::string> known;
  for (const CountGroup& group : counts.groups) {
    if (std::find(known.begin(), known.end(), group.arm) == known.end()) known.push_back(group.arm);
  }
  if (arms.empty()) arms = known;
  if (arms.size() != 2) {
    std::string names;
    for (const std::string& arm : known) {
      names += (names.empty() ? "\"" : ", \"") + shown(arm) + "\"";
    }
    throw InputError("These counts have " + std::to_string(arms.size()) + " arms (" + names +
                     "); comparing takes two: name them with --arms");
  }
  for (const std::string& arm : arms) {
    if (std::find(known.begin(), known.end(), arm) == known.end()) {
      throw InputError("\"" + shown(arm) + "\" is no arm of these counts");
    }
  }
  ordered_json prompts = ordered_json::array();
  std::vector<RedrawChange> redraws;
  for (const CountGroup& a : counts.groups) {
    if (a.arm != arms[0] || a.counts.size() != 2 || a.classified() == 0) continue;
    for (const CountGroup& b : counts.groups) {
      const bool same = b.arm == arms[1] && b.prompt == a.prompt && b.attribute == a.attribute;
      if (!same || b.classified() == 0) continue;
      const Interval d = newcombe(b.counts[0], b.classified(), a.counts[0], a.classified(),
                                  1 - settings.confidence);
      const auto share = [](const CountGroup& group) {
        return double(group.counts[0]) / double(group.classified());
      };
      prompts.push_back({{"prompt", a.prompt},
                         {"attribute", counts.attributes[a.attribute].name},
                         {"class", counts.attributes[a.attribute].classes[0]},
                         {"first", share(a)},
                         {"second", share(b)},
                         {"difference", share(b) - share(a)},
                         {"interval", {d.lo, d.hi}},
                         {"p_fisher", fisher_exact_test(b.counts[0], b.classified(), a.counts[0],
                                                        a.classified())},
                         {"distance_change", std::abs(share(b) - 0.5) - std::abs(share(a) - 0.5)},
                         {"overshoot", is_overshoot(share(a), share(b))}});
      redraws.push_back(redraw_of(a, b));
    }
  }
  if (prompts.empty()) {
    throw InputError("The arms \"" + shown(arms[0]) + "\" and \"" + shown(arms[1]) +
                     "\" share no prompt with classified images of two classes");
  }
  adjust(prompts, "p_fisher", settings);
  return {{"comparison", "unpaired, by arm"},
          {"first", arms[0]},
          {"second", arms[1]},
          {"prompts", prompts},
          {"summary", summary_json(prompts, redraws, settings)}};
}

}  // namespace evenlight::audit
