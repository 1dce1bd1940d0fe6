// The matrix kernel: 6 rows × a panel of columns held in registers while the inner dimension runs
// past. Rows are reached through pointers, as in an indirect convolution (Dukhan 2019,
// arXiv:1907.02129), so a tap of a convolution is just another list of pointers.
#include <algorithm>
#include <bit>

#include "engine/base/half.h"
#include "engine/cpu/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/gemm_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/cpu/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {

using U = hn::ScalableTag<uint32_t>;

constexpr size_t lanes = HWY_LANES(float);
constexpr size_t full_vectors = HWY_TARGET <= HWY_AVX3 ? 4 : 2;  // 24 or 12 of the registers
constexpr size_t group = 6;                                      // rows
constexpr size_t block_bytes = 1024;  // of a row per pass: a panel's part then stays near

// What a panel of elements P meets, and how many of its rows lie side by side.
template <class P>
struct Meets {
  using Row = float;
  static constexpr size_t pair = 1;
};
template <>
struct Meets<Bf16> {
  using Row = Bf16;
  static constexpr size_t pair = 2;
};

// A row group's part of a block of segments.
template <class P>
struct Work {
  const GemmTile* tile;
  const Segment* first;
  const Segment* last;
  size_t row;
  const P* panel;
  float* acc;
  bool fresh;
};

template <class T>
using Kernel = void (*)(const Work<T>&);

// One branch, not one for each register.
template <size_t rows, size_t vectors, class T>
HWY_INLINE void load_sums(const Work<T>& w, V (&sum)[rows][vectors]) {
  const F f;
  if (w.fresh) {
#pragma GCC unroll 8
    for (size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
      for (size_t j = 0; j < vectors; ++j) sum[i][j] = hn::Zero(f);
    }
    return;
  }
  const size_t stride = w.tile->acc_stride;
#pragma GCC unroll 8
  for (size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (size_t j = 0; j < vectors; ++j) sum[i][j] = hn::LoadU(f, w.acc + i * stride + j * lanes);
  }
}

template <size_t rows, size_t vectors, class T>
HWY_INLINE void store_sums(const Work<T>& w, const V (&sum)[rows][vectors]) {
  const F f;
  float* const acc = w.acc;
  const size_t stride = w.tile->acc_stride;
#pragma GCC unroll 8
  for (size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (size_t j = 0; j < vectors; ++j) hn::StoreU(sum[i][j], f, acc + i * stride + j * lanes);
  }
}

// Multiplies in f32; the panel's elements P are f32, or f16 widened on the way.
template <size_t rows, size_t vectors, class P>
void tile_f32(const Work<P>& w) {
  const F f;
  V sum[rows][vectors];
  load_sums<rows, vectors>(w, sum);
  const P* b = w.panel;
  for (const Segment* s = w.first; s != w.last; ++s) {
    const void* const* list = w.tile->rows + s->tap * w.tile->row_stride + w.row;
    const float* a[rows];
#pragma GCC unroll 8
    for (size_t i = 0; i < rows; ++i) a[i] = static_cast<const float*>(list[i]) + s->offset;
#pragma GCC unroll 4
    for (size_t k = 0; k < s->depth; ++k) {
      V column[vectors];
#pragma GCC unroll 8
      for (size_t j = 0; j < vectors; ++j) column[j] = load(b + j * lanes);
      b += vectors * lanes;
#pragma GCC unroll 8
      for (size_t i = 0; i < rows; ++i) {
        const V x = hn::Set(f, a[i][k]);
#pragma GCC unroll 8
        for (size_t j = 0; j < vectors; ++j) sum[i][j] = hn::MulAdd(x, column[j], sum[i][j]);
      }
    }
  }
  store_sums<rows, vectors>(w, sum);
}

// Two bf16 of a row as one word; the pair's second half is absent at an odd end.
HWY_INLINE uint32_t pair_at(const Bf16* a, size_t k, size_t depth) {
  return uint32_t(a[k].bits) | (k + 1 < depth ? uint32_t(a[k + 1].bits) << 16 : 0u);
}

