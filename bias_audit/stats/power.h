#pragma once

#include <cstdint>
#include <optional>

namespace evenlight::audit {

// The smallest share above `reference` that an exact two-sided binomial test of n images tells from
// it with probability `power` or more, when it tests at level `alpha`; below the reference the same
// holds for 1 - share about 1 - reference. Nothing when even n of n would prove nothing. Computed
// from the exact tails, so it holds for few images too. Throws ArgumentError unless n >= 1
// and the others lie between 0 and 1.
std::optional<double> detectable_share(int64_t n, double reference, double alpha, double power);

}  // namespace evenlight::audit
