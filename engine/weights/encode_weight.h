#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/tensor/weight_source.h"
#include "engine/weights/tensor_encoding.h"

namespace evenlight {

// A weight's numbers in an encoding that is F32, F16, BF16, F8_E4M3, Q8_0 or Q4_0, rounded to
// nearest; the bytes as they are where it is stored so already. Nothing where a finite number is
// too large for it. The last axis must be whole blocks.
std::optional<std::vector<std::byte>> encode_weight(const HostWeight& weight,
                                                    const Encoding& encoding);

}  // namespace evenlight
