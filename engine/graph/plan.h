// Where every value of a graph lies while it runs.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/dtype.h"
#include "engine/graph/graph.h"

namespace evenlight {

enum class Region {
  none,    // a weight
  arena,   // shared by everything that runs on the device, one thing after another
  kept     // of this executable alone: computed once a prompt, read every step
};

struct Place {
  Region region = Region::none;
  uint64_t offset = 0;  // bytes, a multiple of plan_alignment
  uint64_t bytes = 0;
};

constexpr uint64_t plan_alignment = 256;  // covers Vulkan's largest minStorageBufferOffsetAlignment

struct Plan {
  Graph graph;
  DType storage = DType::f32;       // of values that are neither exact nor ids
  std::vector<Place> places;        // by ValueId
  std::vector<size_t> prompt_nodes; // indices of nodes run by prepare(), in order
  std::vector<size_t> step_nodes;   // indices of nodes run by run(), in order
  uint64_t arena_bytes = 0;
  uint64_t kept_bytes = 0;

  DType dtype(ValueId id) const {
    const ValueInfo& v = graph.info(id);
    return v.exact || v.dtype != DType::f32 ? v.dtype : storage;
  }
};

// Liveness in execution order → offsets, largest value first, lowest gap that is free for its
// whole life. Values that are alive together never overlap; an op's result never overlaps an
// operand. Inputs are alive from the start of their part, outputs to its end.
Plan make_plan(Graph graph, DType storage);

}  // namespace evenlight
