// Everything that is done to a row of channels: conversion, activation, normalisation, softmax.
// Loops run over whole vectors and may read and compute past n (every buffer here has room for
// that); what is stored for the outside world, and what is summed, stops at n.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/base/half.h"
#include "engine/cpu/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/rows_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/cpu/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {

using U16 = hn::Rebind<uint16_t, F>;
using U32 = hn::Rebind<uint32_t, F>;
constexpr size_t lanes = HWY_LANES(float);

// Files promise no alignment.
HWY_INLINE uint16_t bits_at(const uint16_t* source, size_t i) {
  uint16_t bits;
  std::memcpy(&bits, reinterpret_cast<const char*>(source) + 2 * i, sizeof bits);
  return bits;
}

void Widen(const void* from, DType type, float* to, size_t n) {
  const F f;
  if (type == DType::f32) {
    std::memcpy(to, from, n * sizeof(float));
    return;
  }
  const auto* source = static_cast<const uint16_t*>(from);
  size_t i = 0;
  if (type == DType::f16) {
    for (; i + lanes <= n; i += lanes) {
      store(load(reinterpret_cast<const hwy::float16_t*>(source) + i), to + i);
    }
    for (; i < n; ++i) to[i] = f16_to_f32(bits_at(source, i));
    return;
  }
  for (; i + lanes <= n; i += lanes) {
    const auto bits = hn::PromoteTo(U32(), hn::LoadU(U16(), source + i));
    hn::StoreU(hn::BitCast(f, hn::ShiftLeft<16>(bits)), f, to + i);
  }
  for (; i < n; ++i) to[i] = bf16_to_f32(bits_at(source, i));
}

void Narrow(const float* from, void* to, DType type, size_t n) {
  if (type == DType::f32) {
    std::memcpy(to, from, n * sizeof(float));
    return;
  }
  const F f;
  const hn::RebindToSigned<F> integers;
  auto* target = static_cast<uint16_t*>(to);
  size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const auto rounded = bf16_bits(hn::LoadU(f, from + i));
    hn::StoreU(hn::DemoteTo(U16(), hn::BitCast(integers, rounded)), U16(), target + i);
  }
  for (; i < n; ++i) target[i] = f32_to_bf16(from[i]);
}

void AddRows(float* y, const float* b, size_t n) {
  const F f;
  for (size_t i = 0; i < n; i += lanes) {
    hn::StoreU(hn::Add(hn::LoadU(f, y + i), hn::LoadU(f, b + i)), f, y + i);
  }
}

void MultiplyRows(float* y, const float* b, size_t n) {
  const F f;
  for (size_t i = 0; i < n; i += lanes) {
    hn::StoreU(hn::Mul(hn::LoadU(f, y + i), hn::LoadU(f, b + i)), f, y + i);
  }
}

template <class Function>
HWY_INLINE void map_row(float* y, size_t n, Function function) {
  const F f;
  for (size_t i = 0; i < n; i += lanes) hn::StoreU(function(hn::LoadU(f, y + i)), f, y + i);
}

void ActivateRow(float* y, Activation activation, size_t n) {
  switch (activation) {
    case Activation::silu:
      return map_row(y, n, [](V x) HWY_ATTR { return hn::Mul(x, sigmoid(x)); });
    case Activation::gelu:
      return map_row(y, n, [](V x) HWY_ATTR { return gelu(x); });
    case Activation::quick_gelu:
      return map_row(
          y, n, [](V x) HWY_ATTR { return hn::Mul(x, sigmoid(hn::Mul(x, hn::Set(F(), 1.702f)))); });
    case Activation::relu:
      return map_row(y, n, [](V x) HWY_ATTR { return hn::Max(x, hn::Zero(F())); });
    case Activation::leaky_relu:
      return map_row(y, n, [](V x) HWY_ATTR { return hn::Max(x, hn::Mul(x, hn::Set(F(), 0.2f))); });
    case Activation::none:
    case Activation::geglu:
      return;
  }
}

void GegluRow(const float* value, const float* gate, float* y, size_t n) {
  const F f;
  for (size_t i = 0; i < n; i += lanes) {
    hn::StoreU(hn::Mul(hn::LoadU(f, value + i), gelu(hn::LoadU(f, gate + i))), f, y + i);
  }
}

