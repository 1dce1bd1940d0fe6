// Attention without its matrix of scores: tiles of queries pass over blocks of keys, the softmax
// is kept up to date on the way (Dao et al. 2022, arXiv:2205.14135; Milakov & Gimelshein 2018).
// Keys and values of a few (image, head) pairs at a time are laid out for the matrix kernel first.
#include <cmath>
#include <limits>

#include "engine/base/half.h"
#include "engine/cpu/step.h"

namespace evenlight::cpu {

namespace {

constexpr size_t tile_queries = 48;
constexpr size_t block_keys = 128;  // a multiple of every panel width
constexpr size_t segment_depth = 256;
constexpr float infinity = std::numeric_limits<float>::infinity();

// The layout that the matrix kernel reads (simd.h), written element by element.
template <class T>
struct Panels {
  static constexpr size_t pair = sizeof(T) == 2 ? 2 : 1;  // bf16: inner elements side by side
  T* data;
  size_t depth;
  size_t columns;
  size_t width = panel_shape().width;

  void put(size_t inner, size_t column, float value) const {
    const size_t first = column / width * width;
    const size_t w = std::min(width, columns - first);
    T& to = data[first * depth + inner / pair * pair * w + (column - first) * pair + inner % pair];
    if constexpr (pair == 1) {
      to = value;
    } else {
      to.bits = f32_to_bf16(value);
    }
  }
};

class AttentionStep : public Step {
 public:
  AttentionStep(const Attention& op, ValueId result, Builder& builder)
      : op_(op), result_(result), type_(builder.plan().dtype(op.q)) {
    const Shape& q = builder.shape(op.q);
    const Shape& k = builder.shape(op.k);
    images_ = size_t(q[0]);
    queries_ = size_t(q.rows()) / images_;
    keys_ = size_t(k.rows()) / images_;
    heads_ = size_t(op.heads);
    depth_ = size_t(op.head_dim);
    if (op.bias != no_value) {
      bias_shape_ = builder.shape(op.bias);
      if (builder.is_weight(op.bias)) builder.plain(op.bias);
    }
    blocks_ = ceil_div(keys_, block_keys);
    lanes_ = panel_shape().lanes;
    packed_depth_ = type_ == DType::bf16 ? round_up(depth_, 2) : depth_;
    value_columns_ = round_up(depth_, lanes_);
    // Enough tasks for every worker, few enough packed keys to stay near.
    at_once_ = std::min(images_ * heads_, 2 * builder.pool().size());
    for (size_t at = 0; at < depth_; at += segment_depth) {
      segments_.push_back({0, uint32_t(at), uint32_t(std::min(segment_depth, depth_ - at))});
    }
    builder.reserve(at_once_ * pair_bytes(), scratch_floats() * sizeof(float));
  }

  void run(const Frame& frame) override {
    const size_t tiles = ceil_div(queries_, tile_queries);
    for (size_t first = 0; first < images_ * heads_; first += at_once_) {
      const size_t pairs = std::min(at_once_, images_ * heads_ - first);
      frame.parallel(pairs * blocks_, [&](size_t task, size_t worker) {
        pack(frame, first, task / blocks_, task % blocks_, frame.scratch(worker));
      });
      frame.parallel(pairs * tiles, [&](size_t task, size_t worker) {
        attend(frame, first, task / tiles, task % tiles * tile_queries, frame.scratch(worker));
      });
    }
  }

 private:
  size_t element() const { return size_of(type_); }
  size_t key_bytes() const { return block_keys * packed_depth_ * element(); }
  size_t value_bytes() const { return block_keys * value_columns_ * element(); }
  size_t pair_bytes() const { return blocks_ * (key_bytes() + value_bytes()); }
  std::byte* keys_of(const Frame& frame, size_t pair, size_t block) const {
    return frame.shared_scratch + pair * pair_bytes() + block * (key_bytes() + value_bytes());
  }
  std::byte* values_of(const Frame& frame, size_t pair, size_t block) const {
    return keys_of(frame, pair, block) + key_bytes();
  }
  size_t keys_in(size_t block) const { return std::min(block_keys, keys_ - block * block_keys); }

