#include "samplers/sampler_along.h"

#include "samplers/methods/rows.h"

namespace evenlight::samplers {

const SamplerInfo& sampler_along(const SamplerInfo& sampler, const ScheduleInfo& schedule) {
  if (sampler.id != "lcm" || schedule.id == "lcm") return sampler;
  static const SamplerInfo along_levels = [] {
    SamplerInfo row = find_sampler("lcm");
    row.scale = Scale::exploding;
    row.run = lcm_levels;
    return row;
  }();
  return along_levels;
}

}  // namespace evenlight::samplers
