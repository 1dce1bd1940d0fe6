#version 460
// y = act(concat(x, x2)·weightᵀ + bias) + residual on the rows of each image (grid z).
// geglu: weight rows come in pairs (value, gate), so a thread holds both halves of a result.
#include "common.glsl"
#include "activation.glsl"

layout(push_constant) uniform Parameters {
  uint64_t x;         // slot 0: [N,rows,in_1]
  uint64_t x2;        // slot 1: [N,rows,in_2], or 0
  uint64_t weight;    // [out,padded_in]
  uint64_t bias;      // f32 [out], or 0
  uint64_t residual;  // slot 2, as y, or 0
  uint64_t y;         // slot 3: [N,rows,out], geglu: [N,rows,out/2]
  uint rows, in_1, in_2, padded_in, out_channels;
} p;

#include "gemm.glsl"

uint row_of[loads_m];

uint64_t weights() { return p.weight; }
uint sum_length() { return p.padded_in; }
uint columns() { return p.out_channels; }
void locate(uint j, uint m) { row_of[j] = m; }
void seek(uint k) {}

// Element k of a row of concat(x, x2).
float element(uint64_t x, uint64_t x2, uint row, uint k) {
  if (k < p.in_1) return load(x, row * p.in_1 + k, 0);
  k -= p.in_1;
  return k < p.in_2 ? load(x2, row * p.in_2 + k, 1) : 0.0;
}

vec4 gather(uint j, uint k) {
  const uint row = row_of[j];
  if (row >= p.rows) return vec4(0.0);
  const uint64_t skipped_rows = uint64_t(gl_WorkGroupID.z) * p.rows;
  const uint64_t x = advance(p.x, skipped_rows * p.in_1, 0);
  const uint64_t x2 = advance(p.x2, skipped_rows * p.in_2, 1);
  if (!aligned) {
    return vec4(element(x, x2, row, k), element(x, x2, row, k + 1), element(x, x2, row, k + 2),
                element(x, x2, row, k + 3));
  }
  if (k < p.in_1) return load4(x, row * p.in_1 + k, 4, 0);
  return load4(x2, row * p.in_2 + k - p.in_1, 4, 1);
}

void finish(uint m, uint n, vec4 sum) {
  if (m >= p.rows) return;
  if (p.bias != 0) {
    [[unroll]] for (uint k = 0; k < 4; ++k) {
      if (n + k < p.out_channels) sum[k] += Floats(p.bias).at[n + k];
    }
  }
  const bool gated = activation == act_geglu;
  const uint width = gated ? p.out_channels / 2 : p.out_channels;
  const uint64_t image = uint64_t(gl_WorkGroupID.z) * p.rows * width;
  const uint64_t y = advance(p.y, image, 3);
  if (gated) {
    sum.xy = sum.xz * vec2(gelu(sum.y), gelu(sum.w));
    [[unroll]] for (uint k = 0; k < 2; ++k) {
      const uint at = m * width + n / 2 + k;
      if (n / 2 + k >= width) return;
      if (p.residual != 0) sum[k] += load(advance(p.residual, image, 2), at, 2);
      store(y, at, sum[k], 3);
    }
    return;
  }
  const uint at = m * width + n;
  sum = activate4(sum);
  if (p.residual != 0) sum += load4(advance(p.residual, image, 2), at, width - n, 2);
  store4(y, at, sum, width - n, 3);
}