  // Scores, weights as bf16, sums of values, the running maximum and sum, pointers.
  size_t scratch_floats() const {
    return tile_queries * (2 * block_keys + value_columns_ + 2) + 2 * tile_queries * 2 +
           std::max(depth_, block_keys) + 64;
  }

  void pack(const Frame& frame, size_t first, size_t pair, size_t block, float* buffer) const {
    // What is not written below must still be numbers.
    std::memset(keys_of(frame, pair, block), 0, key_bytes() + value_bytes());
    const size_t at = first + pair;
    if (type_ == DType::f32) {
      pack_block<float>(frame, at, block, keys_of(frame, pair, block), buffer);
    } else {
      pack_block<Bf16>(frame, at, block, keys_of(frame, pair, block), buffer);
    }
  }

  template <class T>
  void pack_block(const Frame& frame, size_t pair, size_t block, std::byte* packed,
                  float* buffer) const {
    const Rows k = frame.rows(op_.k), v = frame.rows(op_.v);
    const size_t count = keys_in(block), columns = round_up(count, lanes_);
    const size_t first = pair / heads_ * keys_ + block * block_keys;
    const size_t head = pair % heads_ * depth_;
    const Panels<T> keys = {reinterpret_cast<T*>(packed), packed_depth_, columns};
    const Panels<T> values = {reinterpret_cast<T*>(packed + key_bytes()),
                              round_up(count, Panels<T>::pair), value_columns_};
    for (size_t i = 0; i < count; ++i) {
      const float* key = k.floats(first + i, size_t(op_.k_offset) + head, depth_, buffer);
      for (size_t d = 0; d < depth_; ++d) keys.put(d, i, key[d]);
      const float* value = v.floats(first + i, size_t(op_.v_offset) + head, depth_, buffer);
      for (size_t d = 0; d < depth_; ++d) values.put(i, d, value[d]);
    }
  }

  struct Tile {
    size_t query;  // the first, within the image
    size_t count;
    float* scores;       // [count][block_keys]
    std::byte* weights;  // the same as the kernel reads them
    float* sums;         // [count][value_columns_]
    float* maximum;      // [count]
    float* total;        // [count]
    float* bias;         // [block_keys]
    const void** rows;
    const void** weight_rows;
  };

  Tile carve(float* scratch, size_t query) const {
    Tile t;
    t.query = query;
    t.count = std::min(tile_queries, queries_ - query);
    t.rows = reinterpret_cast<const void**>(scratch);
    t.weight_rows = t.rows + tile_queries;
    t.scores = scratch + 4 * tile_queries;
    float* weights = t.scores + tile_queries * block_keys;
    t.weights = reinterpret_cast<std::byte*>(type_ == DType::f32 ? t.scores : weights);
    t.sums = weights + tile_queries * block_keys;
    t.maximum = t.sums + tile_queries * value_columns_;
    t.total = t.maximum + tile_queries;
    t.bias = t.total + tile_queries;
    return t;
  }

  void attend(const Frame& frame, size_t first, size_t pair, size_t query, float* scratch) const {
    const size_t image = (first + pair) / heads_, head = (first + pair) % heads_;
    const Rows q = frame.rows(op_.q);
    const Tile t = carve(scratch, query);
    for (size_t i = 0; i < t.count; ++i) {
      t.rows[i] = q.at(image * queries_ + query + i, size_t(op_.q_offset) + head * depth_);
      t.weight_rows[i] = t.weights + i * block_keys * element();
      t.maximum[i] = -infinity;
      t.total[i] = 0;
    }
    for (size_t block = 0; block < blocks_; ++block) {
      if (op_.causal && block * block_keys >= query + t.count) break;
      score(frame, first + pair, pair, block, t);
      weigh(frame, pair, block, t);
    }
    const Rows y = frame.rows(result_);
    for (size_t i = 0; i < t.count; ++i) {
      float* row = t.sums + i * value_columns_;
      // Nothing was summed where the bias hides every key.
      scale_row(row, t.total[i] == 0.0f ? 0.0f : 1.0f / t.total[i], value_columns_);
      narrow(row, y.at(image * queries_ + query + i, head * depth_), y.type, depth_);
    }
  }

  void multiply(const GemmTile& tile) const { multiply_tile(tile, type_); }

