#version 460
// Multiply-adds between registers and nothing else: how fast a device can compute at most. Eight
// chains of four a thread hide the latency of one another; y keeps the compiler from dropping them.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t y;  // f32, one a thread
  uint rounds;
  float factor, addend;
} p;

const uint chains = 8;

void main() {
  vec4 sum[chains];
  [[unroll]] for (uint i = 0; i < chains; ++i) {
    sum[i] = vec4(gl_LocalInvocationID.x, i, i + 0.25, i + 0.5);
  }
  for (uint round = 0; round < p.rounds; ++round) {
    [[unroll]] for (uint i = 0; i < chains; ++i) {
      sum[i] = fma(sum[i], vec4(p.factor), vec4(p.addend));
    }
  }
  vec4 total = vec4(0.0);
  [[unroll]] for (uint i = 0; i < chains; ++i) total += sum[i];
  Floats(p.y).at[gl_GlobalInvocationID.x] = total.x + total.y + total.z + total.w;
}
