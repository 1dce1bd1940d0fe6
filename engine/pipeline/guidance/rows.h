// The methods, one file each.
#pragma once

#include "engine/pipeline/guidance/guidance.h"

namespace evenlight {

bool interval_allows(const Guidance& guidance, double sigma);

Extras cfg_wants(const Guidance& guidance);
void cfg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

void zero_star(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

Extras perp_neg_wants(const Guidance& guidance);
void perp_neg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

void apg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

Extras pag_wants(const Guidance& guidance);
void pag(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

Extras seg_wants(const Guidance& guidance);
void seg(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

void dynamic_threshold(const Guidance& guidance, const Predictions& predictions,
                       std::span<float> guided);

Extras picture_wants(const Guidance& guidance);
void picture(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

void rescale(const Guidance& guidance, const Predictions& predictions, std::span<float> guided);

}  // namespace evenlight
