// The ops that move or combine single elements: add, activate, concat, upsample, embeddings.
#include <cmath>

#include "engine/vulkan/lowering.h"

namespace evenlight::vulkan {

namespace {

constexpr uint32_t threads = 64;

struct AddParameters {
  uint64_t a, b, y;
  uint32_t count, b_count, b_shared;
};

struct ActivateParameters {
  uint64_t x, y;
  uint32_t rows, channels;
};

struct ConcatParameters {
  uint64_t a, b, y;
  uint32_t rows, channels_a, channels_b;
};

struct UpsampleParameters {
  uint64_t x, y;
  uint32_t in_h, in_w, out_h, out_w, channels;
};

struct EmbeddingParameters {
  uint64_t ids, table, y;
  uint32_t tokens, channels;
};

struct TimestepParameters {
  uint64_t timestep, frequencies, y;
  uint32_t dim, cosines_first;
};

}  // namespace

void lower(const Add& op, Lowering& lowering) {
  const Shape& shape = lowering.shape(op.a);
  const Shape& b_shape = lowering.shape(op.b);
  const auto a = lowering.operand(op.a), b = lowering.operand(op.b);
  const auto y = lowering.operand(lowering.result());
  AddParameters p{};
  p.a = a.address;
  p.b = b.address;
  p.y = y.address;
  p.count = image_count(shape);
  // [N,C] against pictures is the b that is neither as long as a nor as one image of it.
  const bool same = b_shape == shape;
  const bool per_image = !same && shape.rank() == 4 && b_shape == Shape{shape[0], shape[3]};
  p.b_shared = !same && !per_image;
  p.b_count = per_image ? uint32_t(shape[3]) : p.count;
  lowering.launch(
      {.shader = Shader::add,
       .parameters = p,
       .slots = {a, b, y},
       .writes = {y},
       .aligned = p.count % 4 == 0 && p.b_count % 4 == 0,
       .threads = threads,
       .groups = {strided_groups(ceil_div(p.count, 4), threads), 1, uint64_t(shape[0])}});
}

void lower(const Activate& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  image_count(lowering.shape(op.x));
  ActivateParameters p{};
  p.x = x.address;
  p.y = y.address;
  p.rows = image_rows(y_shape);
  p.channels = uint32_t(y_shape.back());
  const uint64_t quads = uint64_t(p.rows) * ceil_div(p.channels, 4);
  lowering.launch({.shader = Shader::activate,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .aligned = p.channels % 4 == 0,
                   .threads = threads,
                   .activation = op.activation,
                   .groups = {strided_groups(quads, threads), 1, uint64_t(y_shape[0])}});
}

void lower(const Concat& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto a = lowering.operand(op.a), b = lowering.operand(op.b);
  const auto y = lowering.operand(lowering.result());
  ConcatParameters p{};
  p.a = a.address;
  p.b = b.address;
  p.y = y.address;
  p.rows = image_rows(y_shape);
  p.channels_a = uint32_t(lowering.shape(op.a).back());
  p.channels_b = uint32_t(lowering.shape(op.b).back());
  lowering.launch(
      {.shader = Shader::concat,
       .parameters = p,
       .slots = {a, b, y},
       .writes = {y},
       .threads = threads,
       .groups = {strided_groups(image_count(y_shape), threads), 1, uint64_t(y_shape[0])}});
}

void lower(const Upsample& op, Lowering& lowering) {
  const Shape& shape = lowering.shape(op.x);
  const auto x = lowering.operand(op.x), y = lowering.operand(lowering.result());
  UpsampleParameters p{};
  p.x = x.address;
  p.y = y.address;
  const Shape& y_shape = lowering.shape(lowering.result());
  p.in_h = uint32_t(shape[1]);
  p.in_w = uint32_t(shape[2]);
  p.out_h = uint32_t(y_shape[1]);
  p.out_w = uint32_t(y_shape[2]);
  p.channels = uint32_t(shape[3]);
  const uint64_t count = image_count(y_shape);
  lowering.launch({.shader = Shader::upsample,
                   .parameters = p,
                   .slots = {x, y},
                   .writes = {y},
                   .aligned = p.channels % 4 == 0,
                   .threads = threads,
                   .groups = {strided_groups(ceil_div(count, 4), threads), 1, uint64_t(shape[0])}});
}

void lower(const Embedding& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto ids = lowering.operand(op.ids), y = lowering.operand(lowering.result());
  const Operand table{lowering.weight(op.table, Layout::table), 0, false};
  EmbeddingParameters p{};
  p.ids = ids.address;
  p.table = table.address;
  p.y = y.address;
  p.tokens = uint32_t(y_shape[1]);
  p.channels = uint32_t(y_shape[2]);
  lowering.launch({.shader = Shader::embedding,
                   .parameters = p,
                   .slots = {table, y},
                   .reads = {ids},
                   .writes = {y},
                   .threads = threads,
                   .groups = {strided_groups(p.tokens, 1), 1, uint64_t(y_shape[0])}});
}

void lower(const TimestepEmbedding& op, Lowering& lowering) {
  const Shape& y_shape = lowering.shape(lowering.result());
  const auto timestep = lowering.operand(op.timestep), y = lowering.operand(lowering.result());
  const int64_t half = op.dim / 2;
  std::vector<float> frequencies(size_t(half), 0.0f);
  for (int64_t i = 0; i < half; ++i) {
    const double exponent = -std::log(10000.0) * double(i) / (double(half) - double(op.shift));
    frequencies[size_t(i)] = float(std::exp(exponent));
  }
  TimestepParameters p{};
  p.timestep = timestep.address;
  p.frequencies = lowering.constants(std::move(frequencies));
  p.y = y.address;
  p.dim = uint32_t(op.dim);
  p.cosines_first = op.flip_sin_to_cos;
  lowering.launch({.shader = Shader::timestep_embedding,
                   .parameters = p,
                   .slots = {timestep, y},
                   .writes = {y},
                   .threads = threads,
                   .groups = {1, 1, uint64_t(y_shape[0])}});
}

}  // namespace evenlight::vulkan