  // Scores of a block of keys → weights relative to the largest score so far; what was summed
  // before is scaled to match. Pair `at` is the packed pair `pair`.
  void score(const Frame& frame, size_t at, size_t pair, size_t block, const Tile& t) const {
    GemmTile tile;
    tile.rows = t.rows, tile.row_stride = tile_queries, tile.row_count = t.count;
    tile.segments = segments_.data(), tile.segment_count = segments_.size();
    tile.panels = keys_of(frame, pair, block), tile.inner = packed_depth_;
    tile.columns = round_up(keys_in(block), lanes_);
    tile.acc = t.scores, tile.acc_stride = block_keys;
    multiply(tile);
    for (size_t i = 0; i < t.count; ++i) {
      float* scores = t.scores + i * block_keys;
      const float change = op_.bias == no_value ? weights_of(scores, block, t, i)
                                                : biased_weights_of(frame, at, scores, block, t, i);
      if (block > 0 && change != 1.0f) {
        scale_row(t.sums + i * value_columns_, change, value_columns_);
      }
      if (type_ == DType::bf16) {
        narrow(scores, t.weights + i * block_keys * element(), type_, keys_in(block));
      }
    }
  }

  float scale() const { return 1.0f / std::sqrt(float(depth_)); }

  // Row i of the tile: scores → weights; returns the factor for what was summed before.
  float weights_of(float* scores, size_t block, const Tile& t, size_t i) const {
    if (op_.causal) hide_later(scores, block, t.query + i);
    return softmax_block(scores, keys_in(block), scale(), t.maximum[i], t.total[i]);
  }

  float biased_weights_of(const Frame& frame, size_t at, float* scores, size_t block, const Tile& t,
                          size_t i) const {
    const size_t first = block * block_keys, query = t.query + i;
    size_t seen = keys_in(block);
    if (op_.causal) seen = query < first ? 0 : std::min(seen, query + 1 - first);
    const Rows all = frame.rows(op_.bias);
    const float* bias = all.floats(bias_row(at, query), first, keys_in(block), t.bias);
    bool any = bias_scores(scores, bias, scale(), keys_in(block));
    if (seen < keys_in(block)) {
      any = !std::all_of(bias, bias + seen, [](float b) { return b < Attention::hides; });
      hide_later(scores, block, query);
    }
    if (!any) {  // of these keys: the weights' own sum would be 0/0 if none was seen before
      std::fill_n(scores, keys_in(block), 0.0f);
      return 1.0f;
    }
    return softmax_block(scores, keys_in(block), 1.0f, t.maximum[i], t.total[i]);
  }

  size_t bias_row(size_t at, size_t query) const {
    const Shape& b = bias_shape_;
    const size_t n = at / heads_ % size_t(b[0]), h = at % heads_ % size_t(b[1]);
    return (n * size_t(b[1]) + h) * size_t(b[2]) + query % size_t(b[2]);
  }

  void hide_later(float* scores, size_t block, size_t query) const {
    for (size_t i = 0; i < keys_in(block); ++i) {
      if (block * block_keys + i > query) scores[i] = -infinity;
    }
  }

  void weigh(const Frame& frame, size_t pair, size_t block, const Tile& t) const {
    const Segment segment = {0, 0, uint32_t(keys_in(block))};
    GemmTile tile;
    tile.rows = t.weight_rows, tile.row_stride = tile_queries, tile.row_count = t.count;
    tile.segments = &segment, tile.segment_count = 1;
    tile.panels = values_of(frame, pair, block);
    tile.inner = type_ == DType::bf16 ? round_up(keys_in(block), 2) : keys_in(block);
    tile.columns = value_columns_;
    tile.acc = t.sums, tile.acc_stride = value_columns_;
    tile.accumulate = block > 0;
    multiply(tile);
  }

  Attention op_;
  ValueId result_;
  DType type_;
  Shape bias_shape_;
  size_t images_ = 0, queries_ = 0, keys_ = 0, heads_ = 0, depth_ = 0;
  size_t blocks_ = 0, lanes_ = 0, packed_depth_ = 0, value_columns_ = 0, at_once_ = 0;
  std::vector<Segment> segments_;
};

}  // namespace

std::unique_ptr<Step> make_step(const Attention& op, ValueId result, Builder& builder) {
  return std::make_unique<AttentionStep>(op, result, builder);
}

}  // namespace evenlight::cpu
