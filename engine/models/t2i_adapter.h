#pragma once

#include <cstdint>

#include "engine/graph/graph.h"

namespace evenlight {

// One level of a T2I adapter (Mou et al. 2023, arXiv 2302.08453; huggingface/diffusers:
// models/adapter.py FullAdapter), behind its pooling.
struct AdapterLevelShape {
  int64_t level = 0;
  int64_t height = 8, width = 8;  // in latents of that level
  int64_t in_channels = 192;      // of the first level: the picture in blocks
  int64_t channels = 320;
  bool widens = false;  // a 1×1 convolution comes first
};
// input "x" [1,height,width,in_channels] → output "feature" [1,height,width,channels]
Graph trace_adapter_level(const AdapterLevelShape& shape);

}  // namespace evenlight
