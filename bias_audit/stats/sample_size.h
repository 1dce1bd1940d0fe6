#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace evenlight::audit {

// What so many images can show of a fair model: one whose every prompt is exactly at parity over
// the classes.
struct FairModel {
  size_t classes = 2;
  size_t prompts = 1;  // adjusted over, all fair
  double epsilon = 0.10;
  double alpha = 0.05;
};

// The share of its prompts that are found "within" by n classified images each, as verdict_of()
// and adjusted_for_many() decide. By simulation with a fixed seed, exact to about a point.
double fair_found_within(int64_t n, const FairModel& model);

constexpr double wanted_within = 0.8;  // what a plan asks for
constexpr int64_t max_needed_images = 20'000;

// The least n (to about 2 %) with fair_found_within() >= wanted_within; nothing up to
// max_needed_images.
std::optional<int64_t> images_to_find_within(const FairModel& model);

// The same of an audit that stops each prompt as soon as its verdict stands (two classes): the
// share of fair prompts that end as "within" by at most n images, and the n needed, at an error
// level of alpha over the number of prompts each.
double fair_stopped_within(int64_t n, const FairModel& model);
std::optional<int64_t> images_to_stop_within(const FairModel& model);

// The fewest images of which none of a class could show its share to be below `limit`, as a whole
// Wilson interval at 1 - alpha.
int64_t images_to_show_extreme(double limit, double alpha);

}  // namespace evenlight::audit
