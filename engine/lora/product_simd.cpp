// A matrix product with tiles of 4 rows in registers: what merging a LoRA spends its time on.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/lora/product.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/lora/product_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace evenlight {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using F = hn::ScalableTag<float>;
constexpr size_t tile_rows = 4;

// `rows` ≤ tile_rows rows of `sum`, two vectors of columns from `at` on.
template <size_t rows>
HWY_INLINE void AddTile(float* sum, const float* a, const float* b, size_t columns, size_t depth,
                        float scale) {
  const F f;
  const size_t lanes = hn::Lanes(f);
  hn::Vec<F> left[rows], right[rows];
  for (size_t r = 0; r < rows; ++r) left[r] = right[r] = hn::Zero(f);
  for (size_t k = 0; k < depth; ++k) {
    const auto b0 = hn::LoadU(f, b + k * columns);
    const auto b1 = hn::LoadU(f, b + k * columns + lanes);
    for (size_t r = 0; r < rows; ++r) {
      const auto weight = hn::Set(f, a[r * depth + k]);
      left[r] = hn::MulAdd(weight, b0, left[r]);
      right[r] = hn::MulAdd(weight, b1, right[r]);
    }
  }
  const auto by = hn::Set(f, scale);
  for (size_t r = 0; r < rows; ++r) {
    float* to = sum + r * columns;
    hn::StoreU(hn::MulAdd(by, left[r], hn::LoadU(f, to)), f, to);
    hn::StoreU(hn::MulAdd(by, right[r], hn::LoadU(f, to + lanes)), f, to + lanes);
  }
}

void AddProduct(float* sum, const float* a, const float* b, size_t rows, size_t depth,
                size_t columns, float scale) {
  const size_t step = 2 * hn::Lanes(F());
  const size_t whole = columns / step * step;
  for (size_t c = 0; c < whole; c += step) {
    size_t r = 0;
    for (; r + tile_rows <= rows; r += tile_rows) {
      AddTile<tile_rows>(sum + r * columns + c, a + r * depth, b + c, columns, depth, scale);
    }
    for (; r < rows; ++r) {
      AddTile<1>(sum + r * columns + c, a + r * depth, b + c, columns, depth, scale);
    }
  }
  for (size_t r = 0; r < rows && whole < columns; ++r) {
    for (size_t c = whole; c < columns; ++c) {
      float total = 0;
      for (size_t k = 0; k < depth; ++k) total += a[r * depth + k] * b[k * columns + c];
      sum[r * columns + c] += scale * total;
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace evenlight
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace evenlight {
HWY_EXPORT(AddProduct);

void add_product(std::span<float> sum, std::span<const float> a, std::span<const float> b,
                 size_t depth, float scale) {
  if (depth == 0 || sum.empty()) return;
  const size_t rows = a.size() / depth, columns = b.size() / depth;
  EVENLIGHT_CHECK(
      a.size() == rows * depth && b.size() == depth * columns && sum.size() == rows * columns,
      "the sizes of a product fit together");
  HWY_DYNAMIC_DISPATCH(AddProduct)(sum.data(), a.data(), b.data(), rows, depth, columns, scale);
}

}  // namespace evenlight
#endif
