#pragma once

#include <vector>

#include "engine/gpu/dispatch.h"

namespace evenlight::gpu {

// Workgroups first_x … first_x + count_x - 1 of a dispatch, all of its y and z.
struct Piece {
  const Dispatch* dispatch = nullptr;
  uint32_t first_x = 0, count_x = 0;
  bool waits = false;  // for everything before it in its batch
};

// What is submitted at once. A batch begins after all earlier ones have finished.
using Batch = std::vector<Piece>;

// Cuts the work into batches of about flops_per_batch, large dispatches into pieces, and says where
// a dispatch must wait for what an earlier one of its batch reads or writes. There is always a
// batch, if an empty one. The pieces point into `dispatches`.
std::vector<Batch> schedule(const std::vector<Dispatch>& dispatches, uint64_t flops_per_batch);

}  // namespace evenlight::gpu
