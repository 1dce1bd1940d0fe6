#version 460
// Pass 2 of 3: the chunks' moments joined in order (Chan et al. 1979), one thread per group of an
// image (grid z).
#include "common.glsl"
#include "group_norm.glsl"

void main() {
  const uint group = gl_WorkGroupID.x * gl_WorkGroupSize.x + gl_LocalInvocationIndex;
  if (group >= p.groups) return;
  const uint row = gl_WorkGroupID.z * p.groups + group;
  float count = 0.0, mean = 0.0, squares = 0.0;
  for (uint i = 0; i < p.chunks; ++i) {
    const uint at = (row * p.chunks + i) * 2;
    const uint first = i * p.pixels_per_chunk;
    const float n = float(min(p.pixels_per_chunk, p.pixels - first) * group_width());
    const float d = Floats(p.partials).at[at] - mean;
    const float total = count + n;
    mean += d * (n / total);
    squares += Floats(p.partials).at[at + 1] + d * d * (count * (n / total));
    count = total;
  }
  Floats(p.moments).at[row * 2] = mean;
  Floats(p.moments).at[row * 2 + 1] = 1.0 / sqrt(squares / count + p.eps);
}
