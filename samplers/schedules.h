// Schedules: which noise levels a run visits. A schedule is one file in schedules/ and one row in
// schedules.cpp.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "samplers/noise_schedule.h"

namespace evenlight::samplers {

struct ScheduleInfo {
  std::string_view id;
  std::string_view name;  // as AUTOMATIC1111's web UI writes it
  std::vector<std::string_view> aliases;

  // A row has one of the two (`automatic` has none, see registry.h).
  // steps ≥ 1 falling σ, without the final 0:
  std::vector<double> (*sigmas)(const NoiseSchedule& noise, int steps);
  // steps falling training steps (diffusers' spacings, which DDIM follows to the letter):
  std::vector<int> (*timesteps)(const NoiseSchedule& noise, int steps);
};

std::span<const ScheduleInfo> schedules();

// By id, name or alias; capitals do not matter. Throws ArgumentError that lists the
// accepted ids.
const ScheduleInfo& find_schedule(std::string_view name);

}  // namespace evenlight::samplers
