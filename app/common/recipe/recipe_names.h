// Names in recipes: of samplers, schedules and other tables, and what else they may be called.
#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// Each: a name or an alias → our id. Throws Error(usage) that lists the ids and the nearest one.
std::string sampler_name(std::string_view wanted);
std::string schedule_name(std::string_view wanted);
std::string rng_name(std::string_view wanted);
std::string prediction_name(std::string_view wanted);
std::string sde_noise_name(std::string_view wanted);
std::string emphasis_name(std::string_view wanted);
std::string like_name(std::string_view wanted);
std::string empty_negative_name(std::string_view wanted);
std::string mask_area_name(std::string_view wanted);
std::string region_mode_name(std::string_view wanted);
std::string filter_name(std::string_view wanted);
std::string fit_name(std::string_view wanted);

}  // namespace evenlight
