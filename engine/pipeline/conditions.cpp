#include "engine/pipeline/conditions.h"

#include <algorithm>

#include "engine/base/check.h"

namespace evenlight {
namespace {

double share(const ConditionUse& use, size_t position) {
  return use.mask.empty() ? use.weight : use.weight * use.mask[position % use.mask.size()];
}

}  // namespace

bool StepSet::contains(int step) const {
  const auto after = std::ranges::upper_bound(ranges_, step, {}, &StepRange::first);
  return after != ranges_.begin() && std::prev(after)->contains(step);
}

StepSet StepSet::within(StepRange range) const {
  std::vector<StepRange> common;
  for (const StepRange& one : ranges_) {
    const StepRange both{std::max(one.first, range.first), std::min(one.last, range.last)};
    if (both.first <= both.last) common.push_back(both);
  }
  return StepSet(std::move(common));
}

std::vector<float> composed(std::span<const ConditionOutput> outputs, std::span<const float> rest) {
  EVENLIGHT_CHECK(!outputs.empty(), "some condition counts at every step");
  const std::span<const float> first = outputs.front().values;
  if (outputs.size() == 1 && outputs.front().use->plain()) return {first.begin(), first.end()};
  for (const ConditionOutput& output : outputs) {
    const size_t mask = output.use->mask.size();
    EVENLIGHT_CHECK(mask == 0 || first.size() % mask == 0, "a mask has the size of the latent");
  }
  std::vector<float> result(first.size());
  for (size_t i = 0; i < result.size(); ++i) {
    double sum = 0, shares = 0;
    for (const ConditionOutput& output : outputs) {
      const double counts = share(*output.use, i);
      shares += counts;
      sum += counts * output.values[i];
    }
    if (!rest.empty()) {
      sum += (1.0 - shares) * rest[i];
    } else {
      sum = shares == 0.0 ? first[i] : sum / shares;
    }
    result[i] = float(sum);
  }
  return result;
}

}  // namespace evenlight
