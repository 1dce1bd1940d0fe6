#include "engine/cpu/matmul.h"

#include <utility>

#include "engine/base/check.h"

namespace evenlight::cpu {

namespace {
constexpr size_t row_group = 6;     // rows that the kernel holds at once
constexpr size_t max_rows = 96;     // of a tile: its part of a block fits the L2 cache
constexpr size_t slice_panels = 8;  // of a tile

size_t table_bytes(const PackedMatrix& matrix, size_t tile_rows) {
  return round_up(matrix.inner.lists() * tile_rows * sizeof(void*), 64);
}
}  // namespace

MatmulOperand::MatmulOperand(ValueId id, DType type, size_t offset, size_t window, Builder& builder)
    : id_(id),
      type_(type),
      offset_(offset),
      rows_(size_t(builder.shape(id).rows())),
      window_(window ? std::min(window, rows_) : rows_) {
  if (builder.plan().dtype(id) == type) return;
  bytes_ = round_up(window_ * builder.channels(id) * size_of(type), 64);
  builder.reserve(offset + bytes_, 0);
}

Rows MatmulOperand::rows(const Frame& frame, size_t first) const {
  const Rows as_it_lies = frame.rows(id_);
  if (bytes_ > 0) return {frame.shared_scratch + offset_, type_, as_it_lies.channels};
  return {as_it_lies.at(first), as_it_lies.type, as_it_lies.channels};
}

void MatmulOperand::round(const Frame& frame, size_t first) const {
  if (bytes_ == 0) return;
  const size_t count = std::min(window_, rows_ - first);
  constexpr size_t batch = 64;  // rows of a task
  const Rows from = frame.rows(id_), to = rows(frame, first);
  frame.parallel(ceil_div(count, batch), [&](size_t task, size_t) {
    const size_t end = std::min(count, (task + 1) * batch);
    for (size_t row = task * batch; row < end; ++row) {
      narrow(reinterpret_cast<const float*>(from.at(first + row)), to.at(row), type_,
             from.channels);
    }
  });
}

void finish_row(const Frame& frame, const Epilogue& epilogue, const PackedMatrix& matrix,
                const EpilogueTile& tile, size_t tile_row, size_t row) {
  float* acc = tile.acc + tile_row * tile.stride;
  const size_t first = matrix.gated ? tile.column / 2 : tile.column;
  const size_t count = std::min(matrix.outputs - first, tile.columns / (matrix.gated ? 2 : 1));
  if (epilogue.bias) add_rows(acc, epilogue.bias->as<float>() + tile.column, tile.columns);
  if (epilogue.per_image != no_value) {
    const Rows addend = frame.rows(epilogue.per_image);
    add_rows(acc, addend.floats(row / epilogue.image_rows, first, count, tile.buffer), count);
  }
  if (matrix.gated) {
    // Written in place: a pair's result lands where pairs before it were read.
    for (size_t c = 0; c < tile.columns; c += matrix.unit) {
      const size_t width = std::min(matrix.unit, tile.columns - c) / 2;
      geglu_row(acc + c, acc + c + width, acc + c / 2, width);
    }
  } else {
    activate_row(acc, epilogue.activation, count);
  }
  if (epilogue.residual != no_value) {
    const Rows residual = frame.rows(epilogue.residual);
    add_rows(acc, residual.floats(row, first, count, tile.buffer), count);
  }
  const Rows y = frame.rows(epilogue.result);
  narrow(acc, y.at(row, first), y.type, count);
}

Matmul::Matmul(size_t rows, std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue,
               FillRows fill, Builder& builder)
    : rows_(rows),
      matrix_(std::move(matrix)),
      epilogue_(std::move(epilogue)),
      fill_(std::move(fill)) {
  tile_rows_ = round_up(ceil_div(rows, ceil_div(rows, max_rows)), row_group);
  slice_ = panel_shape().width * slice_panels;
  EVENLIGHT_CHECK(slice_ % matrix_->unit == 0, "slices end at whole panels");
  // A vector more: additions run over whole vectors.
  const size_t floats = tile_rows_ * slice_ + slice_ + 64;
  builder.reserve(0, table_bytes(*matrix_, tile_rows_) + floats * sizeof(float));
}

void Matmul::run(const Frame& frame, size_t first, size_t count) const {
  const size_t tiles = ceil_div(count, tile_rows_), slices = ceil_div(matrix_->columns, slice_);
  // Neighbours in time share what is larger: a slice of the weights, or a tile of the rows.
  const bool rows_first = rows_ * matrix_->inner.depths[0] < matrix_->columns * matrix_->depth;
  frame.parallel(tiles * slices, [&](size_t task, size_t worker) {
    const size_t tile = rows_first ? task % tiles : task / slices;
    const size_t slice = rows_first ? task / tiles : task % slices;
    const size_t row = tile * tile_rows_;
    run_tile(frame, first + row, std::min(tile_rows_, count - row), slice * slice_,
             frame.scratch<std::byte>(worker));
  });
}

void Matmul::run_tile(const Frame& frame, size_t row, size_t count, size_t column,
                      std::byte* scratch) const {
  const size_t columns = std::min(slice_, matrix_->columns - column);
  auto* table = reinterpret_cast<const void**>(scratch);
  auto* acc = reinterpret_cast<float*>(scratch + table_bytes(*matrix_, tile_rows_));
  fill_(frame, row, count, table, tile_rows_);
  GemmTile tile;
  tile.rows = table, tile.row_stride = tile_rows_, tile.row_count = count;
  tile.segments = matrix_->segments.data(), tile.segment_count = matrix_->segments.size();
  tile.panels = matrix_->data.data() + column * matrix_->column_bytes();
  tile.inner = matrix_->depth;
  tile.columns = columns;
  tile.acc = acc, tile.acc_stride = slice_;
  multiply_tile(tile, matrix_->type);
  const EpilogueTile done = {acc, slice_, column, columns, acc + tile_rows_ * slice_};
  for (size_t i = 0; i < count; ++i) {
    finish_row(frame, epilogue_, *matrix_, done, i, row + i);
  }
}

}  // namespace evenlight::cpu
