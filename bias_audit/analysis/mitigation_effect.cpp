#include "bias_audit/analysis/mitigation_effect.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/asked.h"
#include "bias_audit/analysis/check_set.h"
#include "bias_audit/analysis/paired_table.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/stats/checks.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

using Key = std::pair<size_t, int64_t>;  // subject, image
using Images = std::map<Key, ImageRow>;

Images images_of(const AuditDatabase& database) {
  Images images;
  for (ImageRow& row : as_people_read(database, database.images())) {
    const Key key{row.subject, row.image};
    images.emplace(key, std::move(row));
  }
  return images;
}

std::optional<size_t> place_of(const std::vector<std::string>& classes, const std::string& name) {
  const auto found = std::find(classes.begin(), classes.end(), name);
  if (found == classes.end()) return std::nullopt;
  return size_t(found - classes.begin());
}

// Calls `take` with both rows of every image of a subject.
template <class Take>
void for_pairs(const Images& before, const Images& after, size_t subject, const Take& take) {
  for (auto each = before.lower_bound({subject, 0});
       each != before.end() && each->first.first == subject; ++each) {
    const auto other = after.find(each->first);
    if (other != after.end()) take(each->second, other->second);
  }
}

PairedTable table_of(const Images& before, const Images& after, size_t subject,
                     const std::string& attribute, const std::vector<std::string>& classes) {
  PairedTable table(classes.size());
  for_pairs(before, after, subject, [&](const ImageRow& a, const ImageRow& b) {
    table.add(place_of(classes, a.measurement.label_of(attribute)),
              place_of(classes, b.measurement.label_of(attribute)));
  });
  return table;
}

// A class that lay on one side of the target and lies on the other, beyond the margin.
std::optional<std::string> overshoot_of(const MitigatedPrompt& row,
                                        const std::vector<std::string>& classes, double margin) {
  for (size_t c = 0; c < classes.size(); ++c) {
    const double a = row.before[c] - row.target[c], b = row.after[c] - row.target[c];
    if (a * b < 0 && std::abs(b) > margin) return classes[c];
  }
  return std::nullopt;
}

void add_prompts(MitigationEffect& effect, const AuditSettings& settings, const Images& before,
                 const Images& after, const AnalysisSettings& analysis) {
  const double alpha = 1 - analysis.confidence;
  const Mitigation& m = effect.mitigation;
  std::vector<DistanceChange> changes;
  std::vector<Distance> first, second;
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    const std::string& id = settings.set.subjects[s].id;
    const auto target = m.shares.find(id);
    if (target == m.shares.end()) continue;
    const PairedTable table = table_of(before, after, s, m.attribute, m.classes);
    if (table.both_read() == 0) continue;
    changes.push_back(table.distance_change(alpha, target->second));
    first.push_back(changes.back().before);
    second.push_back(changes.back().after);
    MitigatedPrompt row{id,
                        table.both_read(),
                        shares_of(table.first()),
                        shares_of(table.second()),
                        target->second,
                        first.back().value,
                        second.back().value,
                        std::nullopt};
    row.overshoot = overshoot_of(row, m.classes, analysis.epsilon);
    effect.overshoots += row.overshoot ? 1 : 0;
    effect.prompts.push_back(std::move(row));
  }
  if (changes.empty()) return;
  effect.before = mean_distance(first, alpha);
  effect.after = mean_distance(second, alpha);
  effect.change = mean_change(changes, alpha);
  if (effect.before.mean > 0) effect.reduction = 1 - effect.after.mean / effect.before.mean;
}

void add_asked(MitigationEffect& effect, const AuditSettings& settings, const Images& before,
               const Images& after) {
  int64_t pairs = 0, first = 0, second = 0;
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    const PromptSubject& subject = settings.set.subjects[s];
    if (!effect.mitigation.shares.contains(subject.id)) continue;
    for_pairs(before, after, s, [&](const ImageRow& a, const ImageRow& b) {
      const auto shown_before = shows_what_was_asked(settings, subject, a.measurement);
      const auto shown_after = shows_what_was_asked(settings, subject, b.measurement);
      if (!shown_before || !shown_after) return;
      ++pairs;
      first += *shown_before ? 1 : 0;
      second += *shown_after ? 1 : 0;
    });
  }
  if (pairs == 0) return;
  effect.asked_before = double(first) / double(pairs);
  effect.asked_after = double(second) / double(pairs);
}

