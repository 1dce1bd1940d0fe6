#pragma once

#include "engine/config/upscaler_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// An upscaler of residual-in-residual dense blocks: Wang et al. 2018 (arXiv 1809.00219), Wang et
// al. 2021 (arXiv 2107.10833); xinntao/Real-ESRGAN, basicsr/archs/rrdbnet_arch.py.
//   input  "image" [1,height,width,3·shuffle²], 0…1
//   output "image" [1,height·2^doublings,width·2^doublings,3], about 0…1
Graph trace_rrdb(const RrdbConfig& config, int64_t height, int64_t width);

}  // namespace evenlight
