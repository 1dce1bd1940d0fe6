// The processor as a device: every op runs on one small set of SIMD kernels of our own.
//
// Convolutions, linears and attention share one matrix kernel that reads its rows through
// pointers (simd.h), so nothing is copied into columns and nothing is padded; 3×3 convolutions of
// large maps go through Winograd's F(4×4,3×3) around the same kernel. Every sum runs in an order
// that depends on the shape of one image alone: the same input gives the same bytes on any number
// of threads, in any batch.
#pragma once

#include <memory>

#include "engine/graph/backend.h"

namespace evenlight {

// Costs nothing: starts no threads.
DeviceInfo describe_cpu();

// Precisions: f32 always; bf16 first where the processor multiplies it (avx512_bf16). Elsewhere
// bf16 is not offered but opens when asked for: the same picture as on such a machine, slowly.
// f16 is Error(usage), also for a plan. Plans of one backend may differ in precision.
std::unique_ptr<Backend> open_cpu(const BackendOptions& options);

}  // namespace evenlight
