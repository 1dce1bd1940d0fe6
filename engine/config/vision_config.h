#pragma once

#include <cstdint>

#include "engine/config/model_config.h"

namespace evenlight {

// CLIP vision transformer (transformers: CLIPVisionModelWithProjection); defaults are ViT-H/14's.
struct VisionConfig {
  int64_t image_size = 224;  // pixels along a side
  int64_t patch = 14;        // pixels along a side of what becomes one token
  int64_t width = 1280;      // hidden_size
  int64_t intermediate = 5120;
  int64_t layers = 32;
  int64_t heads = 16;
  TextActivation activation = TextActivation::gelu;
  float norm_eps = 1e-5f;
  int64_t projection = 1024;  // width of the vector for a whole picture

  int64_t patches() const { return (image_size / patch) * (image_size / patch); }
  int64_t tokens() const { return patches() + 1; }  // the class token comes first
};

}  // namespace evenlight
