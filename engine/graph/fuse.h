#pragma once

#include "engine/graph/graph.h"

namespace evenlight {

// The same function in fewer, larger ops: conv/linear + residual add, conv + time embedding,
// conv/linear/norm + activation, linear + geglu, nearest upsample read by the conv, joins read
// from two sources by linear and group norm, and linears of one operand (q, k, v) as one.
// Values that have another reader, or are outputs, stay. Weights nobody asks for are dropped.
Graph fuse(const Graph& graph);

}  // namespace evenlight
