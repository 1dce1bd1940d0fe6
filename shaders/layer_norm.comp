#version 460
// y = (x - mean)/√(var + eps)·gamma + beta over the channels of a row; a workgroup per row of an
// image (grid z). Ba et al. 2016.
#include "common.glsl"
#include "reduce.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;      // slot 0: [N,rows,channels]
  uint64_t gamma;  // f32 [channels], or 0
  uint64_t beta;   // likewise
  uint64_t y;      // slot 1, as x
  uint rows, channels;
  float eps;
} p;

void main() {
  const uint thread = gl_LocalInvocationIndex, threads = gl_WorkGroupSize.x;
  const uint64_t image = uint64_t(gl_WorkGroupID.z) * p.rows * p.channels;
  for (uint row = gl_WorkGroupID.x; row < p.rows; row += gl_NumWorkGroups.x) {
    const uint64_t x = advance(p.x, image + uint64_t(row) * p.channels, 0);
    const uint64_t y = advance(p.y, image + uint64_t(row) * p.channels, 1);
    float sum = 0.0;
    for (uint c = thread; c < p.channels; c += threads) sum += load(x, c, 0);
    const float mean = sum_over_group(sum) / float(p.channels);
    float squares = 0.0;
    for (uint c = thread; c < p.channels; c += threads) {
      const float d = load(x, c, 0) - mean;
      squares += d * d;
    }
    const float scale = 1.0 / sqrt(sum_over_group(squares) / float(p.channels) + p.eps);
    for (uint c = thread; c < p.channels; c += threads) {
      const float normal = (load(x, c, 0) - mean) * scale;
      store(y, c, normal * channel_of(p.gamma, c, 1.0) + channel_of(p.beta, c, 0.0), 1);
    }
  }
}
