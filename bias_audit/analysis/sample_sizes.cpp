#include "bias_audit/analysis/sample_sizes.h"

#include <algorithm>
#include <array>
#include <map>

#include "bias_audit/stats/sample_size.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_planned_classes = 12;

using Key = std::array<int64_t, 3>;  // images, classes, prompts

SampleSize size_of(const Key& key, bool sequential, const AnalysisSettings& settings) {
  const FairModel model{size_t(key[1]), size_t(key[2]), settings.epsilon, 1 - settings.confidence};
  const int64_t images = std::min(key[0], max_needed_images);
  SampleSize size{key[0], 0, wanted_within, std::nullopt};
  size.found_within =
      sequential ? fair_stopped_within(images, model) : fair_found_within(images, model);
  size.needed = sequential ? images_to_stop_within(model) : images_to_find_within(model);
  return size;
}

}  // namespace

void add_sample_sizes(Analysis& analysis, bool sequential) {
  std::map<Key, SampleSize> known;
  for (FamilySummary& summary : analysis.summary) {
    std::vector<int64_t> images;
    size_t classes = 0;
    for (const GroupResult& group : analysis.groups) {
      if (group.attribute != summary.attribute || group.arm != summary.arm || group.n == 0 ||
          group.is_described) {
        continue;
      }
      images.push_back(group.n);
      classes = group.classes.size();
    }
    if (images.empty() || classes > max_planned_classes || (sequential && classes > 2)) continue;
    std::sort(images.begin(), images.end());
    // Of an audit that stops early the longest prompt, which is what it was allowed.
    const int64_t n = sequential ? images.back() : images[images.size() / 2];
    const Key key = {n, int64_t(classes), summary.measured};
    const auto [at, is_new] = known.try_emplace(key);
    if (is_new) at->second = size_of(key, sequential, analysis.settings);
    summary.sample_size = at->second;
  }
}

}  // namespace evenlight::audit