template <size_t rows, size_t vectors>
void tile_bf16(const Work<Bf16>& w) {
  const F f;
  const U u;
  V sum[rows][vectors];
  load_sums<rows, vectors>(w, sum);
  const Bf16* b = w.panel;
  const auto high = hn::Set(u, 0xffff0000u);
  for (const Segment* s = w.first; s != w.last; ++s) {
    const void* const* list = w.tile->rows + s->tap * w.tile->row_stride + w.row;
    for (size_t k = 0; k < s->depth; k += 2) {
      for (size_t j = 0; j < vectors; ++j) {
        const auto pairs = hn::LoadU(u, reinterpret_cast<const uint32_t*>(b) + j * lanes);
        const V even = hn::BitCast(f, hn::ShiftLeft<16>(pairs));
        const V odd = hn::BitCast(f, hn::And(pairs, high));
        for (size_t i = 0; i < rows; ++i) {
          const Bf16* a = static_cast<const Bf16*>(list[i]) + s->offset;
          const uint32_t x = pair_at(a, k, s->depth);
          sum[i][j] = hn::MulAdd(hn::Set(f, std::bit_cast<float>(x & 0xffff0000u)), odd, sum[i][j]);
          sum[i][j] = hn::MulAdd(hn::Set(f, std::bit_cast<float>(x << 16)), even, sum[i][j]);
        }
      }
      b += 2 * vectors * lanes;
    }
  }
  store_sums<rows, vectors>(w, sum);
}

// Calls made through tables, so that one driver serves every row count and panel width.
#define EVENLIGHT_ROWS(name, vectors)                                                         \
  {                                                                                           \
    name<1, vectors>, name<2, vectors>, name<3, vectors>, name<4, vectors>, name<5, vectors>, \
        name<6, vectors>                                                                      \
  }
#if HWY_TARGET <= HWY_AVX3
#define EVENLIGHT_TABLE(name)                                                  \
  {                                                                            \
    EVENLIGHT_ROWS(name, 1), EVENLIGHT_ROWS(name, 2), EVENLIGHT_ROWS(name, 3), \
        EVENLIGHT_ROWS(name, 4)                                                \
  }
#else
#define EVENLIGHT_TABLE(name) \
  { EVENLIGHT_ROWS(name, 1), EVENLIGHT_ROWS(name, 2) }
#endif
constexpr Kernel<float> f32_kernels[full_vectors][group] = EVENLIGHT_TABLE(tile_f32);
constexpr Kernel<hwy::float16_t> f16_kernels[full_vectors][group] = EVENLIGHT_TABLE(tile_f32);
constexpr Kernel<Bf16> bf16_kernels[full_vectors][group] = EVENLIGHT_TABLE(tile_bf16);

// Asks for a share of the panel part that is read next, so that it is near by then.
HWY_INLINE void prefetch_share(const std::byte* part, size_t bytes, size_t share, size_t shares) {
  const size_t step = (bytes / shares + 63) / 64 * 64;
  const size_t end = std::min(bytes, (share + 1) * step);
  for (size_t at = share * step; at < end; at += 64) __builtin_prefetch(part + at, 0, 2);
}

// For a block of the inner dimension: panels outside, row groups inside. The panel's part of the
// block (16 or 64 KB) is read again for every group, the rows' part once per panel.
template <class P>
void run_tile(const GemmTile& tile, const Kernel<P> (&kernels)[full_vectors][group]) {
  constexpr size_t width = full_vectors * lanes;
  constexpr size_t pair = Meets<P>::pair;
  constexpr size_t block_depth = block_bytes / sizeof(typename Meets<P>::Row);
  const Segment* const end = tile.segments + tile.segment_count;
  bool fresh = !tile.accumulate;
  size_t inner = 0;
  for (const Segment* first = tile.segments; first != end;) {
    const Segment* last = first;
    size_t depth = 0;
    while (last != end && (depth == 0 || depth + last->depth <= block_depth)) {
      depth += (last->depth + pair - 1) / pair * pair;
      ++last;
    }
    for (size_t column = 0; column < tile.columns; column += width) {
      const size_t vectors = std::min(width, tile.columns - column) / lanes;
      const P* panel =
          reinterpret_cast<const P*>(tile.panels) + column * tile.inner + inner * vectors * lanes;
      const bool more = column + width < tile.columns;
      const std::byte* next = reinterpret_cast<const std::byte*>(
          more ? panel + width * tile.inner
               : panel - column * tile.inner + depth * vectors * lanes);
      const size_t groups = (tile.row_count + group - 1) / group;
      for (size_t row = 0; row < tile.row_count; row += group) {
        const size_t rows = std::min(group, tile.row_count - row);
        prefetch_share(next, depth * vectors * lanes * sizeof(P), row / group, groups);
        kernels[vectors - 1][rows - 1](
            {&tile, first, last, row, panel, tile.acc + row * tile.acc_stride + column, fresh});
      }
    }
    inner += depth;
    first = last;
    fresh = false;
  }
}

