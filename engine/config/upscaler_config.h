// What an upscaler looks like, without its weights.
#pragma once

#include <cstdint>

namespace evenlight {

// Residual-in-residual dense blocks. Wang et al. 2018, "ESRGAN" (arXiv 1809.00219).
struct RrdbConfig {
  int64_t shuffle = 1;  // pixels along a side that are put into one place first (2: ×2 models)
  int64_t channels = 64;
  int64_t growth = 32;
  int64_t blocks = 23;
  int64_t doublings = 2;

  int64_t scale() const { return (int64_t{1} << doublings) / shuffle; }
};

}  // namespace evenlight
