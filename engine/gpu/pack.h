#pragma once

#include <cstddef>
#include <span>

#include "engine/tensor/weight_source.h"

namespace evenlight::gpu {

// How a weight lies on the device.
enum class Layout {
  values,         // as it is, in f32: biases, gammas, embeddings that are added
  paired_values,  // the same with halves interleaved: value 0, gate 0, value 1, …
  table,          // as it is, in the storage type: read by rows
  matrix,         // [O,kh,kw,I] with I filled up with zeros to a multiple of 4, in the storage type
  paired_matrix,  // the same with the halves of the rows interleaved
};

// A weight's rows (along axis 0) on their way to the device.
class Packing {
 public:
  Packing(const Shape& shape, Layout layout, DType storage);

  DType stored() const { return stored_; }
  int64_t rows() const { return rows_; }
  uint64_t row_bytes() const { return row_bytes_; }
  uint64_t bytes() const { return uint64_t(rows_) * row_bytes_; }
  // The source's row that becomes row `row`.
  int64_t source_row(int64_t row) const;
  // Converts the source's row: `from` holds source_count() elements, `to` row_bytes(). Returns
  // whether all fit: a number past f16's 65504 would become infinite, and the picture with it.
  bool pack_row(DType type, std::span<const std::byte> from, std::span<std::byte> to) const;
  int64_t source_count() const { return channels_ * taps_; }

 private:
  bool paired_;
  DType stored_;
  int64_t rows_;
  int64_t channels_;         // I
  int64_t padded_channels_;  // I as stored
  int64_t taps_;             // kh·kw
  uint64_t row_bytes_;
};

}  // namespace evenlight::gpu
