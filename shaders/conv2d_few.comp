#version 460
// conv2d to at most four channels (a latent, a picture): one thread per pixel, since a tile of the
// multiplication would be mostly empty.
#include "common.glsl"
#include "activation.glsl"
#include "conv2d.glsl"

vec4 weight_at(uint n, uint k, uint row_length) {
  if (n >= p.out_channels) return vec4(0.0);
  const uint64_t row = p.weight + uint64_t(n) * row_length * stored_bytes;
#ifdef F16
  return vec4(Halfs4(row).at[k / 4]);
#else
  return Floats4(row).at[k / 4];
#endif
}

void main() {
  const uint m = gl_WorkGroupID.x * gl_WorkGroupSize.x + gl_LocalInvocationIndex;
  if (m >= p.out_h * p.out_w) return;
  const int top = int(m / p.out_w * p.stride) - p.pad_top;
  const int left = int(m % p.out_w * p.stride) - p.pad_left;
  const uint row_length = p.kernel_h * p.kernel_w * p.padded_in;
  vec4 sum = vec4(0.0);
  for (uint tap = 0; tap < p.kernel_h * p.kernel_w; ++tap) {
    for (uint c = 0; c < p.padded_in; c += 4) {
      const vec4 v = load_pixel(top + int(tap / p.kernel_w), left + int(tap % p.kernel_w), c);
      [[unroll]] for (uint n = 0; n < 4; ++n) {
        const vec4 w = weight_at(n, tap * p.padded_in + c, row_length);
        sum[n] = fma(v.x, w.x, sum[n]);
        sum[n] = fma(v.y, w.y, sum[n]);
        sum[n] = fma(v.z, w.z, sum[n]);
        sum[n] = fma(v.w, w.w, sum[n]);
      }
    }
  }
  finish_pixel(m, 0, sum);
}
