#include "engine/pipeline/precision.h"

#include <algorithm>

namespace evenlight {

namespace {

struct Row {
  DType precision;
  PartPrecisions parts;
  DType wide_vae;  // where the VAE's values pass 65504, the largest that f16 can store
};

// Devices choose: f16 the GPUs that store it, bf16 the processors that multiply it, f32 the rest.
constexpr Row rows[] = {
    {DType::f32, {DType::f32, DType::f32, DType::f32}, DType::f32},
    {DType::bf16, {DType::bf16, DType::bf16, DType::bf16}, DType::bf16},
    {DType::f16, {DType::f16, DType::f16, DType::f16}, DType::f32},
};

// huggingface/diffusers: pipeline_stable_diffusion_xl.py upcast_vae
bool has_wide_vae(const ModelConfigs& configs) {
  return configs.family == Family::sdxl || configs.family == Family::sdxl_refiner;
}

}  // namespace

PartPrecisions part_precisions(DType precision, const ModelConfigs& configs) {
  const auto row = std::ranges::find(rows, precision, &Row::precision);
  if (row == std::end(rows)) return {};
  PartPrecisions parts = row->parts;
  if (has_wide_vae(configs)) parts.vae = row->wide_vae;
  return parts;
}

}  // namespace evenlight
