// The transforms of Winograd's F(4×4,3×3), Lavin & Gray 2015 (arXiv:1509.09308), on vectors of
// channels. With ⊙ per pair of channels: y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A.
#include "engine/cpu/winograd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/winograd_simd.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/cpu/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {

constexpr size_t lanes = HWY_LANES(float);
constexpr size_t full_width = 4 * lanes;  // no panel is wider

// Bᵀ on six values.
HWY_INLINE void input_line(V d0, V d1, V d2, V d3, V d4, V d5, V (&out)[6]) {
  const F f;
  const V two = hn::Set(f, 2.0f), four = hn::Set(f, 4.0f), five = hn::Set(f, 5.0f);
  const V even = hn::NegMulAdd(four, d2, d4), odd = hn::NegMulAdd(four, d1, d3);
  const V difference = hn::Sub(d4, d2), twice = hn::Mul(two, hn::Sub(d3, d1));
  out[0] = hn::MulAdd(four, d0, hn::NegMulAdd(five, d2, d4));
  out[1] = hn::Add(even, odd);
  out[2] = hn::Sub(even, odd);
  out[3] = hn::Add(difference, twice);
  out[4] = hn::Sub(difference, twice);
  out[5] = hn::MulAdd(four, d1, hn::NegMulAdd(five, d3, d5));
}

// Aᵀ on six values.
HWY_INLINE void output_line(V m0, V m1, V m2, V m3, V m4, V m5, V (&out)[4]) {
  const F f;
  const V sum12 = hn::Add(m1, m2), minus12 = hn::Sub(m1, m2);
  const V sum34 = hn::Add(m3, m4), minus34 = hn::Sub(m3, m4);
  out[0] = hn::Add(hn::Add(m0, sum12), sum34);
  out[1] = hn::MulAdd(hn::Set(f, 2.0f), minus34, minus12);
  out[2] = hn::MulAdd(hn::Set(f, 4.0f), sum34, sum12);
  out[3] = hn::Add(hn::MulAdd(hn::Set(f, 8.0f), minus34, minus12), m5);
}

void WinogradInput(const float* const* pixels, size_t channels, float* v, size_t stride) {
  const F f;
  // The last vector overlaps the one before rather than write past the row.
  for (size_t c = 0; c < channels;
       c = c + lanes < channels && c + 2 * lanes > channels ? channels - lanes : c + lanes) {
    V columns[6][6];
    for (size_t x = 0; x < 6; ++x) {
      V line[6];
      input_line(hn::LoadU(f, pixels[x] + c), hn::LoadU(f, pixels[6 + x] + c),
                 hn::LoadU(f, pixels[12 + x] + c), hn::LoadU(f, pixels[18 + x] + c),
                 hn::LoadU(f, pixels[24 + x] + c), hn::LoadU(f, pixels[30 + x] + c), line);
      for (size_t y = 0; y < 6; ++y) columns[y][x] = line[y];
    }
    for (size_t y = 0; y < 6; ++y) {
      V line[6];
      input_line(columns[y][0], columns[y][1], columns[y][2], columns[y][3], columns[y][4],
                 columns[y][5], line);
      for (size_t x = 0; x < 6; ++x) hn::StoreU(line[x], f, v + (y * 6 + x) * stride + c);
    }
  }
}

void WinogradOutput(const float* m, size_t stride, size_t columns, float* y) {
  const F f;
  for (size_t c = 0; c < columns; c += lanes) {
    const auto at = [&](size_t i) HWY_ATTR { return hn::LoadU(f, m + i * stride + c); };
    V half[4][6];
    for (size_t x = 0; x < 6; ++x) {
      V line[4];
      output_line(at(x), at(6 + x), at(12 + x), at(18 + x), at(24 + x), at(30 + x), line);
      for (size_t i = 0; i < 4; ++i) half[i][x] = line[i];
    }
    for (size_t i = 0; i < 4; ++i) {
      V line[4];
      output_line(half[i][0], half[i][1], half[i][2], half[i][3], half[i][4], half[i][5], line);
      for (size_t x = 0; x < 4; ++x) hn::StoreU(line[x], f, y + (i * 4 + x) * columns + c);
    }
  }
}