void ScaleShiftRow(const float* x, const float* scale, const float* shift, float* y, size_t n) {
  const F f;
  for (size_t i = 0; i < n; i += lanes) {
    hn::StoreU(hn::MulAdd(hn::LoadU(f, x + i), hn::LoadU(f, scale + i), hn::LoadU(f, shift + i)), f,
               y + i);
  }
}

// Σ of function(vector) over exactly n elements, in an order that depends on n alone.
template <class Function>
HWY_INLINE float sum_row(const float* x, size_t n, Function function) {
  const F f;
  V sum0 = hn::Zero(f), sum1 = hn::Zero(f);
  size_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    sum0 = hn::Add(sum0, function(hn::LoadU(f, x + i)));
    sum1 = hn::Add(sum1, function(hn::LoadU(f, x + i + lanes)));
  }
  for (; i < n; i += lanes) {
    const V y = function(hn::LoadU(f, x + i));
    sum0 = hn::Add(sum0, n - i < lanes ? hn::IfThenElseZero(hn::FirstN(f, n - i), y) : y);
  }
  return hn::GetLane(hn::SumOfLanes(f, hn::Add(sum0, sum1)));
}

void LayerNormRow(const float* x, const float* gamma, const float* beta, float eps, float* y,
                  size_t n) {
  const F f;
  const V mean = hn::Set(f, sum_row(x, n, [](V v) HWY_ATTR { return v; }) / float(n));
  const float squares = sum_row(x, n, [&](V v) HWY_ATTR {
    const V d = hn::Sub(v, mean);
    return hn::Mul(d, d);
  });
  const V scale = hn::Set(f, 1.0f / std::sqrt(squares / float(n) + eps));
  for (size_t i = 0; i < n; i += lanes) {
    const V normal = hn::Mul(hn::Sub(hn::LoadU(f, x + i), mean), scale);
    hn::StoreU(hn::MulAdd(normal, hn::LoadU(f, gamma + i), hn::LoadU(f, beta + i)), f, y + i);
  }
}

void ChannelMoments(const float* x, size_t rows, size_t n, float* mean, float* squares) {
  const F f;
  const V share = hn::Set(f, 1.0f / float(rows));
  for (size_t i = 0; i < n; i += lanes) {
    V sum = hn::Zero(f);
    for (size_t row = 0; row < rows; ++row) sum = hn::Add(sum, hn::LoadU(f, x + row * n + i));
    const V m = hn::Mul(sum, share);
    V deviation = hn::Zero(f);
    for (size_t row = 0; row < rows; ++row) {
      const V d = hn::Sub(hn::LoadU(f, x + row * n + i), m);
      deviation = hn::MulAdd(d, d, deviation);
    }
    hn::StoreU(m, f, mean + i);
    hn::StoreU(deviation, f, squares + i);
  }
}

// NaN passes through: Max gives its second operand when either is NaN.
HWY_INLINE float max_of(const float* s, size_t n) {
  const F f;
  V top0 = hn::Set(f, -std::numeric_limits<float>::infinity()), top1 = top0;
  size_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    top0 = hn::Max(top0, hn::LoadU(f, s + i));
    top1 = hn::Max(top1, hn::LoadU(f, s + i + lanes));
  }
  float top = hn::GetLane(hn::MaxOfLanes(f, hn::Max(top0, top1)));
  for (; i < n; ++i) top = s[i] > top ? s[i] : top;
  return top;
}

