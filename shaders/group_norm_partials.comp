#version 460
// Pass 1 of 3: mean and squared differences of one chunk (grid x) of a group (y) of an image (z).
// The chunk is read twice, so that the squares are of differences: nothing cancels.
#include "common.glsl"
#include "group_norm.glsl"
#include "reduce.glsl"

float element(uint pixel, uint c) {
  const uint64_t pixels = uint64_t(gl_WorkGroupID.z) * p.pixels;
  if (c < p.channels_1) {
    return load(advance(p.x, pixels * p.channels_1, 0), pixel * p.channels_1 + c, 0);
  }
  return load(advance(p.x2, pixels * p.channels_2, 1), pixel * p.channels_2 + c - p.channels_1, 1);
}

void main() {
  const uint first = gl_WorkGroupID.x * p.pixels_per_chunk;
  const uint count = min(p.pixels_per_chunk, p.pixels - first) * group_width();
  const uint c = gl_WorkGroupID.y * group_width();
  const uint thread = gl_LocalInvocationIndex, threads = gl_WorkGroupSize.x;
  float sum = 0.0;
  for (uint i = thread; i < count; i += threads) {
    sum += element(first + i / group_width(), c + i % group_width());
  }
  const float mean = sum_over_group(sum) / float(count);
  float squares = 0.0;
  for (uint i = thread; i < count; i += threads) {
    const float d = element(first + i / group_width(), c + i % group_width()) - mean;
    squares += d * d;
  }
  squares = sum_over_group(squares);
  if (thread == 0) {
    const uint row = gl_WorkGroupID.z * p.groups + gl_WorkGroupID.y;
    const uint at = (row * p.chunks + gl_WorkGroupID.x) * 2;
    Floats(p.partials).at[at] = mean;
    Floats(p.partials).at[at + 1] = squares;
  }
}
