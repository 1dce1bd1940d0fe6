#version 460
// y = softmax(q·kᵀ/√D + bias)·v for 32 queries (grid x) of one head (y) of an image (z), walking
// over the keys 32 at a time with a running maximum and sum, so scores are never stored.
// Dao et al. 2022 (FlashAttention), Milakov & Gimelshein 2018 (online softmax).
#include "common.glsl"

layout(constant_id = 3) const uint rows_per_thread = 8;     // 512 / threads
layout(constant_id = 4) const uint columns_per_thread = 3;  // 16 · this ≥ D, or the head is sliced
layout(constant_id = 5) const bool biased = false;

layout(push_constant) uniform Parameters {
  uint64_t q;     // slot 0: [N,queries,q_pitch], this layer's columns begin at q_offset
  uint64_t k;     // slot 1: [N,keys,k_pitch]
  uint64_t v;     // slot 2: [N,keys,v_pitch]
  uint64_t y;     // slot 3: [N,queries,heads·D]
  uint64_t bias;  // slot 4: rows of keys, or 0
  uint queries, keys, heads, head_dim;
  uint q_pitch, k_pitch, v_pitch;
  uint q_offset, k_offset, v_offset;
  uint causal;
  float scale;
  uint bias_image, bias_head, bias_query;  // elements from one to the next; 0: the same for all
} p;

const uint block = 32;  // queries, and keys, at a time
const uint depth = 16;  // of D at a time
const uint pitch = block + 1;
const uint threads = 512 / rows_per_thread;

shared float q_part[depth * pitch];  // [depth][query]
shared float k_part[depth * pitch];  // [depth][key]
shared float scores[block * pitch];  // [key][query]; then their exponentials
shared float rescale[block];
shared float row_sum[block];

const float lowest = -3.4e38;  // Attention::hides, and the score of a key that is hidden

float with_bias(float score, uint64_t bias, uint query, uint key) {
  if (query >= p.queries || key >= p.keys) return score;
  const float b = load(bias, query * p.bias_query + key, 4);
  return b < lowest ? lowest : score + b;
}

