#include "engine/cpu/pack.h"

#include <algorithm>

#include "engine/base/rounding.h"

namespace evenlight::cpu {

namespace {
constexpr size_t segment_depth = 256;  // even, so that bf16 pairs never straddle segments

size_t padded_depth(size_t depth, DType type) {
  return type == DType::bf16 ? round_up(depth, 2) : depth;
}

std::vector<Segment> segments_of(const Inner& inner) {
  std::vector<Segment> segments;
  for (size_t list = 0; list < inner.lists(); ++list) {
    const size_t depth = inner.depth(list);
    for (size_t at = 0; at < depth; at += segment_depth) {
      segments.push_back(
          {uint32_t(list), uint32_t(at), uint32_t(std::min(segment_depth, depth - at))});
    }
  }
  return segments;
}

// Writes one panel. Rows of the file go through a small buffer, a stretch of channels at a time.
class PanelWriter {
 public:
  PanelWriter(const HostRows& rows, const PackedMatrix& matrix)
      : rows_(rows),
        matrix_(matrix),
        chunk_(matrix.inner.taps > 1 ? 16 : 128),
        stride_(chunk_ * matrix.inner.taps + 16),  // not a power of two: rows meet in other sets
        buffer_(panel_shape().width * stride_) {}

  void write(size_t column, size_t width) {
    size_t base = 0, first = 0;
    const bool conv = matrix_.inner.depths.size() == 1;
    for (size_t operand = 0; operand < matrix_.inner.depths.size(); ++operand) {
      const size_t depth = matrix_.inner.depths[operand];
      const size_t rows = padded_depth(depth, matrix_.type);
      for (size_t at = 0; at < depth; at += chunk_) {
        const size_t count = std::min(chunk_, depth - at);
        read(column, width, first + at, count);
        fill_panel({buffer_.data(), stride_, matrix_.inner.taps, count, width, matrix_.type,
                    matrix_.data.data() + column * matrix_.column_bytes(), base + at, rows});
      }
      base += rows * (conv ? matrix_.inner.taps : 1);
      first += depth;
    }
  }

 private:
  void read(size_t column, size_t width, size_t channel, size_t count) {
    const size_t taps = matrix_.inner.taps;
    for (size_t c = 0; c < width; ++c) {
      const int64_t o = source_row(matrix_, column + c);
      float* row = buffer_.data() + c * stride_;
      if (o < 0) {
        std::fill_n(row, count * taps, 0.0f);
      } else {
        rows_.read(size_t(o), channel * taps, count * taps, row);
      }
    }
  }

  const HostRows& rows_;
  const PackedMatrix& matrix_;
  size_t chunk_;  // channels, even
  size_t stride_;
  std::vector<float> buffer_;
};
}  // namespace

HostRows::HostRows(const WeightSource& source, const std::vector<WeightPart>& parts)
    : source_(source) {
  for (const WeightPart& part : parts) {
    parts_.push_back(source.get(part.name, part.shape));
    rows_ += size_t(part.shape[0]);
  }
  const Shape& shape = parts.front().shape;
  row_size_ = size_t(shape.count() / shape[0]);
}

HostRows::~HostRows() {
  for (const HostWeight& part : parts_) source_.release(part);
}

const HostWeight& HostRows::part_with(size_t& o) const {
  size_t part = 0;
  while (o >= size_t(parts_[part].shape[0])) o -= size_t(parts_[part++].shape[0]);
  return parts_[part];
}

void HostRows::read(size_t o, size_t first, size_t count, float* to) const {
  const HostWeight& weight = part_with(o);
  widen(weight.bytes.data() + (o * row_size_ + first) * size_of(weight.dtype), weight.dtype, to,
        count);
}

std::span<const std::byte> HostRows::stored(size_t o) const {
  const HostWeight& weight = part_with(o);
  const size_t bytes = row_size_ * size_of(weight.dtype);
  return weight.bytes.subspan(o * bytes, bytes);
}

bool HostRows::all(DType type) const {
  return std::ranges::all_of(parts_, [&](const HostWeight& w) { return w.dtype == type; });
}

int64_t source_row(const PackedMatrix& matrix, size_t column) {
  if (!matrix.gated) return column < matrix.outputs ? int64_t(column) : -1;
  // Pairs of full panels; what is left makes a narrower pair.
  const size_t pair = column / matrix.unit;
  const size_t left = matrix.columns - pair * matrix.unit;
  const size_t width = std::min(matrix.unit, left) / 2;
  const size_t within = column - pair * matrix.unit;
  const size_t output = pair * (matrix.unit / 2) + within % width;
  if (output >= matrix.outputs) return -1;
  return int64_t(output + (within >= width ? matrix.outputs : 0));
}

std::shared_ptr<const PackedMatrix> pack_matrix(const HostRows& rows, Inner inner, bool gated,
                                                DType type, ThreadPool& pool) {
  const PanelShape shape = panel_shape();
  auto matrix = std::make_shared<PackedMatrix>();
  const bool as_filed = type == DType::f32 && shape.f16 && rows.all(DType::f16);
  matrix->type = as_filed ? DType::f16 : type;
  matrix->gated = gated;
  matrix->segments = segments_of(inner);
  matrix->inner = std::move(inner);
  for (const Segment& s : matrix->segments) matrix->depth += padded_depth(s.depth, type);
  matrix->outputs = gated ? rows.rows() / 2 : rows.rows();
  matrix->columns = round_up(matrix->outputs, shape.lanes) * (gated ? 2 : 1);
  matrix->unit = shape.width * (gated ? 2 : 1);
  // Zeroed pages: the odd halves of bf16 pairs stay zero.
  matrix->data = Memory(matrix->columns * matrix->column_bytes(), "packed weights");
  const size_t panels = (matrix->columns + shape.width - 1) / shape.width;
  pool.run(panels, [&](size_t panel, size_t) {
    const size_t column = panel * shape.width;
    PanelWriter(rows, *matrix).write(column, std::min(shape.width, matrix->columns - column));
  });
  return matrix;
}

Memory pack_bias(const HostRows& bias, const PackedMatrix& matrix) {
  Memory packed(matrix.columns * sizeof(float), "packed weights");
  for (size_t c = 0; c < matrix.columns; ++c) {
    const int64_t o = source_row(matrix, c);
    if (o >= 0) bias.read(size_t(o), 0, 1, packed.as<float>() + c);
  }
  return packed;
}

Memory pack_plain(const HostRows& rows, ThreadPool& pool) {
  const size_t size = rows.row_size();
  Memory packed(rows.rows() * size * sizeof(float), "packed weights");
  constexpr size_t batch = 256;
  pool.run((rows.rows() + batch - 1) / batch, [&](size_t index, size_t) {
    for (size_t o = index * batch; o < std::min((index + 1) * batch, rows.rows()); ++o) {
      rows.read(o, 0, size, packed.as<float>() + o * size);
    }
  });
  return packed;
}

Table copy_table(const HostRows& rows, ThreadPool& pool) {
  for (const DType type : {DType::f16, DType::bf16}) {
    if (!rows.all(type)) continue;
    const size_t row_bytes = rows.row_size() * size_of(type);
    Table table{type, Memory(rows.rows() * row_bytes, "packed weights")};
    for (size_t o = 0; o < rows.rows(); ++o) {
      std::ranges::copy(rows.stored(o), table.data.data() + o * row_bytes);
    }
    return table;
  }
  return {DType::f32, pack_plain(rows, pool)};
}

}  // namespace evenlight::cpu
