#version 460
// y = act(conv(u, weight) + bias + per_image) + residual, u = x or x enlarged 2× (nearest):
// a multiplication whose left matrix is gathered from the picture while it runs. Grid z: images.
#include "common.glsl"
#include "activation.glsl"
#include "conv2d.glsl"
#include "gemm.glsl"

int top_of[loads_m], left_of[loads_m];  // where the kernel's corner lies on u
// What the k at hand stands for: a place in the kernel and a channel.
uint at = 0, channel = 0, tap_y = 0, tap_x = 0;

uint64_t weights() { return p.weight; }
uint sum_length() { return p.kernel_h * p.kernel_w * p.padded_in; }
uint columns() { return p.out_channels; }

void locate(uint j, uint m) {
  top_of[j] = m < p.out_h * p.out_w ? int(m / p.out_w * p.stride) - p.pad_top : outside;
  left_of[j] = int(m % p.out_w * p.stride) - p.pad_left;
}

// k only ever grows: stepping is cheaper than dividing.
void seek(uint k) {
  channel += k - at;
  at = k;
  while (channel >= p.padded_in) {
    channel -= p.padded_in;
    if (++tap_x == p.kernel_w) {
      tap_x = 0;
      ++tap_y;
    }
  }
}

vec4 gather(uint j, uint k) {
  if (top_of[j] == outside) return vec4(0.0);
  return load_pixel(top_of[j] + int(tap_y), left_of[j] + int(tap_x), channel);
}

void finish(uint m, uint n, vec4 sum) {
  if (m < p.out_h * p.out_w) finish_pixel(m, n, sum);
}
