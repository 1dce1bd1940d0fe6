// The kernels that are compiled once per instruction set and chosen when the program starts
// (Highway's dynamic dispatch). Everything else in this folder is plain C++ around them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/graph/ops.h"
#include "engine/tensor/dtype.h"

namespace evenlight::cpu {

struct Bf16 {
  uint16_t bits;
};

// ---- Matrix tiles (gemm_simd.cpp) ----

// Columns of the right-hand matrix lie side by side in panels of this many, so that the inner
// loop reads them in order; the last panel of a matrix is narrower, a multiple of `lanes`.
struct PanelShape {
  size_t lanes;  // f32 per vector
  size_t width;  // columns of a full panel
  bool f16;      // whether panels of f16 are as fast as those of f32
};
PanelShape panel_shape();

// Whether the processor has a bf16 dot product (avx512_bf16).
bool native_bf16();

// A stretch of the inner dimension: `depth` channels from `offset` in the rows of one tap.
struct Segment {
  uint32_t tap;
  uint32_t offset;
  uint32_t depth;
};

// acc = rows · columns for a tile. The inner dimension is walked segment by segment and always
// in the same order, so an element does not depend on the tile it falls into.
struct GemmTile {
  const void* const* rows = nullptr;  // [taps][row_stride] pointers to the channels of a row
  size_t row_stride = 0;
  size_t row_count = 0;
  const Segment* segments = nullptr;
  size_t segment_count = 0;
  const std::byte* panels = nullptr;  // the tile's first panel
  size_t inner = 0;                   // rows of a panel (bf16: rounded up to pairs per segment)
  size_t columns = 0;                 // a multiple of lanes; all panels but the last are full
  float* acc = nullptr;               // [row_count][acc_stride]
  size_t acc_stride = 0;
  bool accumulate = false;  // add to acc instead of overwriting it
};
// Rows are f32 where the panels are f32 or f16; bf16 where the panels are bf16, which hold pairs of
// inner elements side by side.
void multiply_tile(const GemmTile& tile, DType panels);

// ---- Rows (rows_simd.cpp); n floats, reading up to a vector further ----

void widen(const void* from, DType type, float* to, size_t n);   // f32, f16, bf16 → f32
void narrow(const float* from, void* to, DType type, size_t n);  // f32 → f32, bf16; exact length
void add_rows(float* y, const float* b, size_t n);               // y += b
void multiply_rows(float* y, const float* b, size_t n);          // y ·= b
void activate_row(float* y, Activation activation, size_t n);    // not geglu
void geglu_row(const float* value, const float* gate, float* y, size_t n);
void scale_shift_row(const float* x, const float* scale, const float* shift, float* y, size_t n);
void layer_norm_row(const float* x, const float* gamma, const float* beta, float eps, float* y,
                    size_t n);
// Mean and sum of squared deviations per channel over rows of n channels.
void channel_moments(const float* x, size_t rows, size_t n, float* mean, float* squares);

// ---- Packing (pack_simd.cpp) ----

// Rows of a weight as they lie in a file, to columns of a panel. An element of row c is that of
// tap t and channel i at rows[c·stride + i·taps + t]; it becomes column c of the panel's row
// first + t·tap_rows + i. With bf16, rows 2n and 2n+1 lie side by side and `first` is even.
struct PanelPart {
  const float* rows;
  size_t stride;
  size_t taps;
  size_t channels;
  size_t width;  // columns, a multiple of lanes
  DType type;
  std::byte* panel;
  size_t first;
  size_t tap_rows;
};
void fill_panel(const PanelPart& part);

// ---- Softmax (rows_simd.cpp) ----

// One step of the online softmax over a block of scores of one row: s[0…n) are scores, replaced
// by exp(scale·s) relative to the largest so far; returns the factor for what was summed before.
// `maximum` is in powers of two. Milakov & Gimelshein 2018, arXiv:1805.02867.
float softmax_block(float* s, size_t n, float scale, float& maximum, float& sum);
void scale_row(float* y, float factor, size_t n);
// s = scale·s + bias. Returns whether the bias leaves any of them to be seen.
bool bias_scores(float* s, const float* bias, float scale, size_t n);

}  // namespace evenlight::cpu