void main() {
  const uint thread = gl_LocalInvocationIndex;
  const uint lane = thread % 16;                          // owns keys 2·lane … and columns lane + 16·j
  const uint first_row = thread / 16 * rows_per_thread;   // of the block
  const uint slices = (p.head_dim + 16 * columns_per_thread - 1) / (16 * columns_per_thread);
  const uint head = gl_WorkGroupID.y / slices;
  const uint first_column = gl_WorkGroupID.y % slices * 16 * columns_per_thread;
  const uint first_query = gl_WorkGroupID.x * block;
  const uint64_t image = gl_WorkGroupID.z;
  const uint64_t q = advance(p.q, image * p.queries * p.q_pitch + p.q_offset + head * p.head_dim, 0);
  const uint64_t k = advance(p.k, image * p.keys * p.k_pitch + p.k_offset + head * p.head_dim, 1);
  const uint64_t v = advance(p.v, image * p.keys * p.v_pitch + p.v_offset + head * p.head_dim, 2);
  const uint64_t bias = advance(p.bias, image * p.bias_image + head * p.bias_head, 4);

  float sum[rows_per_thread * columns_per_thread];
  [[unroll]] for (uint i = 0; i < rows_per_thread * columns_per_thread; ++i) sum[i] = 0.0;
  float row_max = lowest;  // of row `thread`, for the first 32 threads
  float row_total = 0.0;

  const uint keys = p.causal != 0 ? min(p.keys, first_query + block) : p.keys;
  for (uint first_key = 0; first_key < keys; first_key += block) {
    float score[rows_per_thread * 2];
    [[unroll]] for (uint i = 0; i < rows_per_thread * 2; ++i) score[i] = 0.0;
    for (uint d = 0; d < p.head_dim; d += depth) {
      for (uint i = thread; i < depth / 4 * block; i += threads) {
        const uint row = i / (depth / 4), c = i % (depth / 4) * 4;
        const uint left = max(p.head_dim, d + c) - d - c;
        const uint query = first_query + row, key = first_key + row;
        const vec4 a = left > 0 && query < p.queries ? load4(q, query * p.q_pitch + d + c, left, 0)
                                                     : vec4(0.0);
        const vec4 b =
            left > 0 && key < p.keys ? load4(k, key * p.k_pitch + d + c, left, 1) : vec4(0.0);
        [[unroll]] for (uint j = 0; j < 4; ++j) {
          q_part[(c + j) * pitch + row] = a[j];
          k_part[(c + j) * pitch + row] = b[j];
        }
      }
      barrier();
      for (uint c = 0; c < depth; ++c) {
        const float k0 = k_part[c * pitch + 2 * lane], k1 = k_part[c * pitch + 2 * lane + 1];
        [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
          const float a = q_part[c * pitch + first_row + i];
          score[2 * i] = fma(a, k0, score[2 * i]);
          score[2 * i + 1] = fma(a, k1, score[2 * i + 1]);
        }
      }
      barrier();
    }
    [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
      float s0 = score[2 * i] * p.scale, s1 = score[2 * i + 1] * p.scale;
      if (biased) {
        const uint query = first_query + first_row + i, key = first_key + 2 * lane;
        s0 = with_bias(s0, bias, query, key);
        s1 = with_bias(s1, bias, query, key + 1);
      }
      scores[2 * lane * pitch + first_row + i] = s0;
      scores[(2 * lane + 1) * pitch + first_row + i] = s1;
    }
    barrier();

    if (thread < block) {
      // Keys past the end, and with `causal` those after the query, take no part.
      uint visible = min(block, p.keys - first_key);
      if (p.causal != 0) {
        const uint query = first_query + thread;
        visible = query < first_key ? 0 : min(visible, query + 1 - first_key);
      }
      float top = row_max;
      for (uint c = 0; c < visible; ++c) top = max(top, scores[c * pitch + thread]);
      const float shrink = exp(row_max - top);
      row_total *= shrink;
      for (uint c = 0; c < block; ++c) {
        float e = c < visible ? exp(scores[c * pitch + thread] - top) : 0.0;
        if (biased && scores[c * pitch + thread] == lowest) e = 0.0;
        scores[c * pitch + thread] = e;
        row_total += e;
      }
      row_max = top;
      rescale[thread] = shrink;
    }
    barrier();

    [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
      const float shrink = rescale[first_row + i];
      [[unroll]] for (uint j = 0; j < columns_per_thread; ++j) {
        sum[i * columns_per_thread + j] *= shrink;
      }
    }
    const uint count = min(block, p.keys - first_key);
    for (uint c = 0; c < count; ++c) {
      float weight[rows_per_thread];
      [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
        weight[i] = scores[c * pitch + first_row + i];
      }
      [[unroll]] for (uint j = 0; j < columns_per_thread; ++j) {
        const uint column = first_column + lane + 16 * j;
        const float value =
            column < p.head_dim ? load(v, (first_key + c) * p.v_pitch + column, 2) : 0.0;
        [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
          sum[i * columns_per_thread + j] = fma(weight[i], value, sum[i * columns_per_thread + j]);
        }
      }
    }
    barrier();
  }

  // Where the bias hides every key nothing was summed, and 0/0 would be no number.
  if (biased && row_total == 0.0) row_total = 1.0;
  if (thread < block) row_sum[thread] = row_total;
  barrier();
  const uint width = p.heads * p.head_dim;
  const uint64_t y = advance(p.y, image * p.queries * width + head * p.head_dim, 3);
  [[unroll]] for (uint i = 0; i < rows_per_thread; ++i) {
    const uint query = first_query + first_row + i;
    [[unroll]] for (uint j = 0; j < columns_per_thread; ++j) {
      const uint column = first_column + lane + 16 * j;
      if (query < p.queries && column < p.head_dim) {
        store(y, query * width + column, sum[i * columns_per_thread + j] / row_sum[first_row + i],
              3);
      }
    }
  }
}
