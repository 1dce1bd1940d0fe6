#include "samplers/plan.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "samplers/argument_error.h"

namespace evenlight::samplers {
namespace {

void plan_timesteps(Plan& plan, const std::vector<int>& timesteps) {
  const int stride = plan.noise.train_steps() / int(timesteps.size());
  for (const int t : timesteps) {
    const int end = t - stride;
    plan.sigmas.push_back(plan.noise.sigma_of(t));
    plan.levels.push_back(plan.noise.level_at(t));
    plan.ends.push_back(end >= 0 ? plan.noise.level_at(end) : plan.noise.final_level());
  }
  plan.sigmas.push_back(0.0);
}

void plan_sigmas(Plan& plan, const std::vector<double>& sigmas) {
  // k-diffusion keeps its σ in single precision.
  for (const double sigma : sigmas) plan.sigmas.push_back(float(sigma));
  plan.sigmas.push_back(0.0);
  for (size_t i = 0; i < sigmas.size(); ++i) {
    plan.levels.push_back(plan.noise.level_of_sigma(plan.sigmas[i]));
    plan.ends.push_back(plan.noise.level_of_sigma(plan.sigmas[i + 1]));
  }
}

// How many of the steps are kept.
int kept_steps(int steps, double strength) {
  if (!(strength > 0.0 && strength <= 1.0)) {
    throw ArgumentError("the strength must be above 0 and at most 1");
  }
  const int kept = int(steps * strength);
  if (kept == 0) {
    throw ArgumentError(
        "strength times steps is below 1, so no step would be left; raise "
        "the strength or the number of steps");
  }
  return kept;
}

}  // namespace

void leave_out_first(Plan& plan, int count) {
  plan.sigmas.erase(plan.sigmas.begin(), plan.sigmas.begin() + count);
  plan.levels.erase(plan.levels.begin(), plan.levels.begin() + count);
  plan.ends.erase(plan.ends.begin(), plan.ends.begin() + count);
  if (count > 0) plan.from_noise = false;
}

void leave_out_penultimate(Plan& plan) {
  if (plan.steps() < 2) throw ArgumentError("a plan of one step has no level before the last");
  plan.sigmas.erase(plan.sigmas.end() - 2);
  plan.levels.pop_back();
  plan.ends.pop_back();
  plan.ends.back() = plan.noise.level_of_sigma(0);
}

Plan make_plan(const NoiseSchedule& noise, const ScheduleInfo& schedule, int steps,
               double strength) {
  if (steps < 1 || steps > noise.train_steps()) {
    throw ArgumentError("the number of steps must lie between 1 and " +
                        std::to_string(noise.train_steps()) + ", not " + std::to_string(steps));
  }
  kept_steps(steps, strength);
  if (!schedule.timesteps && !schedule.sigmas) {
    throw ArgumentError("the schedule \"" + std::string(schedule.id) +
                        "\" must be resolved for a sampler first");
  }
  Plan plan{noise, {}, {}, {}, true};
  if (schedule.timesteps) {
    plan_timesteps(plan, schedule.timesteps(noise, steps));
  } else {
    plan_sigmas(plan, schedule.sigmas(noise, steps));
  }
  // A few schedules have a step more or less than was asked for.
  leave_out_first(plan, plan.steps() - kept_steps(plan.steps(), strength));
  return plan;
}

Plan make_plan(const NoiseSchedule& noise, const std::vector<double>& sigmas, double strength) {
  const bool falls = std::ranges::adjacent_find(
                         sigmas, [](double a, double b) { return !(a > b); }) == sigmas.end();
  if (sigmas.size() < 2 || !falls || sigmas.back() != 0.0) {
    throw ArgumentError("the sigmas must fall, and the last must be 0");
  }
  Plan plan{noise, {}, {}, {}, true};
  plan_sigmas(plan, {sigmas.begin(), sigmas.end() - 1});
  leave_out_first(plan, plan.steps() - kept_steps(plan.steps(), strength));
  return plan;
}

}  // namespace evenlight::samplers
