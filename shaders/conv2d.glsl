// Operands and picture access of the conv2d shaders.
layout(push_constant) uniform Parameters {
  uint64_t x;          // slot 0: [N,in_h,in_w,in_channels]
  uint64_t weight;     // [out_channels,kernel_h,kernel_w,padded_in]
  uint64_t bias;       // f32 [out_channels], or 0
  uint64_t per_image;  // slot 1: [N,out_channels], or 0
  uint64_t residual;   // slot 2, as y, or 0
  uint64_t y;          // slot 3: [N,out_h,out_w,out_channels]
  uint in_h, in_w, in_channels, padded_in;
  uint out_h, out_w, out_channels;
  uint kernel_h, kernel_w, stride;
  int pad_top, pad_left;
  uint upsample;  // 0 or 1: u's coordinates are shifted right by this
  uint u_h, u_w;
} p;

const int outside = -2147483647;

// Channels c … c+3 of u at (y, x); 0 past the borders.
vec4 load_pixel(int y, int x, uint c) {
  if (y < 0 || x < 0 || uint(y) >= p.u_h || uint(x) >= p.u_w) return vec4(0.0);
  const uint row = uint(y) >> p.upsample, column = uint(x) >> p.upsample;
  const uint64_t image = uint64_t(gl_WorkGroupID.z) * (p.in_h * p.in_w * p.in_channels);
  return load4(advance(p.x, image, 0), (row * p.in_w + column) * p.in_channels + c,
               p.in_channels - c, 0);
}

// Adds what follows the convolution and stores channels n … n+3 of pixel m.
void finish_pixel(uint m, uint n, vec4 sum) {
  const uint left = p.out_channels - n;
  [[unroll]] for (uint k = 0; k < 4; ++k) {
    if (p.bias != 0 && k < left) sum[k] += Floats(p.bias).at[n + k];
    if (p.per_image != 0 && k < left) {
      sum[k] += load(p.per_image, gl_WorkGroupID.z * p.out_channels + n + k, 1);
    }
  }
  sum = activate4(sum);
  const uint64_t image = uint64_t(gl_WorkGroupID.z) * (p.out_h * p.out_w * p.out_channels);
  const uint at = m * p.out_channels + n;
  if (p.residual != 0) sum += load4(advance(p.residual, image, 2), at, left, 2);
  store4(advance(p.y, image, 3), at, sum, left, 3);
}
