#version 460
// Elements `begin` … of every row of x; one element a thread. Grid z: images.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;  // slot 0: [N,rows,x_channels]
  uint64_t y;  // slot 1: [N,rows,y_channels]
  uint rows, x_channels, y_channels, begin;
} p;

void main() {
  const uint64_t skipped = uint64_t(gl_WorkGroupID.z) * p.rows;
  const uint64_t x = advance(p.x, skipped * p.x_channels, 0);
  const uint64_t y = advance(p.y, skipped * p.y_channels, 1);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
  for (uint i = gl_GlobalInvocationID.x; i < p.rows * p.y_channels; i += step) {
    const uint row = i / p.y_channels, c = i % p.y_channels;
    store(y, i, load(x, row * p.x_channels + p.begin + c, 0), 1);
  }
}
