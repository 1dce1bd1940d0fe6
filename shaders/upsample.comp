#version 460
// y[2h+i,2w+j] = x[h,w], four channels a thread. Grid z: images.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;  // slot 0: [N,height,width,channels]
  uint64_t y;  // slot 1: [N,2·height,2·width,channels]
  uint height, width, channels;
} p;

void main() {
  const uint quads = (p.channels + 3) / 4;
  const uint pixels = p.height * p.width;
  const uint64_t x = advance(p.x, uint64_t(gl_WorkGroupID.z) * pixels * p.channels, 0);
  const uint64_t y = advance(p.y, uint64_t(gl_WorkGroupID.z) * pixels * 4 * p.channels, 1);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  for (uint i = gl_GlobalInvocationID.x; i < pixels * 4 * quads; i += step) {
    const uint pixel = i / quads, c = i % quads * 4;
    const uint row = pixel / (2 * p.width) / 2, column = pixel % (2 * p.width) / 2;
    const uint left = p.channels - c;
    const vec4 v = load4(x, (row * p.width + column) * p.channels + c, left, 0);
    store4(y, pixel * p.channels + c, v, left, 1);
  }
}
