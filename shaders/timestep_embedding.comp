#version 460
// y [N,dim] = cosines and sines of timestep·frequency; the frequencies come from the host, since
// exp here may be off by enough to turn the sine of a thousand. Grid z: images.
// huggingface/diffusers: models/embeddings.py get_timestep_embedding
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t timestep;     // slot 0: [N]
  uint64_t frequencies;  // f32 [dim/2]
  uint64_t y;            // slot 1: [N,dim]
  uint dim, cosines_first;
} p;

// Vulkan promises sin and cos to 2^-11 only. Angles are first brought to ±π/4 by a π/2 in three
// parts, of which the first two multiply without rounding; then the Taylor series.
vec2 sine_and_cosine(float angle) {
  const float turns = floor(angle * 0.63661977 + 0.5);
  precise float r = angle - turns * 1.5703125;
  r = r - turns * 4.837512969970703e-4;
  r = r - turns * 7.549789948768648e-8;
  const float s = r * r;
  const float sine =
      r + r * s * (-1.6666667e-1 + s * (8.3333333e-3 + s * (-1.9841270e-4 + s * 2.7557319e-6)));
  const float cosine =
      1.0 + s * (-0.5 + s * (4.1666667e-2 + s * (-1.3888889e-3 + s * 2.4801587e-5)));
  const int quarter = int(turns) & 3;
  const vec2 swapped = (quarter & 1) == 0 ? vec2(sine, cosine) : vec2(cosine, sine);
  return vec2(quarter >= 2 ? -swapped.x : swapped.x,
              quarter == 1 || quarter == 2 ? -swapped.y : swapped.y);
}

void main() {
  const uint half_dim = p.dim / 2;
  const uint n = gl_WorkGroupID.z;
  const float timestep = load(p.timestep, n, 0);
  for (uint i = gl_LocalInvocationIndex; i < half_dim; i += gl_WorkGroupSize.x) {
    const vec2 v = sine_and_cosine(timestep * Floats(p.frequencies).at[i]);
    const bool cosines_first = p.cosines_first != 0;
    store(p.y, n * p.dim + i, cosines_first ? v.y : v.x, 1);
    store(p.y, n * p.dim + half_dim + i, cosines_first ? v.x : v.y, 1);
  }
}
