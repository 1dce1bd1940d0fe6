#include "samplers/registry.h"

#include "samplers/methods/rows.h"
#include "samplers/names.h"

namespace evenlight::samplers {

std::span<const SamplerInfo> samplers() {
  using enum Scale;
  // clang-format off
  static const std::vector<SamplerInfo> rows = {
      {"euler", "Euler", {"k_euler", "EulerDiscreteScheduler"},
       false, 1, 0, "normal", exploding, euler},
      {"euler_a", "Euler a", {"euler_ancestral", "k_euler_a", "EulerAncestralDiscreteScheduler"},
       true, 1, 1, "normal", exploding, euler_ancestral},
      {"heun", "Heun", {"k_heun", "HeunDiscreteScheduler"},
       false, 2, 0, "normal", exploding, heun},
      {"dpm2", "DPM2", {"dpm_2", "k_dpm_2", "KDPM2DiscreteScheduler"},
       false, 2, 0, "karras", exploding, dpm2},
      {"dpm2_a", "DPM2 a", {"dpm_2_ancestral", "k_dpm_2_a", "KDPM2AncestralDiscreteScheduler"},
       true, 2, 1, "karras", exploding, dpm2_ancestral},
      {"lms", "LMS", {"k_lms", "LMSDiscreteScheduler"},
       false, 1, 0, "normal", exploding, lms},
      {"dpmpp_2s_a", "DPM++ 2S a", {"dpmpp_2s_ancestral", "k_dpmpp_2s_a"},
       true, 2, 1, "karras", exploding, dpmpp_2s_ancestral},
      {"dpmpp_2m", "DPM++ 2M", {"k_dpmpp_2m", "dpmpp2m", "DPMSolverMultistepScheduler"},
       false, 1, 0, "karras", exploding, dpmpp_2m},
      {"dpmpp_sde", "DPM++ SDE", {"k_dpmpp_sde", "DPMSolverSDEScheduler"},
       true, 2, 1, "karras", exploding, dpmpp_sde},
      {"dpmpp_2m_sde", "DPM++ 2M SDE", {"k_dpmpp_2m_sde"},
       true, 1, 1, "exponential", exploding, dpmpp_2m_sde},
      {"dpmpp_3m_sde", "DPM++ 3M SDE", {"k_dpmpp_3m_sde"},
       true, 1, 1, "exponential", exploding, dpmpp_3m_sde},
      {"ddim", "DDIM", {"DDIMScheduler"},
       true, 1, 0, "model", preserving, ddim},
      {"plms", "PLMS", {"PNDMScheduler"},
       false, 1, 0, "model", preserving, plms},
      {"unipc", "UniPC", {"uni_pc", "UniPCMultistepScheduler"},
       false, 1, 0, "normal", exploding, unipc},
      {"deis", "DEIS", {"DEISMultistepScheduler"},
       false, 1, 0, "normal", exploding, deis},
      {"lcm", "LCM", {"LCMScheduler"},
       true, 1, 1, "lcm", preserving, lcm},
      {"tcd", "TCD", {"TCDScheduler"},
       true, 1, 0.3, "lcm", preserving, tcd},
  };
  // clang-format on
  return rows;
}

const SamplerInfo& find_sampler(std::string_view name) {
  return find_row(samplers(), name, "sampler");
}

std::pair<const SamplerInfo*, const ScheduleInfo*> find_sampler_and_schedule(
    std::string_view name) {
  const ScheduleInfo& automatic = find_schedule("automatic");
  if (const SamplerInfo* sampler = look_up(samplers(), name)) return {sampler, &automatic};
  const size_t blank = name.rfind(' ');
  if (blank != std::string_view::npos) {
    const SamplerInfo* sampler = look_up(samplers(), name.substr(0, blank));
    const ScheduleInfo* schedule = look_up(schedules(), name.substr(blank + 1));
    if (sampler && schedule) return {sampler, schedule};
  }
  return {&find_sampler(name), &automatic};
}

const ScheduleInfo& resolve_schedule(const ScheduleInfo& schedule, const SamplerInfo& sampler,
                                     const NoiseConfig& config) {
  if (schedule.id != "automatic") return schedule;
  if (sampler.default_schedule == "model") return find_schedule(config.spacing);
  if (config.zero_terminal_snr && sampler.scale == Scale::exploding) {
    return find_schedule("trailing");
  }
  return find_schedule(sampler.default_schedule);
}

}  // namespace evenlight::samplers
