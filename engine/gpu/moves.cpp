// What only moves elements: joins, slices, enlarging, tables.
#include "engine/gpu/lowering.h"
#include "engine/graph/spread.h"

namespace evenlight::gpu {

namespace {

constexpr uint32_t threads = 64;

struct ConcatParameters {
  uint64_t a, b, y;
  uint32_t rows, channels_a, channels_b;
};

struct SliceParameters {
  uint64_t x, y;
  uint32_t rows, x_channels, y_channels, begin;
};

struct UpsampleParameters {
  uint64_t x, y;
  uint32_t in_h, in_w, out_h, out_w, channels;
};

struct EmbeddingParameters {
  uint64_t ids, table, y;
  uint32_t tokens, channels;
};

// A value as rows along an axis: what lies before the axis counts rows, the rest is one row. Of an
// image, unless images themselves are joined or cut: then it is one row altogether.
struct AxisRows {
  uint64_t images = 1;
  uint32_t rows = 1;
  int64_t inner;

  AxisRows(const Shape& shape, size_t axis) : inner(Blocks(shape, axis).inner) {
    if (axis == 0) return;
    images = uint64_t(shape[0]);
    rows = uint32_t(Blocks(shape, axis).outer / std::max<int64_t>(shape[0], 1));
  }
  uint32_t channels(const Shape& shape, size_t axis) const { return uint32_t(shape[axis] * inner); }
};

// Elements that a launch for one of `images` strides over.
uint64_t count_of(const Shape& shape, uint64_t images) {
  return image_count(images == 1 ? Shape{1, shape.count()} : shape);
}

}  // namespace

void lower(const Concat& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const size_t axis = axis_of(op.axis, y_shape);
  const AxisRows along(y_shape, axis);
  const auto a = lowering.operand(op.a), b = lowering.operand(op.b);
  const auto y = lowering.operand(lowering.result());
  const uint64_t count = count_of(y_shape, along.images);
  ConcatParameters p{};
  p.a = a.address;
  p.b = b.address;
  p.y = y.address;
  p.rows = along.rows;
  p.channels_a = along.channels(lowering.shape(op.a), axis);
  p.channels_b = along.channels(lowering.shape(op.b), axis);
  lowering.launch({.kernel = Kernel::concat,
                   .parameters = p,
                   .slots = {a, b, y},
                   .writes = {y},
                   .threads = threads,
                   .groups = {strided_groups(count, threads), 1, along.images}});
}

void lower(const Slice& op, Lowering& lowering) {
  const Shape& x_shape = lowering.shape(op.x);
  const Shape& y_shape = lowering.shape(lowering.result());
  const size_t axis = axis_of(op.axis, y_shape);
  const AxisRows along(y_shape, axis);
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  count_of(x_shape, along.images);
  SliceParameters p{};
  p.x = x.address;
  p.y = y.address;
  p.rows = along.rows;
  p.x_channels = along.channels(x_shape, axis);
  p.y_channels = along.channels(y_shape, axis);
  p.begin = uint32_t(op.begin * along.inner);
  const uint64_t count = count_of(y_shape, along.images);
  lowering.launch({.kernel = Kernel::slice,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .threads = threads,
                   .groups = {strided_groups(count, threads), 1, along.images}});
}

void lower(const Upsample& op, Lowering& lowering) {
  const Shape& shape = lowering.shape(op.x);
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  UpsampleParameters p{};
  p.x = x.address;
  p.y = y.address;
  const Shape& y_shape = lowering.shape(lowering.result());
  p.in_h = uint32_t(shape[1]);
  p.in_w = uint32_t(shape[2]);
  p.out_h = uint32_t(y_shape[1]);
  p.out_w = uint32_t(y_shape[2]);
  p.channels = uint32_t(shape[3]);
  const uint64_t count = image_count(y_shape);
  lowering.launch({.kernel = Kernel::upsample,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .aligned = p.channels % 4 == 0,
                   .threads = threads,
                   .groups = {strided_groups(ceil_div(count, 4), threads), 1, uint64_t(shape[0])}});
}

void lower(const Embedding& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto ids = lowering.operand(op.ids), y = lowering.operand(lowering.result());
  const Operand table{lowering.weight(op.table, Layout::table), 0, false};
  EmbeddingParameters p{};
  p.ids = ids.address;
  p.table = table.address;
  p.y = y.address;
  p.tokens = uint32_t(y_shape[1]);
  p.channels = uint32_t(y_shape[2]);
  lowering.launch({.kernel = Kernel::embedding,
                   .parameters = p,
                   .slots = {table, y},
                   .reads = {ids},
                   .writes = {y},
                   .threads = threads,
                   .groups = {strided_groups(p.tokens, 1), 1, uint64_t(y_shape[0])}});
}

}  // namespace evenlight::gpu