// Older x86 processors widen f16 in a dozen instructions.
PanelShape Panels() {
  return {lanes, full_vectors * lanes, !HWY_ARCH_X86 || HWY_TARGET <= HWY_AVX2};
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

// The native bf16 kernel needs one more instruction set than Highway's AVX-512 target grants.
#if HWY_TARGET <= HWY_AVX3
HWY_BEFORE_NAMESPACE();
#if HWY_COMPILER_CLANG
#pragma clang attribute push(__attribute__((target("avx512bf16"))), apply_to = function)
#else
#pragma GCC target("avx512bf16")
#endif
namespace evenlight::cpu::HWY_NAMESPACE {

template <size_t rows, size_t vectors>
void tile_bf16_native(const Work<Bf16>& w) {
  __m512 sum[rows][vectors];
#pragma GCC unroll 8
  for (size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (size_t j = 0; j < vectors; ++j) {
      sum[i][j] =
          w.fresh ? _mm512_setzero_ps() : _mm512_loadu_ps(w.acc + i * w.tile->acc_stride + j * 16);
    }
  }
  const Bf16* b = w.panel;
  for (const Segment* s = w.first; s != w.last; ++s) {
    const void* const* list = w.tile->rows + s->tap * w.tile->row_stride + w.row;
    const Bf16* a[rows];
#pragma GCC unroll 8
    for (size_t i = 0; i < rows; ++i) a[i] = static_cast<const Bf16*>(list[i]) + s->offset;
    const auto step = [&](size_t k, auto word_at) __attribute__((always_inline)) {
      __m512i column[vectors];
#pragma GCC unroll 8
      for (size_t j = 0; j < vectors; ++j) column[j] = _mm512_loadu_si512(b + j * 32);
      b += 32 * vectors;
#pragma GCC unroll 8
      for (size_t i = 0; i < rows; ++i) {
        const __m512i x = _mm512_set1_epi32(int(word_at(a[i], k)));
#pragma GCC unroll 8
        for (size_t j = 0; j < vectors; ++j) {
          sum[i][j] = _mm512_dpbf16_ps(sum[i][j], (__m512bh)x, (__m512bh)column[j]);
        }
      }
    };
    size_t k = 0;
#pragma GCC unroll 4
    for (; k + 1 < s->depth; k += 2) {
      step(
          k, [](const Bf16* row, size_t at) __attribute__((always_inline)) {
            uint32_t word;
            __builtin_memcpy(&word, row + at, 4);
            return word;
          });
    }
    if (k < s->depth) {
      step(
          k, [](const Bf16* row, size_t at)
                 __attribute__((always_inline)) { return uint32_t(row[at].bits); });
    }
  }
#pragma GCC unroll 8
  for (size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (size_t j = 0; j < vectors; ++j) {
      _mm512_storeu_ps(w.acc + i * w.tile->acc_stride + j * 16, sum[i][j]);
    }
  }
}

constexpr Kernel<Bf16> native_kernels[full_vectors][group] = EVENLIGHT_TABLE(tile_bf16_native);

}  // namespace evenlight::cpu::HWY_NAMESPACE
#if HWY_COMPILER_CLANG
#pragma clang attribute pop
#endif
HWY_AFTER_NAMESPACE();
#endif

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {

void MultiplyTile(const GemmTile& tile, DType panels) {
  if (panels == DType::f32) return run_tile<float>(tile, f32_kernels);
  if (panels == DType::f16) return run_tile<hwy::float16_t>(tile, f16_kernels);
#if HWY_TARGET <= HWY_AVX3
  if (native_bf16()) return run_tile<Bf16>(tile, native_kernels);
#endif
  run_tile<Bf16>(tile, bf16_kernels);
}

#undef EVENLIGHT_TABLE
#undef EVENLIGHT_ROWS
}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace evenlight::cpu {
HWY_EXPORT(MultiplyTile);
HWY_EXPORT(Panels);

void multiply_tile(const GemmTile& tile, DType panels) {
  HWY_DYNAMIC_DISPATCH(MultiplyTile)(tile, panels);
}
PanelShape panel_shape() {
  return HWY_DYNAMIC_DISPATCH(Panels)();
}

bool native_bf16() {
#if HWY_ARCH_X86
  static const bool found = __builtin_cpu_supports("avx512bf16") && panel_shape().lanes == 16;
  return found;
#else
  return false;
#endif
}
}  // namespace evenlight::cpu
#endif
