#pragma once

#include "engine/config/ip_adapter_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// What an IP-Adapter makes of an encoded picture: tokens for the UNet. Ye et al. 2023 (arXiv
// 2308.06721); tencent-ailab/IP-Adapter: ip_adapter/ip_adapter.py ImageProjModel, MLPProjModel,
// ip_adapter/resampler.py Resampler.
//   input  "encoded" [1,seen_tokens,seen]
//   input  "queries" [1,tokens,inner], of a resampler: its weight "ip.image_proj.latents"
//   output "tokens"  [1,tokens,width]
Graph trace_ip_projection(const IpAdapterConfig& config);

}  // namespace evenlight
