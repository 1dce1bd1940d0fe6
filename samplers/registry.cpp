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
      {"heunpp2", "HeunPP2", {},
       false, 3, 0, "normal", exploding, heunpp2},
      {"dpm2", "DPM2", {"dpm_2", "k_dpm_2", "KDPM2DiscreteScheduler"},
       false, 2, 0, "karras", exploding, dpm2},
      {"dpm2_a", "DPM2 a", {"dpm_2_ancestral", "k_dpm_2_a", "KDPM2AncestralDiscreteScheduler"},
       true, 2, 1, "karras", exploding, dpm2_ancestral},
      {"dpm_fast", "DPM fast", {"k_dpm_fast"},
       true, 1, 0, "normal", exploding, dpm_fast, false, false, false, true},
      {"dpm_adaptive", "DPM adaptive", {"k_dpm_ad"},
       true, 3, 0, "normal", exploding, dpm_adaptive, false, false, true, true},
      {"lms", "LMS", {"k_lms", "LMSDiscreteScheduler"},
       false, 1, 0, "normal", exploding, lms},
      {"ipndm", "IPNDM", {"IPNDMScheduler"},
       false, 1, 0, "normal", exploding, ipndm},
      {"ipndm_v", "IPNDM_V", {},
       false, 1, 0, "normal", exploding, ipndm_v},
      {"restart", "Restart", {},
       true, 2, 1, "karras", exploding, restart, false, false, false, true},
      {"dpmpp_2s_a", "DPM++ 2S a", {"dpmpp_2s_ancestral", "k_dpmpp_2s_a"},
       true, 2, 1, "karras", exploding, dpmpp_2s_ancestral},
      {"dpmpp_2m", "DPM++ 2M", {"k_dpmpp_2m", "dpmpp2m", "DPMSolverMultistepScheduler"},
       false, 1, 0, "karras", exploding, dpmpp_2m},
      {"dpmpp_sde", "DPM++ SDE", {"k_dpmpp_sde", "dpmpp_sde_gpu", "DPMSolverSDEScheduler"},
       true, 2, 1, "karras", exploding, dpmpp_sde, false, true},
      {"dpmpp_2m_sde", "DPM++ 2M SDE", {"k_dpmpp_2m_sde", "dpmpp_2m_sde_gpu"},
       true, 1, 1, "exponential", exploding, dpmpp_2m_sde, false, true},
      {"dpmpp_2m_sde_heun", "DPM++ 2M SDE Heun",
       {"k_dpmpp_2m_sde_heun", "dpmpp_2m_sde_heun_gpu"},
       true, 1, 1, "exponential", exploding, dpmpp_2m_sde_heun, false, true},
      {"dpmpp_3m_sde", "DPM++ 3M SDE", {"k_dpmpp_3m_sde", "dpmpp_3m_sde_gpu"},
       true, 1, 1, "exponential", exploding, dpmpp_3m_sde, false, true},
      {"ddim", "DDIM", {"DDIMScheduler"},
       true, 1, 0, "model", preserving, ddim},
      // In exact numbers Euler's ancestral step is that of Ho et al. 2020 (arXiv 2006.11239) with
      // the posterior's own variance. comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py.
      {"ddpm", "DDPM", {"DDPMScheduler"},
       true, 1, 1, "normal", exploding, euler_ancestral},
      {"plms", "PLMS", {"PNDMScheduler", "pndm"},
       false, 1, 0, "model", preserving, plms},
      {"unipc", "UniPC", {"uni_pc_bh2", "UniPCMultistepScheduler"},
       false, 1, 0, "normal", exploding, unipc},
      {"unipc_bh1", "UniPC BH1", {"uni_pc"},
       false, 1, 0, "normal", exploding, unipc_bh1},
      {"unipc_3", "UniPC third order", {},
       false, 1, 0, "normal", exploding, unipc_3},
      {"unipc_bh1_3", "UniPC BH1 third order", {},
       false, 1, 0, "normal", exploding, unipc_bh1_3},
      {"deis", "DEIS", {"DEISMultistepScheduler"},
       false, 1, 0, "normal", exploding, deis},
      {"deis_3", "DEIS third order", {},
       false, 1, 0, "normal", exploding, deis_3},
      {"res_multistep", "RES multistep", {},
       false, 1, 0, "normal", exploding, res_multistep},
      {"res_multistep_a", "RES multistep a", {"res_multistep_ancestral"},
       true, 1, 1, "normal", exploding, res_multistep_ancestral},
      {"gradient_estimation", "Gradient estimation", {"euler_ge"},
       false, 1, 0, "normal", exploding, gradient_estimation},
      {"er_sde", "ER SDE", {},
       true, 1, 1, "normal", exploding, er_sde},
      {"seeds_2", "SEEDS 2", {},
       true, 2, 1, "normal", exploding, seeds_2},
      {"seeds_3", "SEEDS 3", {},
       true, 3, 1, "normal", exploding, seeds_3},
      {"exp_heun_2_x0", "Exponential Heun", {},
       false, 2, 0, "normal", exploding, exp_heun_2_x0},
      {"exp_heun_2_x0_sde", "Exponential Heun SDE", {},
       true, 2, 1, "normal", exploding, exp_heun_2_x0_sde},
      {"sa_solver", "SA-Solver", {"SASolverScheduler"},
       true, 1, 1, "normal", exploding, sa_solver},
      {"sa_solver_pece", "SA-Solver PECE", {},
       true, 2, 1, "normal", exploding, sa_solver_pece},
      {"lcm", "LCM", {"LCMScheduler"},
       true, 1, 1, "lcm", preserving, lcm},
      {"tcd", "TCD", {"TCDScheduler"},
       true, 1, 0.3, "lcm", preserving, tcd},
      {"euler_cfg_pp", "Euler CFG++", {},
       false, 1, 0, "normal", exploding, euler_cfg_pp, true},
      {"euler_a_cfg_pp", "Euler a CFG++", {"euler_ancestral_cfg_pp"},
       true, 1, 1, "normal", exploding, euler_ancestral_cfg_pp, true},
      {"dpmpp_2m_cfg_pp", "DPM++ 2M CFG++", {},
       false, 1, 0, "karras", exploding, dpmpp_2m_cfg_pp, true},
      {"dpmpp_2s_a_cfg_pp", "DPM++ 2S a CFG++", {"dpmpp_2s_ancestral_cfg_pp"},
       true, 2, 1, "karras", exploding, dpmpp_2s_ancestral_cfg_pp, true},
      {"res_multistep_cfg_pp", "RES multistep CFG++", {},
       false, 1, 0, "normal", exploding, res_multistep_cfg_pp, true},
      {"res_multistep_a_cfg_pp", "RES multistep a CFG++", {"res_multistep_ancestral_cfg_pp"},
       true, 1, 1, "normal", exploding, res_multistep_ancestral_cfg_pp, true},
      {"gradient_estimation_cfg_pp", "Gradient estimation CFG++", {},
       false, 1, 0, "normal", exploding, gradient_estimation_cfg_pp, true},
      {"ddim_cfg_pp", "DDIM CFG++", {"ddim_cfgpp"},
       true, 1, 0, "model", preserving, ddim_cfg_pp, true},
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
