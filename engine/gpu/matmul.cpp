// linear and conv2d: which shader, which tile.
#include "engine/gpu/lowering.h"

namespace evenlight::gpu {

namespace {

struct LinearParameters {
  uint64_t x, x2, weight, bias, residual, y;
  uint32_t rows, in_1, in_2, padded_in, out_channels;
};

struct ConvParameters {
  uint64_t x, weight, bias, per_image, residual, y;
  uint32_t in_h, in_w, in_channels, padded_in;
  uint32_t out_h, out_w, out_channels;
  uint32_t kernel_h, kernel_w, stride;
  int32_t pad_top, pad_left;
  uint32_t upsample, u_h, u_w;
};

// tile_m × tile_n results a workgroup, micro_m × micro_n a thread.
struct Tile {
  uint32_t m, n, micro_m, micro_n;
  uint32_t threads() const { return m / micro_m * (n / micro_n); }
  uint32_t shared_bytes() const { return (m + n) * 5 * 16; }  // tile_a and tile_b of gemm.glsl
};

// Big tiles read least, but only if one image has enough of them to fill the GPU. The choice sees
// one image, never the batch; and it is about speed alone: every tile gives the same bits.
Tile choose_tile(uint64_t rows, uint64_t columns, const Limits& limits) {
  constexpr Tile large{128, 128, 8, 8}, medium{64, 64, 4, 4}, small{32, 32, 4, 4};
  const auto fits = [&](const Tile& tile) { return tile.shared_bytes() <= limits.shared_bytes; };
  const auto fills = [&](const Tile& tile) {
    return ceil_div(rows, tile.m) * ceil_div(columns, tile.n) >= limits.groups_to_fill;
  };
  if (!limits.software) {
    for (const Tile& tile : {large, medium}) {
      if (fits(tile) && fills(tile)) return tile;
    }
  }
  // The smallest, unless a huge picture would need more groups than there can be.
  for (const Tile& tile : {small, medium}) {
    if (ceil_div(rows, tile.m) <= max_groups) return tile;
  }
  return fits(large) ? large : medium;
}

// rows × columns results in each of `images`.
void launch_tiles(Lowering& lowering, Lowering::Launch launch, uint64_t rows, uint64_t columns,
                  int64_t images) {
  const Tile tile = choose_tile(rows, columns, lowering.limits());
  launch.threads = tile.threads();
  launch.tile = {tile.m, tile.n, tile.micro_m, tile.micro_n};
  launch.groups = {ceil_div(rows, tile.m), ceil_div(columns, tile.n), uint64_t(images)};
  lowering.launch(launch);
}

bool in_fours(int64_t channels) {
  return channels % 4 == 0;
}

void lower_few(const ConvParameters& p, Lowering::Launch launch, int64_t images,
               Lowering& lowering) {
  launch.kernel = Kernel::conv2d_few;
  const uint64_t pixels = uint64_t(p.out_h) * p.out_w;
  launch.threads = pixels <= 64 * max_groups ? 64 : 256;
  launch.groups = {ceil_div(pixels, launch.threads), 1, uint64_t(images)};
  lowering.launch(launch);
}

}  // namespace

void lower(const Linear& op, Lowering& lowering) {
  const Shape& w = lowering.shape(op.weight);
  const Shape& y_shape = lowering.shape(lowering.result());
  const bool paired = op.activation == Activation::geglu;
  const auto x = lowering.operand(op.x), x2 = lowering.operand(op.x2);
  const auto residual = lowering.operand(op.residual), y = lowering.operand(lowering.result());
  LinearParameters p{};
  p.x = x.address;
  p.x2 = x2.address;
  p.weight = lowering.weight(op.weight, paired ? Layout::paired_matrix : Layout::matrix);
  if (op.bias != no_value) {
    p.bias = lowering.weight(op.bias, paired ? Layout::paired_values : Layout::values);
  }
  p.residual = residual.address;
  p.y = y.address;
  p.rows = image_rows(y_shape);
  p.in_1 = uint32_t(lowering.shape(op.x).back());
  p.in_2 = op.x2 == no_value ? 0 : uint32_t(lowering.shape(op.x2).back());
  p.padded_in = uint32_t(ceil_div(uint64_t(w[1]), 4) * 4);
  p.out_channels = uint32_t(w[0]);
  image_count(lowering.shape(op.x));
  Lowering::Launch launch{
      .kernel = Kernel::linear,
      .parameters = p,
      .slots = {x, x2, residual, y},
      .writes = {y},
      .aligned = in_fours(p.in_1) && in_fours(p.in_2) && (paired || in_fours(y_shape.back())),
      .activation = op.activation};
  launch_tiles(lowering, launch, p.rows, p.out_channels, y_shape[0]);
}

void lower(const Conv2d& op, Lowering& lowering) {
  const Shape& x_shape = lowering.shape(op.x);
  const Shape& w = lowering.shape(op.weight);
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto x = lowering.operand(op.x), per_image = lowering.operand(op.per_image);
  const auto residual = lowering.operand(op.residual), y = lowering.operand(lowering.result());
  ConvParameters p{};
  p.x = x.address;
  p.weight = lowering.weight(op.weight, Layout::matrix);
  p.bias = lowering.values(op.bias);
  p.per_image = per_image.address;
  p.residual = residual.address;
  p.y = y.address;
  p.in_h = uint32_t(x_shape[1]);
  p.in_w = uint32_t(x_shape[2]);
  p.in_channels = uint32_t(x_shape[3]);
  p.padded_in = uint32_t(ceil_div(uint64_t(w[1]), 4) * 4);
  p.out_h = uint32_t(y_shape[1]);
  p.out_w = uint32_t(y_shape[2]);
  p.out_channels = uint32_t(w[0]);
  p.kernel_h = uint32_t(w[2]);
  p.kernel_w = uint32_t(w[3]);
  p.stride = uint32_t(op.stride);
  p.pad_top = int32_t(op.pad.top);
  p.pad_left = int32_t(op.pad.left);
  p.upsample = op.upsample.has_value();
  p.u_h = op.upsample ? uint32_t(op.upsample->height(p.in_h)) : p.in_h;
  p.u_w = op.upsample ? uint32_t(op.upsample->width(p.in_w)) : p.in_w;
  image_count(x_shape);
  image_count(y_shape);
  Lowering::Launch launch{.kernel = Kernel::conv2d,
                          .parameters = p,
                          .slots = {x, per_image, residual, y},
                          .writes = {y},
                          .aligned = in_fours(x_shape[3]) && in_fours(w[0]),
                          .activation = op.activation};
  if (w[0] <= 4) return lower_few(p, launch, y_shape[0], lowering);
  launch_tiles(lowering, launch, uint64_t(p.out_h) * p.out_w, p.out_channels, y_shape[0]);
}

}  // namespace evenlight::gpu
