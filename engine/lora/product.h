#pragma once

#include <cstddef>
#include <span>

namespace evenlight {

// sum += scale · a·b, row-major: sum [rows,columns], a [rows,depth], b [depth,columns].
void add_product(std::span<float> sum, std::span<const float> a, std::span<const float> b,
                 size_t depth, float scale);

}  // namespace evenlight
