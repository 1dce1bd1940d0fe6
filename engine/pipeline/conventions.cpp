#include "engine/pipeline/conventions.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/check.h"

namespace evenlight {
namespace {

using Steps = Conventions::Steps;

// huggingface/diffusers: pipeline_stable_diffusion_img2img.py, get_timesteps.
Steps last_share(int steps, double strength) {
  return {steps, int(steps * strength)};
}
// AUTOMATIC1111/stable-diffusion-webui:modules/sd_samplers_common.py, setup_img2img_steps, and the
// slice of the σ that its samplers take.
Steps one_more(int steps, double strength) {
  if (strength == 1.0) return {steps, steps};
  return {steps, std::min(int(std::min(strength, 0.999) * steps) + 1, steps)};
}
// comfyanonymous/ComfyUI:comfy/samplers.py, KSampler.set_steps.
Steps all_of_more(int steps, double strength) {
  return {strength > 0.9999 ? steps : int(steps / strength), steps};
}

constexpr std::string_view a1111_without_penultimate[] = {"dpm2", "dpm2_a", "dpmpp_3m_sde"};
constexpr std::string_view comfyui_without_penultimate[] = {"dpm2", "dpm2_a", "unipc", "unipc_bh1"};
constexpr std::string_view a1111_full_eta[] = {"dpm_fast", "dpm_adaptive"};
constexpr OtherName third_order[] = {{"deis", "deis_3"}};

constexpr Conventions rows[] = {
    {.id = "evenlight", .steps = last_share},
    {.id = "a1111",
     .brownian = true,
     .truncates = true,
     .without_penultimate = a1111_without_penultimate,
     .samplers = third_order,
     .steps = one_more,
     .full_eta = a1111_full_eta},
    {.id = "comfyui",
     .whole_timesteps = true,
     .full_variance = true,
     .brownian = true,
     .truncates = true,
     .torch_delta = 1,
     .philox_delta = 0,
     .without_penultimate = comfyui_without_penultimate,
     .samplers = third_order,
     .steps = all_of_more,
     .default_schedule = "normal"},
    {.id = "diffusers", .steps = last_share},
};

bool is_among(std::span<const std::string_view> ids, std::string_view id) {
  return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

const Conventions* find_conventions(std::string_view id) {
  const auto* found = std::ranges::find(rows, id, &Conventions::id);
  return found == std::end(rows) ? nullptr : found;
}

const Conventions& conventions_of(const Recipe& recipe) {
  const Conventions* found = find_conventions(recipe.like);
  EVENLIGHT_CHECK(found, "a recipe is checked before it is followed");
  return *found;
}

const samplers::SamplerInfo& sampler_there(const Conventions& conventions,
                                           const samplers::SamplerInfo& sampler) {
  const auto found = std::ranges::find(conventions.samplers, sampler.id, &OtherName::ours);
  return found == conventions.samplers.end() ? sampler : samplers::find_sampler(found->there);
}

samplers::Plan plan_there(const Conventions& conventions, const Recipe& recipe,
                          const samplers::NoiseSchedule& noise,
                          const samplers::SamplerInfo& sampler,
                          const samplers::ScheduleInfo& schedule) {
  const double strength = strength_of(recipe);
  if (!recipe.sigmas.empty()) return samplers::make_plan(noise, recipe.sigmas, strength);
  const Steps steps = conventions.steps(recipe.steps, strength);
  const bool skips = is_among(conventions.without_penultimate, sampler.id);
  const int all = std::min(steps.all + (skips ? 1 : 0), noise.train_steps());
  samplers::Plan plan = samplers::make_plan(noise, schedule, all);
  if (skips && plan.steps() > 1) samplers::leave_out_penultimate(plan);
  if (strength < 1.0) samplers::leave_out_first(plan, std::max(plan.steps() - steps.kept, 0));
  const double highest = noise.sigma_max();
  if (conventions.full_variance && plan.sigmas.front() >= highest * (1.0 - 1e-5)) {
    plan.start_sigma = std::hypot(1.0, plan.sigmas.front());
  }
  return plan;
}

std::optional<int64_t> step_seed_delta(const Recipe& recipe) {
  if (recipe.eta_noise_seed_delta != 0) return recipe.eta_noise_seed_delta;
  const Conventions& conventions = conventions_of(recipe);
  return recipe.rng == "philox" ? conventions.philox_delta : conventions.torch_delta;
}

double default_eta(const Conventions& conventions, const samplers::SamplerInfo& sampler) {
  return is_among(conventions.full_eta, sampler.id) ? 1.0 : sampler.default_eta;
}

bool walks_along_path(const Recipe& recipe, const samplers::SamplerInfo& sampler) {
  if (!sampler.along_path) return false;
  if (recipe.sde_noise != "auto") return recipe.sde_noise == "brownian";
  return conventions_of(recipe).brownian;
}

}  // namespace evenlight
