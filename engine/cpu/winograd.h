// 3×3 convolutions with stride 1 by Winograd's F(4×4,3×3): a quarter of the multiplications.
#pragma once

#include "engine/cpu/geometry.h"
#include "engine/cpu/matmul.h"

namespace evenlight::cpu {

constexpr size_t frequencies = 36;

// Whether enough pixels are computed to be worth transforming the weights, which is done anew in
// every run: kept ready they would take four times their own memory.
// `type` is that of a direct product, which in bf16 is twice as fast.
bool winograd_pays(const Geometry& geometry, size_t inputs, size_t outputs, DType type);

class Winograd {
 public:
  Winograd(const Geometry& geometry, size_t images, ValueId x,
           std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, Builder& builder);
  void run(const Frame& frame) const;
  // Of the products; the transforms are additions for the most part.
  uint64_t executed_flops() const {
    return 2 * frequencies * tiles_ * channels_ * matrix_->outputs;
  }

 private:
  struct Scratch;
  Scratch carve(std::byte* scratch) const;
  size_t scratch_bytes() const;
  void transform_weights(const Frame& frame, size_t column, size_t columns, size_t task) const;
  void transform(const Frame& frame, size_t tile, float* v, float* wide) const;
  // `weights` are of the slice's first column; a frequency has `stride` columns.
  void multiply(const Scratch& s, size_t count, const std::byte* weights, size_t stride,
                size_t columns) const;
  void finish(const Frame& frame, const Scratch& s, size_t first, size_t count, size_t column,
              size_t columns) const;
  void run_block(const Frame& frame, size_t first, size_t column, size_t columns,
                 std::byte* scratch) const;

  Geometry geometry_;
  ValueId x_;
  std::shared_ptr<const PackedMatrix> matrix_;  // as for a direct convolution
  Epilogue epilogue_;
  size_t channels_ = 0;
  size_t tiles_h_ = 0, tiles_w_ = 0, tiles_ = 0;  // of 4×4 pixels; tiles_ of all images
  size_t block_ = 0;                              // tiles that one task takes on
  size_t slice_ = 0;                              // columns multiplied at a time
  size_t part_ = 0;                               // columns transformed at a time
  std::vector<Segment> segments_;
};

// ---- winograd_simd.cpp ----

// Bᵀ d B of 6×6 pixels; channel c of frequency i goes to v[i·stride + c].
void winograd_input(const float* const* pixels, size_t channels, float* v, size_t stride);
// G g Gᵀ of channels [first, first+count) and a panel of `width` outputs of a packed 3×3 weight,
// whose taps are `depth` channels apart: frequency i of channel c goes to u[i·stride + c·width].
struct WinogradWeights {
  const std::byte* panel;
  DType type;
  size_t depth;
  size_t width;
  size_t first;  // even
  size_t count;
  float* u;  // on a vector's boundary, as the stride
  size_t stride;
};
void winograd_weights(const WinogradWeights& work);
// Aᵀ m A: m[i·stride + c] → y[pixel·columns + c], 4×4 pixels; columns in whole vectors.
void winograd_output(const float* m, size_t stride, size_t columns, float* y);

}  // namespace evenlight::cpu
