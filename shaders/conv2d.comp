#version 460
// y = act(conv(u, weight) + bias + per_image) + residual, u = x or x enlarged 2× (nearest):
// a multiplication whose left matrix is gathered from the picture while it runs. Grid z: images.
#include "common.glsl"
#include "activation.glsl"
#include "conv2d.glsl"
#include "gemm.glsl"

int top_of[loads_m], left_of[loads_m];  // where the kernel's corner lies on u
uint tap_y, tap_x, channel;

uint64_t weights() { return p.weight; }
uint sum_length() { return p.kernel_h * p.kernel_w * p.padded_in; }
uint columns() { return p.out_channels; }

void locate(uint j, uint m) {
  top_of[j] = m < p.out_h * p.out_w ? int(m / p.out_w * p.stride) - p.pad_top : outside;
  left_of[j] = int(m % p.out_w * p.stride) - p.pad_left;
}

vec4 gather(uint j, uint k) {
  if (top_of[j] == outside) return vec4(0.0);
  const uint tap = k / p.padded_in;
  return load_pixel(top_of[j] + int(tap / p.kernel_w), left_of[j] + int(tap % p.kernel_w),
                    k - tap * p.padded_in);
}

void finish(uint m, uint n, vec4 sum) {
  if (m < p.out_h * p.out_w) finish_pixel(m, n, sum);
}
