#include "engine/cpu/winograd.h"

#include <array>
#include <utility>

namespace evenlight::cpu {

namespace {
constexpr size_t most_tiles = 48;  // of a block: eight row groups of the matrix kernel
constexpr size_t row_group = 6;
constexpr size_t slice_panels = 8;
constexpr size_t segment_depth = 256;

// U = G g Gᵀ for one input channel and a panel of outputs: g[tap][c] → u[frequency][c].
void transform_weights(const float* g, size_t width, float* u) {
  const auto lines = [](const float* a, const float* b, const float* c, float* out, size_t step,
                        size_t n) {
    for (size_t i = 0; i < n; ++i) {
      const float ac = a[i] + c[i], quarter = a[i] * (1.0f / 24) + c[i] * (1.0f / 6);
      out[i] = a[i] * 0.25f;
      out[step + i] = (ac + b[i]) * (-1.0f / 6);
      out[2 * step + i] = (ac - b[i]) * (-1.0f / 6);
      out[3 * step + i] = quarter + b[i] * (1.0f / 12);
      out[4 * step + i] = quarter - b[i] * (1.0f / 12);
      out[5 * step + i] = c[i];
    }
  };
  std::array<float, 18 * 64> half;  // [6][3][width]
  for (size_t x = 0; x < 3; ++x) {
    lines(g + x * width, g + (3 + x) * width, g + (6 + x) * width, half.data() + x * width,
          3 * width, width);
  }
  for (size_t y = 0; y < 6; ++y) {
    const float* row = half.data() + y * 3 * width;
    lines(row, row + width, row + 2 * width, u + y * 6 * width, width, width);
  }
}
}  // namespace

bool winograd_pays(const Geometry& g, size_t inputs, size_t outputs) {
  constexpr size_t most_bytes = size_t(192) << 20;
  return g.kernel_h == 3 && g.kernel_w == 3 && g.stride == 1 && g.pixels() >= 900 && inputs >= 32 &&
         outputs >= 16 && frequencies * inputs * outputs * 4 <= most_bytes;
}

std::shared_ptr<const PackedMatrix> pack_winograd(const HostRows& rows, ThreadPool& pool) {
  const PanelShape shape = panel_shape();
  auto matrix = std::make_shared<PackedMatrix>();
  const size_t inputs = rows.row_size() / 9;
  matrix->inner = {1, {inputs}};
  for (size_t at = 0; at < inputs; at += segment_depth) {
    matrix->segments.push_back({0, uint32_t(at), uint32_t(std::min(segment_depth, inputs - at))});
  }
  matrix->depth = inputs;
  matrix->outputs = rows.rows();
  matrix->columns = round_up(matrix->outputs, shape.lanes);
  matrix->unit = shape.width;
  const size_t frequency_floats = matrix->columns * inputs;
  matrix->data = Memory(frequencies * frequency_floats * sizeof(float), "packed weights");
  pool.run(ceil_div(matrix->columns, shape.width), [&](size_t panel, size_t) {
    const size_t column = panel * shape.width;
    const size_t width = std::min(shape.width, matrix->columns - column);
    constexpr size_t chunk = 32;
    std::vector<float> files(width * chunk * 9), g(9 * width), u(frequencies * width);
    for (size_t at = 0; at < inputs; at += chunk) {
      const size_t count = std::min(chunk, inputs - at);
      std::fill(files.begin(), files.end(), 0.0f);
      for (size_t c = 0; c < width && column + c < matrix->outputs; ++c) {
        rows.read(column + c, at * 9, count * 9, files.data() + c * chunk * 9);
      }
      for (size_t i = 0; i < count; ++i) {
        for (size_t tap = 0; tap < 9; ++tap) {
          for (size_t c = 0; c < width; ++c) {
            g[tap * width + c] = files[c * chunk * 9 + i * 9 + tap];
          }
        }
        transform_weights(g.data(), width, u.data());
        float* to = matrix->data.as<float>() + column * inputs + (at + i) * width;
        for (size_t f = 0; f < frequencies; ++f) {
          std::copy_n(u.data() + f * width, width, to + f * frequency_floats);
        }
      }
    }
  });
  return matrix;
}

Winograd::Winograd(const Geometry& geometry, size_t images, ValueId x,
                   std::shared_ptr<const PackedMatrix> matrix, Epilogue epilogue, Builder& builder)
    : geometry_(geometry),
      x_(x),
      matrix_(std::move(matrix)),
      epilogue_(std::move(epilogue)),
      channels_(matrix_->depth) {
  tiles_h_ = ceil_div(geometry.out_h, 4);
  tiles_w_ = ceil_div(geometry.out_w, 4);
  tiles_ = images * tiles_h_ * tiles_w_;
  // The block size that leaves workers idle least; a tile's result does not depend on it.
  size_t least = SIZE_MAX;
  for (size_t block = most_tiles; block >= most_tiles / 2; block -= row_group) {
    const size_t rounds = ceil_div(ceil_div(tiles_, block), builder.pool().size());
    if (rounds * block >= least) continue;
    least = rounds * block;
    block_ = block;
  }
  slice_ = panel_shape().width * slice_panels;
  builder.reserve(0, scratch_bytes());
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
  frame.parallel(ceil_div(tiles_, block_), [&](size_t task, size_t worker) {
    run_block(frame, task * block_, frame.scratch<std::byte>(worker));
  });
}

void Winograd::run_block(const Frame& frame, size_t first, std::byte* scratch) const {
  const Scratch s = carve(scratch);
  const size_t count = std::min(block_, tiles_ - first);
  for (size_t i = 0; i < count; ++i) {
    transform(frame, first + i, s.v + i * channels_, s.wide);
  }
  for (size_t column = 0; column < matrix_->columns; column += slice_) {
    const size_t columns = std::min(slice_, matrix_->columns - column);
    multiply(s, count, column, columns);
    finish(frame, s, first, count, column, columns);
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

void Winograd::multiply(const Scratch& s, size_t count, size_t column, size_t columns) const {
  const size_t frequency_bytes = matrix_->columns * matrix_->column_bytes();
  GemmTile tile;
  tile.rows = s.rows, tile.row_stride = block_, tile.row_count = count;
  tile.segments = matrix_->segments.data(), tile.segment_count = matrix_->segments.size();
  tile.inner = matrix_->depth;
  tile.columns = columns;
  tile.acc_stride = slice_;
  for (size_t f = 0; f < frequencies; ++f) {
    for (size_t i = 0; i < count; ++i) s.rows[i] = s.v + (f * block_ + i) * channels_;
    tile.panels = matrix_->data.data() + f * frequency_bytes + column * matrix_->column_bytes();
    tile.acc = s.m + f * block_ * slice_;
    gemm_tile_f32(tile);
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
