// Between the sampler's layout (torch's: channels outermost) and the engine's (channels
// innermost).
#pragma once

#include <cstdint>
#include <span>

namespace evenlight {

// [C,H·W] → [H·W,C]
inline void channels_last(std::span<const float> in, int64_t channels, std::span<float> out) {
  const size_t c = size_t(channels), pixels = in.size() / c;
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t k = 0; k < c; ++k) out[p * c + k] = in[k * pixels + p];
  }
}

// [H·W,C] → [C,H·W]
inline void channels_first(std::span<const float> in, int64_t channels, std::span<float> out) {
  const size_t c = size_t(channels), pixels = in.size() / c;
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t k = 0; k < c; ++k) out[k * pixels + p] = in[p * c + k];
  }
}

}  // namespace evenlight
