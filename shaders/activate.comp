#version 460
// y = act(x); geglu: x's rows are [value, gate], y = value·gelu(gate). Grid z: images.
#include "common.glsl"
#include "activation.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;  // slot 0: [N,rows,channels], geglu: [N,rows,2·channels]
  uint64_t y;  // slot 1: [N,rows,channels]
  uint rows, channels;
} p;

void main() {
  const bool gated = activation == act_geglu;
  const uint quads = (p.channels + 3) / 4;
  const uint pitch = gated ? 2 * p.channels : p.channels;
  const uint64_t skipped = uint64_t(gl_WorkGroupID.z) * p.rows;
  const uint64_t x = advance(p.x, skipped * pitch, 0);
  const uint64_t y = advance(p.y, skipped * p.channels, 1);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  for (uint i = gl_GlobalInvocationID.x; i < p.rows * quads; i += step) {
    const uint row = i / quads, c = i % quads * 4;
    const uint left = p.channels - c;
    vec4 v = load4(x, row * pitch + c, left, 0);
    if (gated) {
      const vec4 gate = load4(x, row * pitch + p.channels + c, left, 0);
      v *= vec4(gelu(gate.x), gelu(gate.y), gelu(gate.z), gelu(gate.w));
    } else {
      v = activate4(v);
    }
    store4(y, row * p.channels + c, v, left, 1);
  }
}