// G on three values, as sums of products that no vector width changes.
HWY_INLINE void weight_line(V a, V b, V c, V (&out)[6]) {
  const F f;
  const V sum = hn::Add(a, c), sixth = hn::Set(f, -1.0f / 6), twelfth = hn::Set(f, 1.0f / 12);
  const V part = hn::Add(hn::Mul(a, hn::Set(f, 1.0f / 24)), hn::Mul(c, hn::Set(f, 1.0f / 6)));
  out[0] = hn::Mul(a, hn::Set(f, 0.25f));
  out[1] = hn::Mul(hn::Add(sum, b), sixth);
  out[2] = hn::Mul(hn::Sub(sum, b), sixth);
  out[3] = hn::Add(part, hn::Mul(b, twelfth));
  out[4] = hn::Sub(part, hn::Mul(b, twelfth));
  out[5] = c;
}

// u[i·stride]: frequency i.
HWY_INLINE void weight_frequencies(const V (&g)[9], float* u, size_t stride) {
  V half[6][3];
  for (size_t x = 0; x < 3; ++x) {
    V line[6];
    weight_line(g[x], g[3 + x], g[6 + x], line);
    for (size_t y = 0; y < 6; ++y) half[y][x] = line[y];
  }
  for (size_t y = 0; y < 6; ++y) {
    V line[6];
    weight_line(half[y][0], half[y][1], half[y][2], line);
    for (size_t x = 0; x < 6; ++x) hn::StoreU(line[x], F(), u + (y * 6 + x) * stride);
  }
}

// Of panels whose elements P lie one by one.
template <class P>
HWY_INLINE void load_taps_of(const WinogradWeights& w, size_t channel, size_t column, V (&g)[9]) {
  const P* from = reinterpret_cast<const P*>(w.panel) + channel * w.width + column;
  for (size_t t = 0; t < 9; ++t) g[t] = load(from + t * w.depth * w.width);
}

HWY_INLINE void load_taps(const WinogradWeights& w, size_t channel, size_t column, V (&g)[9]) {
  if (w.type == DType::f32) return load_taps_of<float>(w, channel, column, g);
  if (w.type == DType::f16) return load_taps_of<hwy::float16_t>(w, channel, column, g);
  const F f;
  const size_t tap = w.depth * w.width;
  // Two channels side by side in a word: the first in its lower half.
  const hn::RebindToUnsigned<F> words;
  const auto* from = reinterpret_cast<const uint32_t*>(w.panel) + channel / 2 * w.width + column;
  for (size_t t = 0; t < 9; ++t) {
    const auto pair = hn::LoadU(words, from + t * tap / 2);
    g[t] = hn::BitCast(
        f, channel % 2 ? hn::And(pair, hn::Set(words, 0xffff0000u)) : hn::ShiftLeft<16>(pair));
  }
}

// A layer's transformed weights are larger than the caches, and are read in another order: they
// are written past them, in whole lines.
void WinogradWeightsOf(const WinogradWeights& w) {
  const F f;
  HWY_ALIGN float rows[36 * full_width];
  V g[9];
  for (size_t i = 0; i < w.count; ++i) {
    for (size_t c = 0; c < w.width; c += lanes) {
      load_taps(w, w.first + i, c, g);
      weight_frequencies(g, rows + c, full_width);
    }
    for (size_t frequency = 0; frequency < 36; ++frequency) {
      float* to = w.u + frequency * w.stride + i * w.width;
      for (size_t c = 0; c < w.width; c += lanes) {
        hn::Stream(hn::Load(f, rows + frequency * full_width + c), f, to + c);
      }
    }
  }
  hwy::FlushStream();
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace evenlight::cpu {
HWY_EXPORT(WinogradInput);
HWY_EXPORT(WinogradOutput);
HWY_EXPORT(WinogradWeightsOf);

void winograd_input(const float* const* pixels, size_t channels, float* v, size_t stride) {
  HWY_DYNAMIC_DISPATCH(WinogradInput)(pixels, channels, v, stride);
}
void winograd_output(const float* m, size_t stride, size_t columns, float* y) {
  HWY_DYNAMIC_DISPATCH(WinogradOutput)(m, stride, columns, y);
}
void winograd_weights(const WinogradWeights& work) {
  HWY_DYNAMIC_DISPATCH(WinogradWeightsOf)(work);
}
}  // namespace evenlight::cpu
#endif
