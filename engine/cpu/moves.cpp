// What only moves rows: joins, slices, enlarging, tables.
#include "engine/cpu/row_step.h"
#include "engine/graph/spread.h"

namespace evenlight::cpu {

namespace {

// Rows (over the last axis) of a tensor as [outer][along][inner], `along` the axis in question.
struct RowPlace {
  size_t along, inner;

  RowPlace(const Shape& shape, size_t axis)
      : along(size_t(shape[axis])), inner(size_t(Blocks(shape, axis).inner / shape.back())) {}

  size_t position(size_t row) const { return row / inner % along; }
  // The row at `position` of an operand that has `others` positions and is else the same.
  size_t in(size_t row, size_t others, size_t position) const {
    return (row / (along * inner) * others + position) * inner + row % inner;
  }
};

std::unique_ptr<Step> join_channels(const Concat& op, ValueId result, Builder& builder) {
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows a = frame.rows(op.a), b = frame.rows(op.b);
    widen(a.at(row), a.type, buffer, a.channels);
    widen(b.at(row), b.type, buffer + a.channels, b.channels);
    narrow(buffer, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

}  // namespace

std::unique_ptr<Step> make_step(const Concat& op, ValueId result, Builder& builder) {
  for (const ValueId id : {op.a, op.b}) {
    if (builder.is_weight(id)) builder.plain(id);
  }
  const Shape& shape = builder.shape(result);
  const size_t axis = axis_of(op.axis, shape);
  if (axis + 1 == shape.rank()) return join_channels(op, result, builder);
  const RowPlace place(shape, axis);
  const size_t of_a = size_t(builder.shape(op.a)[axis]), of_b = place.along - of_a;
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const size_t at = place.position(row);
    const Rows from = frame.rows(at < of_a ? op.a : op.b);
    const size_t source = at < of_a ? place.in(row, of_a, at) : place.in(row, of_b, at - of_a);
    narrow(from.floats(source, 0, n, buffer), y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

std::unique_ptr<Step> make_step(const Slice& op, ValueId result, Builder& builder) {
  if (builder.is_weight(op.x)) builder.plain(op.x);
  const Shape& shape = builder.shape(result);
  const size_t axis = axis_of(op.axis, shape);
  const bool channels = axis + 1 == shape.rank();
  const RowPlace place(shape, channels ? 0 : axis);
  const size_t n = builder.channels(result), begin = size_t(op.begin);
  const size_t of_x = size_t(builder.shape(op.x)[axis]);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows x = frame.rows(op.x);
    const float* from =
        channels ? x.floats(row, begin, n, buffer)
                 : x.floats(place.in(row, of_x, begin + place.position(row)), 0, n, buffer);
    narrow(from, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

std::unique_ptr<Step> make_step(const Upsample& op, ValueId result, Builder& builder) {
  const Shape& shape = builder.shape(result);
  const size_t h = size_t(shape[1]), w = size_t(shape[2]), n = size_t(shape[3]);
  const size_t in_h = size_t(builder.shape(op.x)[1]), in_w = size_t(builder.shape(op.x)[2]);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const Rows x = frame.rows(op.x);
    const size_t image = row / (h * w), py = row / w % h / 2, px = row % w / 2;
    const float* pixel = x.floats((image * in_h + py) * in_w + px, 0, n, buffer);
    narrow(pixel, y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

std::unique_ptr<Step> make_step(const Embedding& op, ValueId result, Builder& builder) {
  const std::shared_ptr<const Table> table = builder.table(op.table);
  const size_t n = builder.channels(result);
  const auto make = [=](const Frame& frame, size_t row, const Rows& y, float* buffer) {
    const auto* ids = reinterpret_cast<const int32_t*>(frame.rows(op.ids).data);
    const Rows entries = {table->data.data(), table->type, n};
    narrow(entries.floats(size_t(ids[row]), 0, n, buffer), y.at(row), y.type, n);
  };
  return std::make_unique<RowStep>(result, n, 1, make, builder);
}

}  // namespace evenlight::cpu
