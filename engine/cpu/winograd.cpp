#include "engine/cpu/winograd.h"

#include <algorithm>
#include <utility>

namespace evenlight::cpu {

namespace {
constexpr size_t max_tiles = 48;  // of a block: eight row groups of the matrix kernel
constexpr size_t row_group = 6;
constexpr size_t slice_panels = 8;
constexpr size_t segment_depth = 256;

constexpr size_t max_weights = size_t(64) << 20;  // bytes of transformed weights at a time
constexpr size_t channel_chunk = 64;              // of a task that transforms weights
}  // namespace

bool winograd_pays(const Geometry& g, size_t inputs, size_t outputs, DType type) {
  const size_t min_pixels = type == DType::bf16 ? 900 : 225;  // about 32², 16²
  return g.kernel_h == 3 && g.kernel_w == 3 && g.stride == 1 && g.pixels() >= min_pixels &&
         inputs >= 32 && outputs >= 16;
}

Winograd::Winograd(const Geometry& geometry, size_t images, ValueId x,
                   std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, Builder& builder)
    : geometry_(geometry),
      x_(x),
      matrix_(std::move(matrix)),
      epilogue_(std::move(epilogue)),
      channels_(matrix_->inner.depths[0]) {
  tiles_h_ = ceil_div(geometry.out_h, 4);
  tiles_w_ = ceil_div(geometry.out_w, 4);
  tiles_ = images * tiles_h_ * tiles_w_;
  // The block size that leaves workers idle least; a tile's result does not depend on it.
  size_t least = SIZE_MAX;
  for (size_t block = max_tiles; block >= max_tiles / 2; block -= row_group) {
    const size_t rounds = ceil_div(ceil_div(tiles_, block), builder.pool().size());
    if (rounds * block >= least) continue;
    least = rounds * block;
    block_ = block;
  }
  slice_ = panel_shape().width * slice_panels;
  const size_t slice_bytes = frequencies * channels_ * slice_ * sizeof(float);
  part_ = std::min(std::max<size_t>(max_weights / slice_bytes, 1) * slice_, matrix_->columns);
  for (size_t at = 0; at < channels_; at += segment_depth) {
    segments_.push_back({0, uint32_t(at), uint32_t(std::min(segment_depth, channels_ - at))});
  }
  builder.reserve(frequencies * channels_ * part_ * sizeof(float), scratch_bytes());
}

struct Winograd::Scratch {
  float* v;           // [36][block][channels]
  float* m;           // [36][block][slice]
  float* pixels;      // [16][slice] and a vector
  float* buffer;      // [slice] and a vector
  float* wide;        // [36][channels], for values that are not f32
  const void** rows;  // [block]
};

Winograd::Scratch Winograd::carve(std::byte* scratch) const {
  Scratch s;
  s.v = reinterpret_cast<float*>(scratch);
  s.m = s.v + frequencies * block_ * channels_ + 64;
  s.pixels = s.m + frequencies * block_ * slice_;
  s.buffer = s.pixels + 16 * slice_ + 64;
  s.wide = s.buffer + slice_ + 64;
  s.rows = reinterpret_cast<const void**>(s.wide + round_up(frequencies * channels_ + 64, 2));
  return s;
}

size_t Winograd::scratch_bytes() const {
  return (frequencies * block_ * (channels_ + slice_) + 17 * slice_ + frequencies * channels_ +
          512) *
             sizeof(float) +
         block_ * sizeof(void*);
}

void Winograd::run(const Frame& frame) const {
  const size_t chunks = ceil_div(channels_, channel_chunk);
  for (size_t column = 0; column < matrix_->columns; column += part_) {
    const size_t columns = std::min(part_, matrix_->columns - column);
    frame.parallel(ceil_div(columns, panel_shape().width) * chunks,
                   [&](size_t task, size_t) { transform_weights(frame, column, columns, task); });
    frame.parallel(ceil_div(tiles_, block_), [&](size_t task, size_t worker) {
      run_block(frame, task * block_, column, columns, frame.scratch<std::byte>(worker));
    });
  }
}

// The columns from `column` on, as one matrix [channels, columns] in panels per frequency.
void Winograd::transform_weights(const Frame& frame, size_t column, size_t columns,
                                 size_t task) const {
  const size_t chunks = ceil_div(channels_, channel_chunk), full = panel_shape().width;
  const size_t first = task / chunks * full, channel = task % chunks * channel_chunk;
  WinogradWeights work;
  work.panel = matrix_->data.data() + (column + first) * matrix_->column_bytes();
  work.type = matrix_->type;
  work.depth = matrix_->depth / 9;
  work.width = std::min(full, columns - first);
  work.first = channel;
  work.count = std::min(channel_chunk, channels_ - channel);
  work.u =
      reinterpret_cast<float*>(frame.shared_scratch) + first * channels_ + channel * work.width;
  work.stride = columns * channels_;
  winograd_weights(work);
}

void Winograd::run_block(const Frame& frame, size_t first, size_t column, size_t columns,
                         std::byte* scratch) const {
  const Scratch s = carve(scratch);
  const size_t count = std::min(block_, tiles_ - first);
  for (size_t i = 0; i < count; ++i) {
    transform(frame, first + i, s.v + i * channels_, s.wide);
  }
  const std::byte* const weights = frame.shared_scratch;
  for (size_t at = 0; at < columns; at += slice_) {
    const size_t width = std::min(slice_, columns - at);
    multiply(s, count, weights + at * channels_ * sizeof(float), columns, width);
    finish(frame, s, first, count, column + at, width);
  }
}

void Winograd::transform(const Frame& frame, size_t tile, float* v, float* wide) const {
  const Rows x = frame.rows(x_);
  const size_t image = tile / (tiles_h_ * tiles_w_), within = tile % (tiles_h_ * tiles_w_);
  const int64_t top = int64_t(within / tiles_w_ * 4) - geometry_.pad.top;
  const int64_t left = int64_t(within % tiles_w_ * 4) - geometry_.pad.left;
  const float* pixels[frequencies];
  for (size_t i = 0; i < frequencies; ++i) {
    const int64_t row = geometry_.source_row(image, top + int64_t(i / 6), left + int64_t(i % 6));
    pixels[i] = row < 0 ? reinterpret_cast<const float*>(frame.zeros)
                        : x.floats(size_t(row), 0, channels_, wide + i * channels_);
  }
  winograd_input(pixels, channels_, v, block_ * channels_);
}

void Winograd::multiply(const Scratch& s, size_t count, const std::byte* weights, size_t stride,
                        size_t columns) const {
  GemmTile tile;
  tile.rows = s.rows, tile.row_stride = block_, tile.row_count = count;
  tile.segments = segments_.data(), tile.segment_count = segments_.size();
  tile.inner = channels_;
  tile.columns = columns;
  tile.acc_stride = slice_;
  for (size_t f = 0; f < frequencies; ++f) {
    for (size_t i = 0; i < count; ++i) s.rows[i] = s.v + (f * block_ + i) * channels_;
    tile.panels = weights + f * stride * channels_ * sizeof(float);
    tile.acc = s.m + f * block_ * slice_;
    multiply_tile(tile, DType::f32);
  }
}

void Winograd::finish(const Frame& frame, const Scratch& s, size_t first, size_t count,
                      size_t column, size_t columns) const {
  const EpilogueTile done = {s.pixels, columns, column, columns, s.buffer};
  for (size_t i = 0; i < count; ++i) {
    winograd_output(s.m + i * slice_, block_ * slice_, columns, s.pixels);
    const size_t image = (first + i) / (tiles_h_ * tiles_w_);
    const size_t within = (first + i) % (tiles_h_ * tiles_w_);
    const size_t top = within / tiles_w_ * 4, left = within % tiles_w_ * 4;
    for (size_t p = 0; p < 16; ++p) {
      const size_t y = top + p / 4, x = left + p % 4;
      if (y >= geometry_.out_h || x >= geometry_.out_w) continue;
      const size_t row = (image * geometry_.out_h + y) * geometry_.out_w + x;
      finish_row(frame, epilogue_, *matrix_, done, p, row);
    }
  }
}

}  // namespace evenlight::cpu
