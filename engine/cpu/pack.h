// Weights as the matrix kernel wants them.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/cpu/memory.h"
#include "engine/cpu/simd.h"
#include "engine/cpu/thread_pool.h"
#include "engine/graph/graph.h"
#include "engine/tensor/weight_source.h"

namespace evenlight::cpu {

// A weight as it lies in files: parts joined along axis 0.
class HostRows {
 public:
  // Asks for every part; throws what the source throws.
  HostRows(const WeightSource& source, const std::vector<WeightPart>& parts);
  // Tells the source that the pages may leave memory.
  ~HostRows();
  HostRows(const HostRows&) = delete;

  // `count` elements of row o from element `first` on, as f32.
  void read(size_t o, size_t first, size_t count, float* to) const;
  // The bytes of row o in the file's own type.
  std::span<const std::byte> stored(size_t o) const;
  size_t rows() const { return rows_; }
  size_t row_size() const { return row_size_; }
  bool all(DType type) const;  // whether every part lies in the file as `type`

 private:
  // The part that holds row o, which becomes a row of that part.
  const HostWeight& part_with(size_t& o) const;

  const WeightSource& source_;
  std::vector<HostWeight> parts_;
  size_t rows_ = 0;
  size_t row_size_ = 1;
};

// The inner dimension of a matrix product: `taps` lists of rows. Either one operand seen through
// every tap of a convolution kernel (depths.size() == 1), or several operands side by side.
struct Inner {
  size_t taps = 1;
  std::vector<size_t> depths;  // channels of each operand

  size_t lists() const { return depths.size() == 1 ? taps : depths.size(); }
  size_t depth(size_t list) const { return depths.size() == 1 ? depths[0] : depths[list]; }
};

// A weight of O rows in panels (simd.h). Gated weights have a value half and a gate half of rows;
// their columns are laid so that a value panel is followed by its gates.
struct PackedMatrix {
  DType type = DType::f32;  // of the panels: f32 rows use f32 or f16 panels, bf16 rows bf16 ones
  Inner inner;
  std::vector<Segment> segments;
  size_t depth = 0;    // rows of a panel
  size_t columns = 0;  // of accumulators, padding included
  size_t outputs = 0;  // O, or O/2 when gated
  size_t unit = 0;     // columns that must stay together: a slice is a multiple, or ends the matrix
  bool gated = false;
  Memory data;

  size_t column_bytes() const { return depth * size_of(type); }
};

// The row of the weight that column `column` of the accumulators holds; -1 for padding.
int64_t source_row(const PackedMatrix& matrix, size_t column);

// Packs in parallel. `type`, f32 or bf16, is that of the rows it will meet. For f32 rows, what the
// file holds as f16 stays f16 where the processor widens it in passing: half the memory, and the
// same products to the bit.
std::shared_ptr<const PackedMatrix> pack_matrix(const HostRows& rows, Inner inner, bool gated,
                                                DType type, ThreadPool& pool);

// A bias in the order of the matrix's columns, zero where there is padding.
Memory pack_bias(const HostRows& bias, const PackedMatrix& matrix);

// Row-major f32: norms' parameters, operands of additions.
Memory pack_plain(const HostRows& rows, ThreadPool& pool);

// Row-major in the file's own type (f32 if its parts differ): what a run reads a few rows of.
struct Table {
  DType type = DType::f32;
  Memory data;
};
Table copy_table(const HostRows& rows, ThreadPool& pool);

}  // namespace evenlight::cpu
