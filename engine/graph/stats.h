// What a graph costs, computed from shapes alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

namespace evenlight {

// Floating-point operations of a node, 2 per multiply-add of convolutions, linears and attention;
// normalisation, activation and additions are not counted (under 1 % of any model here).
uint64_t flops(const Graph& graph, const Node& node);

struct GraphStats {
  uint64_t flops_per_prompt = 0;  // of what depends on per-prompt inputs alone
  uint64_t flops_per_step = 0;
  uint64_t flops() const { return flops_per_prompt + flops_per_step; }
  uint64_t weights = 0;     // how many tensors
  uint64_t parameters = 0;  // how many numbers in them
};
GraphStats stats_of(const Graph& graph);

// Every weight that the graph asks for, once, sorted by name: what a file must hold.
std::vector<WeightPart> weight_census(const Graph& graph);

// Those of them that convolutions and linears multiply by.
std::vector<WeightPart> matrix_census(const Graph& graph);

}  // namespace evenlight
