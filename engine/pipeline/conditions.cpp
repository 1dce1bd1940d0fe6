#include "engine/pipeline/conditions.h"

#include "engine/base/check.h"

namespace evenlight {
namespace {

double share(const ConditionUse& use, size_t position) {
  return use.mask.empty() ? use.weight : use.weight * use.mask[position % use.mask.size()];
}

}  // namespace

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
