#include "engine/gpu/schedule.h"

#include <algorithm>

namespace evenlight::gpu {

namespace {

constexpr size_t max_pieces = 100;  // in a batch

bool touch(const std::vector<Range>& a, const std::vector<Range>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Range& x) {
    return std::any_of(b.begin(), b.end(), [&](const Range& y) { return x.overlaps(y); });
  });
}

// What was read and written since the last barrier. Ranges are addresses, so values that take turns
// at one place in the arena are seen for what they are.
class Hazards {
 public:
  // Whether a dispatch must wait for those before it; if so they are forgotten. Then it counts.
  bool barrier_before(const Dispatch& dispatch) {
    const bool wait = touch(dispatch.reads, written_) || touch(dispatch.writes, written_) ||
                      touch(dispatch.writes, read_);
    if (wait) clear();
    read_.insert(read_.end(), dispatch.reads.begin(), dispatch.reads.end());
    written_.insert(written_.end(), dispatch.writes.begin(), dispatch.writes.end());
    return wait;
  }
  void clear() {
    read_.clear();
    written_.clear();
  }

 private:
  std::vector<Range> read_, written_;
};

}  // namespace

std::vector<Batch> schedule(const std::vector<Dispatch>& dispatches, uint64_t flops_per_batch) {
  std::vector<Batch> batches(1);
  Hazards hazards;
  uint64_t spent = 0;
  for (const Dispatch& dispatch : dispatches) {
    const uint64_t groups = dispatch.groups[0];
    const uint64_t pieces = std::clamp<uint64_t>(dispatch.flops / flops_per_batch, 1, groups);
    for (uint64_t i = 0; i < pieces; ++i) {
      if (spent >= flops_per_batch || batches.back().size() >= max_pieces) {
        batches.emplace_back();
        hazards.clear();
        spent = 0;
      }
      Batch& batch = batches.back();
      const uint64_t first = groups * i / pieces, end = groups * (i + 1) / pieces;
      // Pieces of one dispatch write side by side and need not wait for each other; but each batch
      // has to know of those in it, for what follows.
      const bool counted = !batch.empty() && batch.back().dispatch == &dispatch;
      const bool waits = !counted && hazards.barrier_before(dispatch);
      batch.push_back({&dispatch, uint32_t(first), uint32_t(end - first), waits});
      spent += dispatch.flops / pieces;
    }
  }
  return batches;
}

}  // namespace evenlight::gpu
