// f32 vectors in memory; exp, σ, erf. Once per instruction set: Highway's *-inl.h convention.
#if defined(EVENLIGHT_CPU_MATH_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef EVENLIGHT_CPU_MATH_INL
#undef EVENLIGHT_CPU_MATH_INL
#else
#define EVENLIGHT_CPU_MATH_INL
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using F = hn::ScalableTag<float>;
using V = hn::Vec<F>;

// Floats that memory holds as f32 or, exactly, as f16; `store` rounds to the nearest f16.
HWY_INLINE V load(const float* from) {
  return hn::LoadU(F(), from);
}
HWY_INLINE V load(const hwy::float16_t* from) {
  return hn::PromoteTo(F(), hn::LoadU(hn::Rebind<hwy::float16_t, F>(), from));
}
HWY_INLINE void store(V v, float* to) {
  hn::StoreU(v, F(), to);
}
HWY_INLINE void store(V v, hwy::float16_t* to) {
  const hn::Rebind<hwy::float16_t, F> f16;
  hn::StoreU(hn::DemoteTo(f16, v), f16, to);
}

// The bits of the nearest bf16, ties to even, in the lower half of each word; NaN stays NaN.
HWY_INLINE hn::Vec<hn::RebindToUnsigned<F>> bf16_bits(V x) {
  const hn::RebindToUnsigned<F> u;
  const auto bits = hn::BitCast(u, x);
  const auto even = hn::And(hn::ShiftRight<16>(bits), hn::Set(u, 1));
  const auto rounded = hn::ShiftRight<16>(hn::Add(bits, hn::Add(even, hn::Set(u, 0x7fff))));
  const auto quiet = hn::Or(hn::ShiftRight<16>(bits), hn::Set(u, 0x40));
  return hn::BitCast(
      u, hn::IfThenElse(hn::IsNaN(x), hn::BitCast(F(), quiet), hn::BitCast(F(), rounded)));
}

// 2^x to about 1e-7 for x in [-126, 127]: Taylor of degree 6 around the nearest whole number.
HWY_INLINE V exp2_bounded(V x) {
  const F f;
  const hn::RebindToSigned<F> integers;
  const V k = hn::Round(x);
  const V r = hn::Sub(x, k);
  V p = hn::Set(f, 1.54035304e-4f);  // ln2^n / n!
  p = hn::MulAdd(p, r, hn::Set(f, 1.33335581e-3f));
  p = hn::MulAdd(p, r, hn::Set(f, 9.61812911e-3f));
  p = hn::MulAdd(p, r, hn::Set(f, 5.55041087e-2f));
  p = hn::MulAdd(p, r, hn::Set(f, 0.240226507f));
  p = hn::MulAdd(p, r, hn::Set(f, 0.693147181f));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f));
  const auto exponent =
      hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(integers, k), hn::Set(integers, 127)));
  return hn::Mul(p, hn::BitCast(f, exponent));
}

// 2^x, at least 2^-126: weights of a softmax, where that is nothing. The order of Max's operands
// lets NaN through.
HWY_INLINE V exp2_weight(V x) {
  return exp2_bounded(hn::Max(hn::Set(F(), -126.0f), x));
}

// e^x to a few 1e-7 of its value, between e^-87 and e^88; NaN stays NaN.
HWY_INLINE V exp(V x) {
  const F f;
  const V bounded = hn::Min(hn::Set(f, 88.0f), hn::Max(hn::Set(f, -87.0f), x));
  // x·log2(e) in two parts: its error would be multiplied by the size of x.
  const V high = hn::Mul(bounded, hn::Set(f, 1.44269504f));
  const V low = hn::MulAdd(bounded, hn::Set(f, 1.92596299e-8f),
                           hn::MulSub(bounded, hn::Set(f, 1.44269504f), high));
  return hn::MulAdd(exp2_bounded(high), hn::Mul(low, hn::Set(f, 0.693147181f)), exp2_bounded(high));
}

HWY_INLINE V sigmoid(V x) {
  const V one = hn::Set(F(), 1.0f);
  return hn::Div(one, hn::Add(one, exp(hn::Neg(x))));
}

// Abramowitz & Stegun 7.1.26, absolute error below 1.5e-7.
HWY_INLINE V erf(V x) {
  const F f;
  const V a = hn::Abs(x);
  const V one = hn::Set(f, 1.0f);
  const V t = hn::Div(one, hn::MulAdd(a, hn::Set(f, 0.3275911f), one));
  V p = hn::Set(f, 1.061405429f);
  p = hn::MulAdd(p, t, hn::Set(f, -1.453152027f));
  p = hn::MulAdd(p, t, hn::Set(f, 1.421413741f));
  p = hn::MulAdd(p, t, hn::Set(f, -0.284496736f));
  p = hn::MulAdd(p, t, hn::Set(f, 0.254829592f));
  const V tail = hn::Mul(hn::Mul(p, t), exp(hn::Neg(hn::Mul(a, a))));
  return hn::CopySign(hn::Sub(one, tail), x);
}

HWY_INLINE V gelu(V x) {
  const F f;
  const V half = hn::Mul(x, hn::Set(f, 0.5f));
  return hn::MulAdd(half, erf(hn::Mul(x, hn::Set(f, 0.707106781f))), half);
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
