// rows · weightᵀ with everything that may follow it, tile by tile.
#pragma once

#include <functional>
#include <memory>

#include "engine/cpu/step.h"

namespace evenlight::cpu {

// Rows of one operand of a product, converted to the multiply type where it differs.
class MatmulOperand {
 public:
  MatmulOperand() = default;
  // `offset` bytes of the shared scratch are another operand's. At most `window` rows are rounded
  // at a time (0: all of them).
  MatmulOperand(ValueId id, DType type, size_t offset, size_t window, Builder& builder);

  // Rounds the window of rows that begins with `first`, before rows() is asked for.
  void round(const Frame& frame, size_t first = 0) const;
  // Those of the last rounding; where nothing is rounded, the ones from `first` on.
  Rows rows(const Frame& frame, size_t first = 0) const;
  size_t bytes() const { return bytes_; }  // of the shared scratch

 private:
  ValueId id_ = no_value;
  DType type_ = DType::f32;
  size_t offset_ = 0;
  size_t rows_ = 0;
  size_t window_ = 0;
  size_t bytes_ = 0;
};

// y = act(product + bias + per_image) + residual
struct Epilogue {
  std::shared_ptr<const Memory> bias;  // in column order, or null
  ValueId per_image = no_value;
  size_t image_rows = 1;  // rows of the product that belong to one image
  Activation activation = Activation::none;
  ValueId residual = no_value;
  ValueId result = no_value;
};

// Applies it to a tile of accumulators whose first column is `column` (a multiple of the matrix's
// unit). `buffer` has room for the tile's columns.
struct EpilogueTile {
  float* acc;
  size_t stride;
  size_t column;
  size_t columns;
  float* buffer;
};
void finish_row(const Frame& frame, const Epilogue& epilogue, const PackedMatrix& matrix,
                const EpilogueTile& tile, size_t tile_row, size_t row);

class Matmul {
 public:
  // Writes the pointers of rows [first, first+count) of every list: table[list·stride + i].
  using FillRows = std::function<void(const Frame&, size_t first, size_t count, const void** table,
                                      size_t stride)>;

  Matmul(size_t rows, std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, FillRows fill,
         Builder& builder);
  void run(const Frame& frame) const { run(frame, 0, rows_); }
  // Rows first … first + count - 1 alone.
  void run(const Frame& frame, size_t first, size_t count) const;

 private:
  void run_tile(const Frame& frame, size_t row, size_t count, size_t column,
                std::byte* scratch) const;

  size_t rows_;
  std::shared_ptr<const PackedMatrix> matrix_;
  Epilogue epilogue_;
  FillRows fill_;
  size_t tile_rows_ = 0;
  size_t slice_ = 0;  // columns
};

}  // namespace evenlight::cpu
