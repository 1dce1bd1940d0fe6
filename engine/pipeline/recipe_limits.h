// What a recipe's numbers may be, for every model; a model may allow less (recipe_check.h). The one
// place: the table of fields in app/common and the engine's check read it.
#pragma once

#include <cstdint>

namespace evenlight {

struct NumberRange {
  double low = 0, high = 0;  // both allowed
};

namespace recipe_limits {

inline constexpr NumberRange steps = {1, 1000};
inline constexpr NumberRange cfg = {0, 100};
inline constexpr NumberRange cfg_rescale = {0, 1};
inline constexpr NumberRange added_guidance = {0, 100};  // PAG's and its like
inline constexpr NumberRange perp_neg = {0, 10};
inline constexpr NumberRange apg[] = {{0, 10}, {-1, 1}, {0, 1e6}};      // eta, momentum, norm
inline constexpr NumberRange dynamic_threshold[] = {{0, 100}, {0, 1}};  // scale, percentile
inline constexpr NumberRange freeu[] = {{0, 10}, {0, 10}, {0, 10}, {0, 10}};
inline constexpr NumberRange clip_skip = {1, 100};
inline constexpr NumberRange eta = {0, 1};
inline constexpr NumberRange strength = {0, 1};
inline constexpr NumberRange variation_strength = {0, 1};
inline constexpr NumberRange seed_resize[] = {{8, 8192}, {8, 8192}};
inline constexpr NumberRange seed_delta = {-2147483647, 2147483647};
inline constexpr double highest_sigma = 1e6;
inline constexpr NumberRange picture_guidance = {0, 100};
inline constexpr NumberRange control_weight = {-10, 10};
inline constexpr NumberRange control_share = {0, 1};
inline constexpr NumberRange region_weight = {0, 10};
inline constexpr NumberRange mask_grow = {-256, 256};
inline constexpr NumberRange mask_blur = {0, 64};
inline constexpr NumberRange mask_padding = {0, 4096};
inline constexpr NumberRange hires[] = {{1, 4}, {0, 1000}, {0, 1}};  // scale, steps, strength
inline constexpr NumberRange outpaint[] = {{0, 4096}, {0, 4096}, {0, 4096}, {0, 4096}};
// No side of a picture is longer, so that no size computed from one can overflow.
inline constexpr NumberRange side = {8, 8192};
inline constexpr int64_t side_multiple = 8;
// Sizes that SDXL is told, in pixels.
inline constexpr NumberRange size_number = {0, 65536};
inline constexpr NumberRange aesthetic = {0, 10};
inline constexpr NumberRange refiner_start = {0, 1};
// Seeds drawn for a picture that meets its requirements.
inline constexpr NumberRange tries = {0, 1000000};
// 0, or as large as gives a tile enough of its surroundings.
inline constexpr NumberRange vae_tile = {0, 8192};
inline constexpr int64_t min_vae_tile = 128;

}  // namespace recipe_limits
}  // namespace evenlight
