// Where every value of a graph lies while it runs.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/rounding.h"
#include "engine/graph/graph.h"
#include "engine/tensor/dtype.h"

namespace evenlight {

enum class Region {
  none,   // a weight
  arena,  // shared by everything that runs on the device, one thing after another
  kept    // of this executable alone: computed once a prompt, read every step
};

struct Place {
  Region region = Region::none;
  uint64_t offset = 0;  // bytes, a multiple of plan_alignment
  uint64_t bytes = 0;
};

constexpr uint64_t plan_alignment = 256;  // covers Vulkan's largest minStorageBufferOffsetAlignment
constexpr uint64_t aligned(uint64_t bytes) {
  return round_up(bytes, plan_alignment);
}

struct Plan {
  Graph graph;
  DType storage = DType::f32;        // f32, f16 or bf16: how values are stored, see dtype()
  std::vector<Place> places;         // by ValueId
  std::vector<size_t> prompt_nodes;  // indices of nodes run by prepare(), in order
  std::vector<size_t> step_nodes;    // indices of nodes run by run(), in order
  uint64_t arena_bytes = 0;
  uint64_t kept_bytes = 0;

  std::vector<DType> dtypes;  // by ValueId

  DType dtype(ValueId id) const { return dtypes[size_t(id)]; }
};

// Types: exact values stay f32 and ids i32; the rest is `storage`, except that with bf16 a value
// that anything but a product reads (norms, activations, the residual stream) stays f32. Products
// round what they multiply anyway; rounding elsewhere would only add error, and bf16 has 8 bits.
//
// Places: liveness in execution order → offsets, largest value first, lowest gap that is free for
// its whole life. Values that are alive together never overlap; an op's result never overlaps an
// operand. Inputs are alive from the start of their part, outputs to its end.
Plan make_plan(Graph graph, DType storage);

}  // namespace evenlight
