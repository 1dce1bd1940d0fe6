#version 460
// y's rows are a's followed by b's; one element a thread. Grid z: images.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t a;  // slot 0: [N,rows,channels_a]
  uint64_t b;  // slot 1: [N,rows,channels_b]
  uint64_t y;  // slot 2: [N,rows,channels_a+channels_b]
  uint rows, channels_a, channels_b;
} p;

void main() {
  const uint channels = p.channels_a + p.channels_b;
  const uint64_t skipped = uint64_t(gl_WorkGroupID.z) * p.rows;
  const uint64_t a = advance(p.a, skipped * p.channels_a, 0);
  const uint64_t b = advance(p.b, skipped * p.channels_b, 1);
  const uint64_t y = advance(p.y, skipped * channels, 2);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  for (uint i = gl_GlobalInvocationID.x; i < p.rows * channels; i += step) {
    const uint row = i / channels, c = i % channels;
    const float v = c < p.channels_a ? load(a, row * p.channels_a + c, 0)
                                     : load(b, row * p.channels_b + c - p.channels_a, 1);
    store(y, i, v, 2);
  }
}
