// Seeds drawn one after another until enough of their pictures meet the requirements: the
// bookkeeping alone, for the command and the studio.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/common/recipe/requirement_record.h"
#include "engine/base/message.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

struct SearchPlan {
  uint64_t first_seed = 0;
  int64_t wanted = 1;  // pictures
  int64_t tries = 1;   // seeds, at most
};

// What a recipe asks for, where `pictures` are wanted unless it guarantees more: without tries, ten
// for each guaranteed picture, else as many as pictures. Throws Error(usage) for fewer tries than
// pictures, and if the seeds would go beyond the last there is.
SearchPlan search_plan(const Recipe& recipe, int64_t pictures);

// A picture that was drawn and did not meet them.
struct RefusedSeed {
  uint64_t seed = 0;
  std::vector<RequirementReading> readings;
};

class SeedSearch {
 public:
  explicit SeedSearch(const SearchPlan& plan) : plan_(plan) {}

  // The next seeds, at most `most`; none when enough were accepted or the tries are spent.
  std::vector<uint64_t> next(size_t most) const;

  enum class Verdict { accepted, refused, best_refused };
  // Of the next seed, in their order; the best refused one is that with the most that holds, the
  // earliest of equals.
  Verdict add(std::vector<RequirementReading> readings);

  bool is_met() const { return held_ >= plan_.wanted; }
  bool is_over() const { return is_met() || drawn_ >= plan_.tries; }
  const SearchPlan& plan() const { return plan_; }
  int64_t drawn() const { return drawn_; }
  int64_t held() const { return held_; }
  const std::vector<RefusedSeed>& refused() const { return refused_; }

  // As it stands, without readings.
  RequirementRecord record() const;
  // "accepted 7 of 12 (32–81 %)".
  Message rate() const;
  // Why it ended without enough; of a search that is over and not met.
  Message shortfall() const;

 private:
  SearchPlan plan_;
  int64_t drawn_ = 0, held_ = 0;
  int64_t best_ = -1;  // how many requirements held for the best refused picture
  std::vector<RefusedSeed> refused_;
};

// "faces=1 (2), sharp>=0.3 (0.12)": what did not hold, with what was measured.
std::string what_failed(const std::vector<RequirementReading>& readings);

}  // namespace evenlight
