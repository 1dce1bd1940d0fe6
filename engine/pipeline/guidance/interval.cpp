// Kynkäänniemi et al. 2024, "Applying Guidance in a Limited Interval Improves Sample and
// Distribution Quality in Diffusion Models" (arXiv 2404.07724). Both ends belong to the interval.
#include "engine/pipeline/guidance/rows.h"

namespace evenlight {

bool interval_allows(const Guidance& guidance, double sigma) {
  return sigma >= guidance.sigma_low && sigma <= guidance.sigma_high;
}

}  // namespace evenlight
