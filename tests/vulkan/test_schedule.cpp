// Where barriers go. llvmpipe runs one dispatch after another and would never show a missing one.
#include <gtest/gtest.h>

#include <random>

#include "engine/gpu/schedule.h"

namespace evenlight::gpu {
namespace {

Dispatch dispatch(std::vector<Range> reads, std::vector<Range> writes, uint32_t groups = 8,
                  uint64_t flops = 0) {
  Dispatch d;
  d.reads = std::move(reads);
  d.writes = std::move(writes);
  d.groups = {groups, 3, 2};
  d.flops = flops;
  return d;
}

constexpr Range a{0, 100}, b{100, 200}, c{200, 300}, half_of_a{50, 60};

std::vector<bool> waits(const std::vector<Dispatch>& dispatches) {
  std::vector<bool> result;
  for (const Batch& batch : schedule(dispatches, 1000)) {
    for (const Piece& piece : batch) result.push_back(piece.waits);
  }
  return result;
}

TEST(Schedule, WaitsForWhatItReads) {
  EXPECT_EQ(waits({dispatch({}, {a}), dispatch({half_of_a}, {b})}), (std::vector{false, true}));
}

TEST(Schedule, WaitsBeforeOverwriting) {
  EXPECT_EQ(waits({dispatch({a}, {b}), dispatch({c}, {half_of_a})}), (std::vector{false, true}));
  EXPECT_EQ(waits({dispatch({}, {a}), dispatch({}, {half_of_a})}), (std::vector{false, true}));
}

TEST(Schedule, WaitsNoMoreThanItMust) {
  EXPECT_EQ(waits({dispatch({a}, {b}), dispatch({a}, {c})}), (std::vector{false, false}));
  // One barrier serves both readers.
  EXPECT_EQ(waits({dispatch({}, {a}), dispatch({a}, {b}), dispatch({a}, {c})}),
            (std::vector{false, true, false}));
  // Neighbours do not touch.
  EXPECT_EQ(waits({dispatch({}, {a}), dispatch({b}, {c})}), (std::vector{false, false}));
}

TEST(Schedule, CutsLargeDispatches) {
  const std::vector<Dispatch> all = {dispatch({}, {a}, 10, 4500)};
  const auto batches = schedule(all, 1000);
  EXPECT_EQ(batches.size(), 4u);
  uint32_t next = 0;
  for (const Batch& batch : batches) {
    for (const Piece& piece : batch) {
      EXPECT_EQ(piece.dispatch, &all[0]);
      EXPECT_EQ(piece.first_x, next);
      EXPECT_GT(piece.count_x, 0u);
      EXPECT_FALSE(piece.waits);
      next += piece.count_x;
    }
  }
  EXPECT_EQ(next, 10u);
}

// Whatever the work: within a batch, nothing runs beside what it reads or overwrites.
TEST(Schedule, SeparatesWhatDependsOnEachOther) {
  std::mt19937 random(1);
  const auto any_range = [&] {
    const uint64_t begin = random() % 20;
    return Range{begin, begin + 1 + random() % 3};
  };
  const auto conflict = [](const std::vector<Range>& x, const std::vector<Range>& y) {
    for (const Range& i : x) {
      for (const Range& j : y) {
        if (i.overlaps(j)) return true;
      }
    }
    return false;
  };
  std::vector<Dispatch> all;
  for (int i = 0; i < 2000; ++i) {
    all.push_back(dispatch({any_range(), any_range()}, {any_range()}, 1 + random() % 5,
                           random() % 4 ? random() % 300 : random() % 5000));
  }
  size_t together = 0;
  for (const Batch& batch : schedule(all, 1000)) {
    std::vector<const Dispatch*> running;
    for (const Piece& piece : batch) {
      if (piece.waits) running.clear();
      for (const Dispatch* other : running) {
        if (other == piece.dispatch) continue;
        EXPECT_FALSE(conflict(piece.dispatch->reads, other->writes));
        EXPECT_FALSE(conflict(piece.dispatch->writes, other->writes));
        EXPECT_FALSE(conflict(piece.dispatch->writes, other->reads));
        ++together;
      }
      running.push_back(piece.dispatch);
    }
  }
  EXPECT_GT(together, 100u) << "everything waits for everything";
}

TEST(Schedule, BoundsABatch) {
  const std::vector<Dispatch> many(250, dispatch({}, {}));
  const auto batches = schedule(many, 1000);
  ASSERT_EQ(batches.size(), 3u);
  EXPECT_EQ(batches.front().size(), 100u);
  EXPECT_EQ(schedule({}, 1000).size(), 1u);
}

}  // namespace
}  // namespace evenlight::gpu