float SoftmaxBlock(float* s, size_t n, float scale, float& maximum, float& sum) {
  const F f;
  // In powers of two: 2^(s·scale·log2 e - m).
  const float scale2 = scale * 1.44269504f;
  const float before = maximum;
  maximum = std::max(before, max_of(s, n) * scale2);
  const V factor = hn::Set(f, scale2), shift = hn::Set(f, -maximum);
  V total0 = hn::Zero(f), total1 = hn::Zero(f);
  const auto weigh = [&](size_t i) HWY_ATTR {
    const V p = exp2_weight(hn::MulAdd(hn::LoadU(f, s + i), factor, shift));
    hn::StoreU(p, f, s + i);
    return p;
  };
  size_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    total0 = hn::Add(total0, weigh(i));
    total1 = hn::Add(total1, weigh(i + lanes));
  }
  for (; i < n; i += lanes) {
    const V p = weigh(i);
    total0 = hn::Add(total0, n - i < lanes ? hn::IfThenElseZero(hn::FirstN(f, n - i), p) : p);
  }
  const float change =
      before == maximum ? 1.0f : hn::GetLane(exp2_weight(hn::Set(f, before - maximum)));
  sum = sum * change + hn::GetLane(hn::SumOfLanes(f, hn::Add(total0, total1)));
  return change;
}

void ScaleRow(float* y, float factor, size_t n) {
  const V scale = hn::Set(F(), factor);
  map_row(y, n, [scale](V x) HWY_ATTR { return hn::Mul(x, scale); });
}

bool BiasScores(float* s, const float* bias, float scale, size_t n) {
  const F f;
  const V factor = hn::Set(f, scale);
  for (size_t i = 0; i < n; i += lanes) {
    hn::StoreU(hn::MulAdd(hn::LoadU(f, s + i), factor, hn::LoadU(f, bias + i)), f, s + i);
  }
  return !std::all_of(bias, bias + n, [](float b) { return b < Attention::hides; });
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace evenlight::cpu {
HWY_EXPORT(Widen);
HWY_EXPORT(Narrow);
HWY_EXPORT(AddRows);
HWY_EXPORT(MultiplyRows);
HWY_EXPORT(ActivateRow);
HWY_EXPORT(GegluRow);
HWY_EXPORT(ScaleShiftRow);
HWY_EXPORT(LayerNormRow);
HWY_EXPORT(ChannelMoments);
HWY_EXPORT(SoftmaxBlock);
HWY_EXPORT(ScaleRow);
HWY_EXPORT(BiasScores);

void widen(const void* from, DType type, float* to, size_t n) {
  HWY_DYNAMIC_DISPATCH(Widen)(from, type, to, n);
}
void narrow(const float* from, void* to, DType type, size_t n) {
  HWY_DYNAMIC_DISPATCH(Narrow)(from, to, type, n);
}
void add_rows(float* y, const float* b, size_t n) {
  HWY_DYNAMIC_DISPATCH(AddRows)(y, b, n);
}
void multiply_rows(float* y, const float* b, size_t n) {
  HWY_DYNAMIC_DISPATCH(MultiplyRows)(y, b, n);
}
void activate_row(float* y, Activation activation, size_t n) {
  HWY_DYNAMIC_DISPATCH(ActivateRow)(y, activation, n);
}
void geglu_row(const float* value, const float* gate, float* y, size_t n) {
  HWY_DYNAMIC_DISPATCH(GegluRow)(value, gate, y, n);
}
void scale_shift_row(const float* x, const float* scale, const float* shift, float* y, size_t n) {
  HWY_DYNAMIC_DISPATCH(ScaleShiftRow)(x, scale, shift, y, n);
}
void layer_norm_row(const float* x, const float* gamma, const float* beta, float eps, float* y,
                    size_t n) {
  HWY_DYNAMIC_DISPATCH(LayerNormRow)(x, gamma, beta, eps, y, n);
}
void channel_moments(const float* x, size_t rows, size_t n, float* mean, float* squares) {
  HWY_DYNAMIC_DISPATCH(ChannelMoments)(x, rows, n, mean, squares);
}
float softmax_block(float* s, size_t n, float scale, float& maximum, float& sum) {
  return HWY_DYNAMIC_DISPATCH(SoftmaxBlock)(s, n, scale, maximum, sum);
}
void scale_row(float* y, float factor, size_t n) {
  HWY_DYNAMIC_DISPATCH(ScaleRow)(y, factor, n);
}
bool bias_scores(float* s, const float* bias, float scale, size_t n) {
  return HWY_DYNAMIC_DISPATCH(BiasScores)(s, bias, scale, n);
}
}  // namespace evenlight::cpu
#endif
