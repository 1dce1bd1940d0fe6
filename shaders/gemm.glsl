// C[m,n] = Σk A[m,k]·B[n,k]: the tiled multiplication behind linear and conv2d. A workgroup makes
// a tile of tile_m × tile_n results, a thread micro_m × micro_n of them in registers. Both operands
// have k contiguous and lie in shared memory as 4-vectors along k. k runs upwards in one sum, so
// every tile size gives the same bits.
//
// The including shader defines  void locate(uint j, uint m)   remember what row m needs, as j-th
//                               void seek(uint k)             which k the next gathers are for
//                               vec4 gather(uint j, uint k)   A[m,k…k+3] of the row remembered as j
//                               void finish(uint m, uint n, vec4 sum)   C[m,n…n+3]
//                               uint64_t weights(); uint sum_length(); uint columns();
// B's rows are sum_length() long, a multiple of 4, in the storage type.
layout(constant_id = 3) const uint tile_m = 32;
layout(constant_id = 4) const uint tile_n = 32;
layout(constant_id = 5) const uint micro_m = 4;
layout(constant_id = 6) const uint micro_n = 4;  // a multiple of 4

const uint quads = 4;              // 4-vectors of k in a tile
const uint row_pitch = quads + 1;  // an odd pitch keeps rows on different banks
const uint threads_n = tile_n / micro_n;
const uint threads_m = tile_m / micro_m;
const uint threads = threads_m * threads_n;
const uint loads_m = tile_m * quads / threads;
const uint loads_n = tile_n * quads / threads;

shared vec4 tile_a[tile_m * row_pitch];
shared vec4 tile_b[tile_n * row_pitch];

void locate(uint j, uint m);
void seek(uint k);
vec4 gather(uint j, uint k);
void finish(uint m, uint n, vec4 sum);
uint64_t weights();
uint sum_length();
uint columns();

vec4 load_weights(uint n, uint k) {
  if (n >= columns() || k >= sum_length()) return vec4(0.0);
  uint64_t row = weights() + uint64_t(n) * sum_length() * stored_bytes;
#ifdef F16
  return vec4(Halfs4(row).at[k / 4]);
#else
  return Floats4(row).at[k / 4];
#endif
}

// Four neighbouring columns belong to one thread, yet threads read neighbouring rows of tile_b:
// column n lies in row slot_of(n).
uint slot_of(uint n) {
  return (n / (4 * threads_n) * 4 + n % 4) * threads_n + n % (4 * threads_n) / 4;
}

void main() {
  const uint thread = gl_LocalInvocationIndex;
  const uint first_m = gl_WorkGroupID.x * tile_m, first_n = gl_WorkGroupID.y * tile_n;
  const uint quad = thread % quads, line = thread / quads;
  const uint lines = threads / quads;
  const uint tm = thread / threads_n, tn = thread % threads_n;

  [[unroll]] for (uint j = 0; j < loads_m; ++j) locate(j, first_m + line + j * lines);

  float sum[micro_m * micro_n];
  [[unroll]] for (uint i = 0; i < micro_m * micro_n; ++i) sum[i] = 0.0;

  for (uint k = 0; k < sum_length(); k += 4 * quads) {
    seek(k + 4 * quad);
    [[unroll]] for (uint j = 0; j < loads_m; ++j) {
      tile_a[(line + j * lines) * row_pitch + quad] =
          k + 4 * quad < sum_length() ? gather(j, k + 4 * quad) : vec4(0.0);
    }
    [[unroll]] for (uint j = 0; j < loads_n; ++j) {
      const uint n = line + j * lines;
      tile_b[slot_of(n) * row_pitch + quad] = load_weights(first_n + n, k + 4 * quad);
    }
    barrier();
    for (uint q = 0; q < quads; ++q) {
      vec4 a[micro_m];
      [[unroll]] for (uint i = 0; i < micro_m; ++i) {
        a[i] = tile_a[(tm + i * threads_m) * row_pitch + q];
      }
      [[unroll]] for (uint j = 0; j < micro_n; ++j) {
        const vec4 b = tile_b[(tn + j * threads_n) * row_pitch + q];
        [[unroll]] for (uint i = 0; i < micro_m; ++i) {
          const uint s = i * micro_n + j;
          sum[s] = fma(a[i].x, b.x, sum[s]);
          sum[s] = fma(a[i].y, b.y, sum[s]);
          sum[s] = fma(a[i].z, b.z, sum[s]);
          sum[s] = fma(a[i].w, b.w, sum[s]);
        }
      }
    }
    barrier();
  }

  [[unroll]] for (uint i = 0; i < micro_m; ++i) {
    [[unroll]] for (uint j = 0; j < micro_n; j += 4) {
      const uint n = first_n + tn * 4 + j * threads_n;
      const uint s = i * micro_n + j;
      if (n < columns()) {
        finish(first_m + tm + i * threads_m, n,
               vec4(sum[s], sum[s + 1], sum[s + 2], sum[s + 3]));
      }
    }
  }
}
