#include "app/common/requirements/seed_search.h"

#include <algorithm>

#include "app/common/requirements/requirements.h"
#include "bias_audit/stats/binomial.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

constexpr double alpha = 0.05;
constexpr int64_t tries_for_each = 10;

}  // namespace

SearchPlan search_plan(const Recipe& recipe, int64_t pictures) {
  SearchPlan plan;
  plan.first_seed = recipe.seed;
  plan.wanted = recipe.guarantee > 0 ? recipe.guarantee : pictures;
  plan.tries = recipe.tries > 0       ? recipe.tries
               : recipe.guarantee > 0 ? tries_for_each * plan.wanted
                                      : plan.wanted;
  if (plan.tries < plan.wanted) {
    throw Error(ErrorKind::usage,
                say<"{0}: {1} seeds cannot give {2} pictures; allow more or want fewer.">(
                    Field{"tries"}, plan.tries, plan.wanted));
  }
  if (plan.first_seed > UINT64_MAX - uint64_t(plan.tries - 1)) {
    throw Error(ErrorKind::usage,
                say<"{0}: the seeds would go beyond {1}.">(Field{"tries"}, UINT64_MAX));
  }
  return plan;
}

std::vector<uint64_t> SeedSearch::next(size_t most) const {
  std::vector<uint64_t> seeds;
  if (is_over()) return seeds;
  const int64_t count = std::min(int64_t(most), plan_.tries - drawn_);
  for (int64_t i = 0; i < count; ++i) seeds.push_back(plan_.first_seed + uint64_t(drawn_ + i));
  return seeds;
}

SeedSearch::Verdict SeedSearch::add(std::vector<RequirementReading> readings) {
  const uint64_t seed = plan_.first_seed + uint64_t(drawn_++);
  if (all_hold(readings)) {
    ++held_;
    return Verdict::accepted;
  }
  const int64_t holding = std::ranges::count(readings, true, &RequirementReading::holds);
  refused_.push_back({seed, std::move(readings)});
  if (holding <= best_) return Verdict::refused;
  best_ = holding;
  return Verdict::best_refused;
}

RequirementRecord SeedSearch::record() const {
  RequirementRecord record;
  record.first_seed = plan_.first_seed;
  record.drawn = drawn_;
  record.held = held_;
  if (drawn_ == 0) return record;
  const audit::Interval interval = audit::wilson(held_, drawn_, alpha);
  record.low = interval.lo;
  record.high = interval.hi;
  return record;
}

Message SeedSearch::rate() const {
  const RequirementRecord now = record();
  return say<"accepted {0} of {1} ({2:.0f}–{3:.0f} %)">(held_, drawn_, 100 * now.low,
                                                        100 * now.high);
}

Message SeedSearch::shortfall() const {
  return say<
      "The requirements were met by {0} of {1} pictures ({2:.0f}–{3:.0f} %), and {4} were "
      "wanted; draw more seeds, ask for less or change the prompt.">(
      held_, drawn_, 100 * record().low, 100 * record().high, plan_.wanted);
}

std::string what_failed(const std::vector<RequirementReading>& readings) {
  std::string text;
  for (const RequirementReading& one : readings) {
    if (one.holds) continue;
    text += (text.empty() ? "" : ", ") + one.requirement + " (" + one.measured + ")";
  }
  return text;
}

}  // namespace evenlight
