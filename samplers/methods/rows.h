// The samplers, one file each. x comes in at the plan's first noise level and leaves clean.
#pragma once

#include <span>

namespace evenlight::samplers {

class Loop;

void euler(Loop& loop, std::span<float> x);
void euler_ancestral(Loop& loop, std::span<float> x);
void heun(Loop& loop, std::span<float> x);
void dpm2(Loop& loop, std::span<float> x);
void dpm2_ancestral(Loop& loop, std::span<float> x);
void lms(Loop& loop, std::span<float> x);
void dpmpp_2s_ancestral(Loop& loop, std::span<float> x);
void dpmpp_2m(Loop& loop, std::span<float> x);
void dpmpp_sde(Loop& loop, std::span<float> x);
void dpmpp_2m_sde(Loop& loop, std::span<float> x);
void dpmpp_3m_sde(Loop& loop, std::span<float> x);
void ddim(Loop& loop, std::span<float> x);
void plms(Loop& loop, std::span<float> x);
void unipc(Loop& loop, std::span<float> x);
void deis(Loop& loop, std::span<float> x);
void lcm(Loop& loop, std::span<float> x);
void lcm_levels(Loop& loop, std::span<float> x);
void tcd(Loop& loop, std::span<float> x);

}  // namespace evenlight::samplers