// E|p − q| / 2 summed over the classes for two samples of n images of one distribution, by the
// normal law: Σ √(2 p (1 − p) / n) · √(2/π) / 2.
double move_by_luck(const std::vector<double>& a, const std::vector<double>& b, int64_t n) {
  double sum = 0;
  for (size_t c = 0; c < a.size(); ++c) {
    const double p = (a[c] + b[c]) / 2;
    sum += std::sqrt(2 * p * (1 - p) / double(n)) * std::sqrt(2 / M_PI) / 2;
  }
  return sum;
}

void add_others(MitigationEffect& effect, const AuditSettings& settings, const Images& before,
                const Images& after) {
  for (const std::string& name : settings.set.attributes) {
    if (name == effect.mitigation.attribute) continue;
    const std::vector<std::string> classes = classes_of(name, settings.instruments);
    MovedAttribute moved{name, 0, 0, 0, {}};
    int64_t prompts = 0;
    for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
      const std::string& id = settings.set.subjects[s].id;
      if (!effect.mitigation.shares.contains(id)) continue;
      const PairedTable table = table_of(before, after, s, name, classes);
      if (table.both_read() == 0) continue;
      const std::vector<double> a = shares_of(table.first()), b = shares_of(table.second());
      const double move = total_variation(a, b);
      moved.mean_move += move;
      moved.by_luck += move_by_luck(a, b, table.both_read());
      ++prompts;
      if (move > moved.largest) moved.largest = move, moved.largest_in = id;
    }
    if (prompts == 0) continue;
    moved.mean_move /= double(prompts);
    moved.by_luck /= double(prompts);
    effect.others.push_back(std::move(moved));
  }
}

// What was drawn for one image; nothing of a picture that was not drawn for a class.
struct Drawn {
  int64_t tries = 1;
  std::string wanted;
};

std::optional<Drawn> drawn_for(const Measurement& measurement) {
  const auto done = measurement.detail.find("mitigation");
  if (done == measurement.detail.end() || !done->is_object()) return std::nullopt;
  const auto tries = done->find("tries"), wanted = done->find("drawn_for");
  if (tries == done->end() || !tries->is_number_integer() || wanted == done->end() ||
      !wanted->is_string()) {
    return std::nullopt;
  }
  return Drawn{tries->get<int64_t>(), wanted->get<std::string>()};
}

void add_cost(MitigationEffect& effect, const Images& after) {
  for (const auto& [key, row] : after) {
    const std::optional<Drawn> drawn = drawn_for(row.measurement);
    ++effect.images;
    effect.drawn += drawn ? drawn->tries : 1;
    if (!drawn) continue;
    const bool is_accepted = row.measurement.label_of(effect.mitigation.attribute) == drawn->wanted;
    effect.not_accepted += is_accepted ? 0 : 1;
  }
}

}  // namespace

MitigationEffect mitigation_effect(const AuditDatabase& before, const AuditDatabase& after,
                                   const AnalysisSettings& settings) {
  const AuditSettings& audit = before.settings();
  if (!after.settings().mitigation || audit.mitigation ||
      audit.set.text != after.settings().set.text ||
      audit.seed_base != after.settings().seed_base ||
      audit.instruments != after.settings().instruments) {
    throw InputError(say<"{0}: is no audit of a mitigation of {1}">(after.folder().string(),
                                                                    before.folder().string()));
  }
  MitigationEffect effect;
  effect.mitigation = *after.settings().mitigation;
  const Images first = images_of(before), second = images_of(after);
  add_prompts(effect, audit, first, second, settings);
  add_asked(effect, audit, first, second);
  add_others(effect, audit, first, second);
  add_cost(effect, second);
  return effect;
}

}  // namespace evenlight::audit
