// 3×3 convolutions with stride 1 by Winograd's F(4×4,3×3): a quarter of the multiplications.
#pragma once

#include "engine/cpu/geometry.h"
#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

constexpr size_t frequencies = 36;

// Whether the saved time is worth the weights' fourfold size: large maps, and no more than 192 MB.
bool winograd_pays(const Geometry& geometry, size_t inputs, size_t outputs);

// One matrix [inputs, outputs] per frequency, in panels, one after another.
std::shared_ptr<const PackedMatrix> pack_winograd(const HostRows& rows, ThreadPool& pool);

class Winograd {
 public:
  Winograd(const Geometry& geometry, size_t images, ValueId x,
           std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, Builder& builder);
  void run(const Frame& frame) const;

 private:
  struct Scratch;
  Scratch carve(std::byte* scratch) const;
  size_t scratch_bytes() const;
  void transform(const Frame& frame, size_t tile, float* v, float* wide) const;
  void multiply(const Scratch& s, size_t count, size_t column, size_t columns) const;
  void finish(const Frame& frame, const Scratch& s, size_t first, size_t count, size_t column,
              size_t columns) const;
  void run_block(const Frame& frame, size_t first, std::byte* scratch) const;

  Geometry geometry_;
  ValueId x_;
  std::shared_ptr<const PackedMatrix> matrix_;
  Epilogue epilogue_;
  size_t channels_ = 0;
  size_t tiles_h_ = 0, tiles_w_ = 0, tiles_ = 0;  // of 4×4 pixels; tiles_ of all images
  size_t block_ = 0;                              // tiles that one task takes on
  size_t slice_ = 0;                              // columns multiplied at a time
};

// ---- winograd_simd.cpp ----

// Bᵀ d B of 6×6 pixels; channel c of frequency i goes to v[i·stride + c].
void winograd_input(const float* const* pixels, size_t channels, float* v, size_t stride);
// Aᵀ m A: m[i·stride + c] → y[pixel·columns + c], 4×4 pixels; columns in whole vectors.
void winograd_output(const float* m, size_t stride, size_t columns, float* y);

}  // namespace evenlight::cpu
