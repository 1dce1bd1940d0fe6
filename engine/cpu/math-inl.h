// exp, σ and erf on vectors. Included once per instruction set; see Highway's *-inl.h convention.
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

// e^x to about 1e-7: 2^k · Taylor of degree 7 on |r| ≤ ln2/2. Below -87 the result is 0 (so that
// a masked score of -inf weighs nothing), above 88 it stays at e^88.
HWY_INLINE V exp(V x) {
  const F f;
  const hn::RebindToSigned<F> integers;
  const V bounded = hn::Min(hn::Max(x, hn::Set(f, -87.0f)), hn::Set(f, 88.0f));
  const V k = hn::Round(hn::Mul(bounded, hn::Set(f, 1.44269504f)));
  V r = hn::NegMulAdd(k, hn::Set(f, 0.693145752f), bounded);  // ln2 in two parts
  r = hn::NegMulAdd(k, hn::Set(f, 1.42860677e-6f), r);
  V p = hn::Set(f, 1.0f / 5040);
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f / 720));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f / 120));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f / 24));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f / 6));
  p = hn::MulAdd(p, r, hn::Set(f, 0.5f));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f));
  p = hn::MulAdd(p, r, hn::Set(f, 1.0f));
  const auto exponent = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(integers, k),
                                                  hn::Set(integers, 127)));
  const V y = hn::Mul(p, hn::BitCast(f, exponent));
  return hn::IfThenZeroElse(hn::Lt(x, hn::Set(f, -87.0f)), y);
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
