#version 460
// y[h,w] = x[h/2,w/2], four channels a thread. Grid z: images.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;  // slot 0: [N,in_h,in_w,channels]
  uint64_t y;  // slot 1: [N,out_h,out_w,channels]
  uint in_h, in_w, out_h, out_w, channels;
} p;

void main() {
  const uint quads = (p.channels + 3) / 4;
  const uint pixels = p.out_h * p.out_w;
  const uint64_t x = advance(p.x, uint64_t(gl_WorkGroupID.z) * p.in_h * p.in_w * p.channels, 0);
  const uint64_t y = advance(p.y, uint64_t(gl_WorkGroupID.z) * pixels * p.channels, 1);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  for (uint i = gl_GlobalInvocationID.x; i < pixels * quads; i += step) {
    const uint pixel = i / quads, c = i % quads * 4;
    const uint row = pixel / p.out_w / 2, column = pixel % p.out_w / 2;
    const uint left = p.channels - c;
    const vec4 v = load4(x, (row * p.in_w + column) * p.channels + c, left, 0);
    store4(y, pixel * p.channels + c, v, left, 1);
  }
}
