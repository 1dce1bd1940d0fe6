#include "bias_audit/analysis/watch.h"

#include <algorithm>
#include <map>

#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/sequential.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

int64_t sum_of(const CountVector& counts) {
  int64_t sum = 0;
  for (const int64_t each : counts) sum += each;
  return sum;
}

// By subject's id.
std::map<std::string, CountVector> counts_by_prompt(const AuditDatabase& database,
                                                    const std::string& attribute,
                                                    const std::vector<std::string>& classes) {
  std::map<std::string, CountVector> counts;
  for (const ImageRow& row : as_people_read(database, database.images())) {
    const std::string& label = row.measurement.label_of(attribute);
    const auto place = std::find(classes.begin(), classes.end(), label);
    if (place == classes.end()) continue;
    CountVector& own = counts[database.settings().set.subjects[row.subject].id];
    own.resize(classes.size(), 0);
    ++own[size_t(place - classes.begin())];
  }
  return counts;
}

}  // namespace

Watch watch_counts(const std::vector<std::string>& prompts, const std::vector<std::string>& classes,
                   const std::vector<CountVector>& stored, const std::vector<CountVector>& now,
                   const WatchSettings& settings) {
  const size_t watched = classes.size() == 2 ? 1 : classes.size();
  const double level =
      settings.alpha / (2.0 * double(std::max<size_t>(prompts.size(), 1) * watched));
  Watch watch;
  for (size_t p = 0; p < prompts.size(); ++p) {
    for (size_t c = 0; c < watched; ++c) {
      WatchedShare share{prompts[p], classes[c],     stored[p][c], sum_of(stored[p]),
                         now[p][c],  sum_of(now[p]), {},           {},
                         false};
      const Interval before = clopper_pearson(share.count_before, share.total_before, level);
      share.band = {std::max(before.lo - settings.epsilon, 0.0),
                    std::min(before.hi + settings.epsilon, 1.0)};
      share.now = confidence_sequence(share.count, share.total, level);
      share.has_left = share.now.lo > share.band.hi || share.now.hi < share.band.lo;
      watch.left += share.has_left ? 1 : 0;
      watch.shares.push_back(std::move(share));
    }
  }
  return watch;
}

Watch watch_audits(const AuditDatabase& stored, const AuditDatabase& now,
                   const WatchSettings& settings) {
  const AuditSettings& before = stored.settings();
  const AuditSettings& after = now.settings();
  const auto refuse = [&](const Message& why) {
    throw InputError(say<"{0} cannot be watched by {1}: {2}">(now.folder().string(),
                                                              stored.folder().string(), why));
  };
  if (before.instruments != after.instruments) refuse(say<"other instruments measured it">());
  if (before.set.text != after.set.text) refuse(say<"its prompts are others">());
  const std::vector<std::string> classes = classes_of(settings.attribute, before.instruments);
  if (classes.size() < 2) refuse(say<"nothing reads {0}">(settings.attribute));
  const auto first = counts_by_prompt(stored, settings.attribute, classes);
  const auto second = counts_by_prompt(now, settings.attribute, classes);
  std::vector<std::string> prompts;
  std::vector<CountVector> counts_before, counts_now;
  for (const auto& [prompt, counts] : first) {
    const auto other = second.find(prompt);
    if (other == second.end()) continue;
    prompts.push_back(prompt);
    counts_before.push_back(counts);
    counts_now.push_back(other->second);
  }
  if (prompts.empty()) refuse(say<"they share no prompt with images that were read">());
  return watch_counts(prompts, classes, counts_before, counts_now, settings);
}

}  // namespace evenlight::audit
