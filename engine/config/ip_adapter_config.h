#pragma once

#include <cstdint>

namespace evenlight {

// How an IP-Adapter (Ye et al. 2023, arXiv 2308.06721; tencent-ailab/IP-Adapter) makes tokens of an
// encoded picture: of its one vector; by a resampler that asks all of its patches; or each patch
// by itself.
enum class IpAdapterKind { plain, plus, full_face };

// What an adapter was made for.
struct IpAdapterConfig {
  IpAdapterKind kind = IpAdapterKind::plain;
  int64_t seen = 1024;  // width of what the encoder gives: one vector, or each of its tokens
  int64_t seen_tokens = 1;
  int64_t tokens = 4;   // that the UNet reads beside the text's
  int64_t width = 768;  // of each: the UNet's cross_attention_dim
  // Of a resampler.
  int64_t inner = 768;      // width of its layers
  int64_t attention = 768;  // of its queries and keys, in heads of 64
  int64_t layers = 4;
  int64_t feed_forward = 3072;
};

}  // namespace evenlight
