// The samplers, one file each (methods that differ in a number or in whether they draw noise share
// one). x comes in at the plan's first noise level and leaves clean.
#pragma once

#include <span>

namespace evenlight::samplers {

class Loop;

void euler(Loop& loop, std::span<float> x);
void euler_ancestral(Loop& loop, std::span<float> x);
void heun(Loop& loop, std::span<float> x);
void heunpp2(Loop& loop, std::span<float> x);
void dpm2(Loop& loop, std::span<float> x);
void dpm2_ancestral(Loop& loop, std::span<float> x);
void dpm_fast(Loop& loop, std::span<float> x);
void dpm_adaptive(Loop& loop, std::span<float> x);
void lms(Loop& loop, std::span<float> x);
void ipndm(Loop& loop, std::span<float> x);
void ipndm_v(Loop& loop, std::span<float> x);
void restart(Loop& loop, std::span<float> x);
void dpmpp_2s_ancestral(Loop& loop, std::span<float> x);
void dpmpp_2m(Loop& loop, std::span<float> x);
void dpmpp_sde(Loop& loop, std::span<float> x);
void dpmpp_2m_sde(Loop& loop, std::span<float> x);
void dpmpp_2m_sde_heun(Loop& loop, std::span<float> x);
void dpmpp_3m_sde(Loop& loop, std::span<float> x);
void ddim(Loop& loop, std::span<float> x);
void plms(Loop& loop, std::span<float> x);
void unipc(Loop& loop, std::span<float> x);
void unipc_bh1(Loop& loop, std::span<float> x);
void unipc_3(Loop& loop, std::span<float> x);  // of third order
void unipc_bh1_3(Loop& loop, std::span<float> x);
void deis(Loop& loop, std::span<float> x);
void deis_3(Loop& loop, std::span<float> x);  // of third order
void res_multistep(Loop& loop, std::span<float> x);
void res_multistep_ancestral(Loop& loop, std::span<float> x);
void gradient_estimation(Loop& loop, std::span<float> x);
void er_sde(Loop& loop, std::span<float> x);
void seeds_2(Loop& loop, std::span<float> x);
void seeds_3(Loop& loop, std::span<float> x);
void exp_heun_2_x0(Loop& loop, std::span<float> x);
void exp_heun_2_x0_sde(Loop& loop, std::span<float> x);
void sa_solver(Loop& loop, std::span<float> x);
void sa_solver_pece(Loop& loop, std::span<float> x);
void lcm(Loop& loop, std::span<float> x);
void lcm_levels(Loop& loop, std::span<float> x);
void tcd(Loop& loop, std::span<float> x);
void euler_cfg_pp(Loop& loop, std::span<float> x);
void euler_ancestral_cfg_pp(Loop& loop, std::span<float> x);
void dpmpp_2m_cfg_pp(Loop& loop, std::span<float> x);
void dpmpp_2s_ancestral_cfg_pp(Loop& loop, std::span<float> x);
void res_multistep_cfg_pp(Loop& loop, std::span<float> x);
void res_multistep_ancestral_cfg_pp(Loop& loop, std::span<float> x);
void gradient_estimation_cfg_pp(Loop& loop, std::span<float> x);
void ddim_cfg_pp(Loop& loop, std::span<float> x);

}  // namespace evenlight::samplers
