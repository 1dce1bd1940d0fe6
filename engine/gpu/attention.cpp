#include <cmath>

#include "engine/gpu/lowering.h"

namespace evenlight::gpu {

namespace {

struct AttentionParameters {
  uint64_t q, k, v, y, bias;
  uint32_t queries, keys, heads, head_dim;
  uint32_t q_pitch, k_pitch, v_pitch;
  uint32_t q_offset, k_offset, v_offset;
  uint32_t causal;
  float scale;
  uint32_t bias_image, bias_head, bias_query;
};

// Wider heads need more threads to hold their sums in registers; those wider than the last row's
// 512 columns are sliced.
struct Variant {
  uint32_t rows_per_thread, columns_per_thread;
  uint32_t threads() const { return 512 / rows_per_thread; }
  uint32_t columns() const { return 16 * columns_per_thread; }
};
constexpr Variant variants[] = {{8, 3}, {8, 4}, {8, 5}, {4, 10}, {2, 32}};
constexpr uint32_t queries_per_group = 32;

Variant choose(uint32_t head_dim) {
  for (const Variant& variant : variants) {
    if (head_dim <= variant.columns()) return variant;
  }
  return variants[std::size(variants) - 1];
}

// How far apart the rows of a bias [N|1,heads|1,L|1,S] lie; 0 where one is for all.
void place_bias(const Shape& bias, AttentionParameters& p) {
  const auto step = [&](size_t axis, int64_t elements) {
    return bias[axis] == 1 ? 0u : uint32_t(elements);
  };
  image_count(bias);
  p.bias_query = step(2, bias[3]);
  p.bias_head = step(1, bias[2] * bias[3]);
  p.bias_image = step(0, bias[1] * bias[2] * bias[3]);
}

}  // namespace

void lower(const Attention& op, Lowering& lowering) {
  const Shape& q_shape = lowering.shape(op.q);
  const Shape& k_shape = lowering.shape(op.k);
  const Shape& v_shape = lowering.shape(op.v);
  const auto q = lowering.operand(op.q), k = lowering.operand(op.k), v = lowering.operand(op.v);
  const auto y = lowering.operand(lowering.result());
  AttentionParameters p{};
  p.q = q.address;
  p.k = k.address;
  p.v = v.address;
  p.y = y.address;
  p.queries = image_rows(q_shape);
  p.keys = image_rows(k_shape);
  p.heads = uint32_t(op.heads);
  p.head_dim = uint32_t(op.head_dim);
  p.q_pitch = uint32_t(q_shape.back());
  p.k_pitch = uint32_t(k_shape.back());
  p.v_pitch = uint32_t(v_shape.back());
  p.q_offset = uint32_t(op.q_offset);
  p.k_offset = uint32_t(op.k_offset);
  p.v_offset = uint32_t(op.v_offset);
  p.causal = op.causal;
  p.scale = float(1.0 / std::sqrt(double(op.head_dim)));
  image_count(v_shape);
  const bool biased = op.bias != no_value;
  const auto bias = lowering.operand(op.bias);
  p.bias = bias.address;
  if (biased) place_bias(lowering.shape(op.bias), p);
  const Variant variant = choose(p.head_dim);
  const uint64_t slices = ceil_div(p.head_dim, variant.columns());
  lowering.launch(
      {.kernel = Kernel::attention,
       .parameters = p,
       .slots = {q, k, v, y, bias},
       .writes = {y},
       .aligned = (p.head_dim | p.q_pitch | p.k_pitch | p.q_offset | p.k_offset) % 4 == 0,
       .threads = variant.threads(),
       .tile = {variant.rows_per_thread, variant.columns_per_thread, biased},
       .groups = {ceil_div(p.queries, queries_per_group), p.heads * slices, uint64_t(q_shape[0])}});
}

}  // namespace evenlight::gpu
