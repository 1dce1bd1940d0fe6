// The generators, one file each.
#pragma once

#include <cstdint>
#include <memory>

#include "samplers/noise.h"

namespace evenlight::samplers {

std::unique_ptr<NoiseSource> torch_noise(uint64_t seed);
std::unique_ptr<NoiseSource> philox_noise(uint64_t seed);

}  // namespace evenlight::samplers
