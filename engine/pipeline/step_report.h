#pragma once

#include <span>

namespace evenlight {

struct StepReport {
  int step = 0;  // steps done so far, 1 … steps
  int steps = 0;
  std::span<const float> x0;  // [images,4,h,w]: the clean latent as predicted now, for previews
};

}  // namespace evenlight
