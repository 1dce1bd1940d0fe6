#include "samplers/schedules.h"

#include "samplers/names.h"
#include "samplers/schedules/rows.h"

namespace evenlight::samplers {

std::span<const ScheduleInfo> schedules() {
  static const std::vector<ScheduleInfo> rows = {
      {"automatic", "Automatic", {"auto"}, nullptr, nullptr},
      {"normal", "Normal", {"uniform"}, normal_sigmas, nullptr},
      {"karras", "Karras", {}, karras_sigmas, nullptr},
      {"exponential", "Exponential", {}, exponential_sigmas, nullptr},
      {"polyexponential", "Polyexponential", {}, exponential_sigmas, nullptr},
      {"sgm_uniform", "SGM Uniform", {"sgmuniform"}, sgm_uniform_sigmas, nullptr},
      {"simple", "Simple", {}, simple_sigmas, nullptr},
      {"beta", "Beta", {}, beta_sigmas, nullptr},
      {"ays", "Align Your Steps", {"align_your_steps"}, ays_sigmas, nullptr},
      {"ays_xl", "Align Your Steps XL", {"align_your_steps_xl"}, ays_xl_sigmas, nullptr},
      {"gits", "Align Your Steps GITS", {"align_your_steps_gits"}, gits_sigmas, nullptr},
      {"gits_xl",
       "Align Your Steps GITS XL",
       {"align_your_steps_gits_xl"},
       gits_xl_sigmas,
       nullptr},
      {"turbo", "Turbo", {}, turbo_sigmas, nullptr},
      {"kl_optimal", "KL Optimal", {}, kl_optimal_sigmas, nullptr},
      {"linspace", "Linspace", {}, nullptr, linspace_timesteps},
      {"leading", "Leading", {"ddim", "ddim_uniform"}, nullptr, leading_timesteps},
      {"trailing", "Trailing", {}, nullptr, trailing_timesteps},
      {"lcm", "LCM", {}, nullptr, lcm_timesteps},
  };
  return rows;
}

const ScheduleInfo& find_schedule(std::string_view name) {
  return find_row(schedules(), name, "schedule");
}

}  // namespace evenlight::samplers
