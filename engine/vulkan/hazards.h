#pragma once

#include <algorithm>
#include <vector>

#include "engine/vulkan/dispatch.h"

namespace evenlight::vulkan {

// Decides where barriers go: remembers what was read and written since the last one. Ranges are
// addresses, so values that take turns at one place in the arena are seen for what they are.
class Hazards {
 public:
  // Whether a dispatch must wait for those before it; if so they are forgotten. Then it counts.
  bool barrier_before(const Dispatch& dispatch) {
    const bool wait = touches(dispatch.reads, written_) || touches(dispatch.writes, written_) ||
                      touches(dispatch.writes, read_);
    if (wait) clear();
    read_.insert(read_.end(), dispatch.reads.begin(), dispatch.reads.end());
    written_.insert(written_.end(), dispatch.writes.begin(), dispatch.writes.end());
    return wait;
  }
  // Somebody waited for everything.
  void clear() {
    read_.clear();
    written_.clear();
  }

 private:
  static bool touches(const std::vector<Range>& a, const std::vector<Range>& b) {
    return std::any_of(a.begin(), a.end(), [&](const Range& x) {
      return std::any_of(b.begin(), b.end(), [&](const Range& y) { return x.overlaps(y); });
    });
  }

  std::vector<Range> read_, written_;
};

}  // namespace evenlight::vulkan
