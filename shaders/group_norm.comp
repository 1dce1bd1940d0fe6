#version 460
// Pass 3 of 3: y = act((u - mean)/√(var + eps)·gamma + beta), u = concat(x, x2), four channels a
// thread. Grid z: images. Wu & He 2018.
#include "common.glsl"
#include "activation.glsl"
#include "group_norm.glsl"

void main() {
  const uint channels = p.channels_1 + p.channels_2;
  const uint quads = (channels + 3) / 4;
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  const uint64_t skipped = uint64_t(gl_WorkGroupID.z) * p.pixels;
  const uint64_t x = advance(p.x, skipped * p.channels_1, 0);
  const uint64_t x2 = advance(p.x2, skipped * p.channels_2, 1);
  const uint64_t y = advance(p.y, skipped * channels, 2);
  for (uint i = gl_GlobalInvocationID.x; i < p.pixels * quads; i += step) {
    const uint pixel = i / quads, c = i % quads * 4;
    const uint left = channels - c;
    vec4 v;
    if (aligned && c >= p.channels_1) {
      v = load4(x2, pixel * p.channels_2 + c - p.channels_1, 4, 1);
    } else if (aligned || c + 4 <= p.channels_1) {
      v = load4(x, pixel * p.channels_1 + c, left, 0);
    } else {
      [[unroll]] for (uint k = 0; k < 4; ++k) {
        const uint d = c + k;
        if (k < left) {
          v[k] = d < p.channels_1 ? load(x, pixel * p.channels_1 + d, 0)
                                  : load(x2, pixel * p.channels_2 + d - p.channels_1, 1);
        }
      }
    }
    [[unroll]] for (uint k = 0; k < 4; ++k) {
      if (k < left) {
        const uint at = (gl_WorkGroupID.z * p.groups + (c + k) / group_width()) * 2;
        const float normal = (v[k] - Floats(p.moments).at[at]) * Floats(p.moments).at[at + 1];
        v[k] = normal * channel_of(p.gamma, c + k, 1.0) + channel_of(p.beta, c + k, 0.0);
      }
    }
    store4(y, pixel * channels + c, activate4(v), left, 2);
  }
}
