// The methods, one file each.
#pragma once

#include "engine/pipeline/guidance/guidance.h"

namespace evenlight {

bool interval_allows(const Guidance& guidance, double sigma);

Extras cfg_wants(const Guidance& guidance);
void cfg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

void rescale(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

}  // namespace evenlight
