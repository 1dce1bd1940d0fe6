#pragma once

#include <cstddef>

namespace evenlight::cpu {

// f32 operations a second (two per fused multiply-add) that `threads` threads reach with nothing
// but multiply-adds between registers, at the widest vectors of this processor: what no kernel can
// beat. Takes about a quarter of a second.
double measure_processor_peak(size_t threads);

}  // namespace evenlight::cpu
