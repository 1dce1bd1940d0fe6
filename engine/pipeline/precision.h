// In which precision each part of a picture is computed.
#pragma once

#include "engine/config/model_config.h"
#include "engine/tensor/dtype.h"

namespace evenlight {

struct PartPrecisions {
  DType text = DType::f32;
  DType unet = DType::f32;
  DType vae = DType::f32;
};

// What a device's choice, or a person's, means for the parts of a model. One table, in
// precision.cpp: it differs from part to part where one of them would not bear the precision.
PartPrecisions part_precisions(DType precision, const ModelConfigs& configs);

}  // namespace evenlight
