// Small models with every op of the big ones, for tests that run the same thing several times.
#pragma once

#include <vector>

#include "engine/graph/backend.h"

namespace evenlight {

// Every op that models use, on odd sizes. Inputs "x" [batch,height,width,5], "context"
// [batch,77,24] (per prompt), "timestep" [batch]; output "y" [batch,⌈height/2⌉,⌈width/2⌉,4].
Graph small_graph(int64_t batch, int64_t height, int64_t width);

// A UNet of two levels, with attention, on 8×6 latents; as trace_unet and fused.
Graph tiny_unet(int64_t batch);

// Writes invented inputs, every image of the batch the same, and returns the only output.
std::vector<float> run_once(Executable& executable, const Graph& graph);

// Compiles with MemoryWeights(3) in the backend's precision and runs once.
std::vector<float> compile_and_run(Backend& backend, const Graph& graph);

}  // namespace evenlight
