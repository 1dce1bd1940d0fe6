// group_norm in three passes, layer_norm in one.
#include <algorithm>

#include "engine/gpu/lowering.h"

namespace evenlight::gpu {

namespace {

struct GroupNormParameters {
  uint64_t x, x2, gamma, beta, y, partials, moments;
  uint32_t pixels, channels_1, channels_2, groups;
  uint32_t chunks, pixels_per_chunk;
  float eps;
};

struct LayerNormParameters {
  uint64_t x, gamma, beta, y;
  uint32_t rows, channels;
  float eps;
};

}  // namespace

void lower(const GroupNorm& op, Lowering& lowering) {
  constexpr uint32_t chunk_elements = 8192;
  const Shape& y_shape = lowering.shape(lowering.result());
  const uint64_t images = uint64_t(y_shape[0]);
  const auto x = lowering.operand(op.x), x2 = lowering.operand(op.x2);
  const auto y = lowering.operand(lowering.result());
  GroupNormParameters p{};
  p.x = x.address;
  p.x2 = x2.address;
  p.gamma = lowering.values(op.gamma);
  p.beta = lowering.values(op.beta);
  p.y = y.address;
  p.pixels = image_rows(y_shape);
  p.channels_1 = uint32_t(lowering.shape(op.x).back());
  p.channels_2 = op.x2 == no_value ? 0 : uint32_t(lowering.shape(op.x2).back());
  p.groups = uint32_t(op.groups);
  const uint32_t width = (p.channels_1 + p.channels_2) / p.groups;
  p.pixels_per_chunk = std::max(1u, chunk_elements / width);
  p.chunks = uint32_t(ceil_div(p.pixels, p.pixels_per_chunk));
  p.eps = op.eps;
  const uint64_t moments_bytes = aligned(images * p.groups * 8);
  const auto moments = lowering.scratch(0, moments_bytes);
  const auto partials = lowering.scratch(moments_bytes, images * p.groups * p.chunks * 8);
  p.moments = moments.address;
  p.partials = partials.address;

  lowering.launch({.kernel = Kernel::group_norm_partials,
                   .parameters = p,
                   .slots = {x, x2},
                   .writes = {partials},
                   .threads = lowering.limits().software ? 32u : 256u,
                   .groups = {p.chunks, p.groups, images}});
  lowering.launch({.kernel = Kernel::group_norm_moments,
                   .parameters = p,
                   .slots = {},
                   .reads = {partials},
                   .writes = {moments},
                   .threads = 32,
                   .groups = {ceil_div(p.groups, 32), 1, images}});
  const uint64_t quads = uint64_t(p.pixels) * ceil_div(p.channels_1 + p.channels_2, 4);
  lowering.launch({.kernel = Kernel::group_norm,
                   .parameters = p,
                   .slots = {x, x2, y},
                   .reads = {moments},
                   .writes = {y},
                   .aligned = p.channels_1 % 4 == 0 && p.channels_2 % 4 == 0,
                   .threads = 64,
                   .activation = op.activation,
                   .groups = {strided_groups(quads, 64), 1, images}});
}

void lower(const LayerNorm& op, Lowering& lowering) {
  const Shape& shape = lowering.shape(op.x);
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  LayerNormParameters p{};
  p.x = x.address;
  p.gamma = lowering.values(op.gamma);
  p.beta = lowering.values(op.beta);
  p.y = y.address;
  p.rows = image_rows(shape);
  p.channels = uint32_t(shape.back());
  p.eps = op.eps;
  lowering.launch({.kernel = Kernel::layer_norm,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .threads = lowering.limits().software ? 32u : 128u,
                   .groups = {strided_groups(p.rows, 1), 1, uint64_t(shape[0])}});
}

}  // namespace evenlight::gpu
