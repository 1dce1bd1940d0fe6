// The operations a graph is made of: the vocabulary of diffusion models after fusion.
//
// Letters: N images, H×W pixels, L tokens of a sequence, C/I input and O output channels.
// Pictures are [N,H,W,C], sequences [N,L,C]; both are rows of channels, so everything that works
// on rows (linear, norms, attention) takes either. Statistics and sums are f32 on every backend,
// whatever the values are stored in. Optional operands are `no_value` when absent.
//
// Each struct tells its name (for messages, profiles and tests) and which members are operands.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace evenlight {

using ValueId = int32_t;
constexpr ValueId no_value = -1;

enum class Activation {
  none,
  silu,        // x·σ(x)
  gelu,        // x·Φ(x), the erf form
  quick_gelu,  // x·σ(1.702x)
  geglu,       // [value, gate] → value·gelu(gate): halves the channels
  relu,        // max(x, 0)
  leaky_relu,  // max(x, 0.2x)
};

struct Padding {
  int64_t top = 0, left = 0, bottom = 0, right = 0;
  bool operator==(const Padding&) const = default;
};

// A picture enlarged 2× (nearest neighbour). An odd side arises where the way down halved an odd
// one: then the last row or column is left out.
struct Enlargement {
  bool odd_height = false;
  bool odd_width = false;
  int64_t height(int64_t h) const { return 2 * h - odd_height; }
  int64_t width(int64_t w) const { return 2 * w - odd_width; }
};

// y = act(conv(u, weight) + bias + per_image) + residual, u = x or x enlarged.
struct Conv2d {
  ValueId x = no_value;          // [N,H,W,I]
  ValueId weight = no_value;     // [O,I,kh,kw]
  ValueId bias = no_value;       // [O]
  ValueId per_image = no_value;  // [N,O], added to every pixel
  ValueId residual = no_value;   // as y: [N,H',W',O]
  int64_t stride = 1;
  Padding pad = {};
  std::optional<Enlargement> upsample;
  Activation activation = Activation::none;  // none or silu

  static constexpr std::string_view name = "conv2d";
  static constexpr std::array operands = {&Conv2d::x, &Conv2d::weight, &Conv2d::bias,
                                          &Conv2d::per_image, &Conv2d::residual};
};

// y = act(concat(x, x2)·weightᵀ + bias) + residual, on rows. geglu: weight [2·O,I], y [...,O].
struct Linear {
  ValueId x = no_value;         // [...,I1]
  ValueId x2 = no_value;        // [...,I2], read as if joined to x; I = I1 + I2
  ValueId weight = no_value;    // [O,I]
  ValueId bias = no_value;      // [O]
  ValueId residual = no_value;  // as y: [...,O]
  Activation activation = Activation::none;

  static constexpr std::string_view name = "linear";
  static constexpr std::array operands = {&Linear::x, &Linear::x2, &Linear::weight, &Linear::bias,
                                          &Linear::residual};
};

// y = act((u - mean)/√(var + eps)·gamma + beta), u = concat(x, x2), statistics over a group of
// channels and all pixels of an image. Wu & He 2018.
struct GroupNorm {
  ValueId x = no_value;      // [N,H,W,C1]
  ValueId x2 = no_value;     // [N,H,W,C2]
  ValueId gamma = no_value;  // [C1+C2]; absent: 1
  ValueId beta = no_value;   // likewise; absent: 0
  int64_t groups = 32;
  float eps = 1e-5f;
  Activation activation = Activation::none;  // none or silu

  static constexpr std::string_view name = "group_norm";
  static constexpr std::array operands = {&GroupNorm::x, &GroupNorm::x2, &GroupNorm::gamma,
                                          &GroupNorm::beta};
};

// The same over the channels of each row. Ba et al. 2016.
struct LayerNorm {
  ValueId x = no_value;      // [...,C]
  ValueId gamma = no_value;  // [C]; absent: 1
  ValueId beta = no_value;   // [C]; absent: 0
  float eps = 1e-5f;

  static constexpr std::string_view name = "layer_norm";
  static constexpr std::array operands = {&LayerNorm::x, &LayerNorm::gamma, &LayerNorm::beta};
};

// y = softmax(q·kᵀ/√D + bias)·v per image and head; head h has columns offset + h·D … of its
// operand, so one value can hold q, k and v side by side. y [N,…,heads·D] has q's rows. A bias
// below `hides` (−∞) hides a key from a query; a query that sees no key gives zeros.
struct Attention {
  ValueId q = no_value;  // [N,L,≥q_offset+heads·D], or [N,H,W,…] with L = H·W
  ValueId k = no_value;  // [N,S,≥k_offset+heads·D]
  ValueId v = no_value;
  ValueId bias = no_value;  // [N,heads,L,S], where each of N, heads and L may be 1: for all
  int64_t q_offset = 0, k_offset = 0, v_offset = 0;
  int64_t heads = 1;
  int64_t head_dim = 0;  // D
  bool causal = false;   // token l sees 0…l only
  static constexpr float hides = -3.4e38f;

  static constexpr std::string_view name = "attention";
  static constexpr std::array operands = {&Attention::q, &Attention::k, &Attention::v,
                                          &Attention::bias};
};

// y = a + b; which shapes of b go with a stands in spread.h.
struct Add {
  ValueId a = no_value;
  ValueId b = no_value;
  bool per_image = false;  // b is [N,C] or [N,1], also where it could be taken for positions

  static constexpr std::string_view name = "add";
  static constexpr std::array operands = {&Add::a, &Add::b};
};

// y = a·b·factor, with the same shapes of b; without b, y = a·factor.
struct Mul {
  ValueId a = no_value;
  ValueId b = no_value;
  float factor = 1.0f;
  bool per_image = false;

  static constexpr std::string_view name = "mul";
  static constexpr std::array operands = {&Mul::a, &Mul::b};
};

struct Activate {
  ValueId x = no_value;
  Activation activation = Activation::silu;

  static constexpr std::string_view name = "activate";
  static constexpr std::array operands = {&Activate::x};
};

// a's elements followed by b's along one axis, in which alone they may differ.
struct Concat {
  ValueId a = no_value;
  ValueId b = no_value;
  int64_t axis = -1;  // from 0, or counted from the end: -1 joins channels

  static constexpr std::string_view name = "concat";
  static constexpr std::array operands = {&Concat::a, &Concat::b};
};

// Elements begin … begin + size - 1 of x along one axis.
struct Slice {
  ValueId x = no_value;
  int64_t axis = -1;  // as Concat's
  int64_t begin = 0;
  int64_t size = 0;

  static constexpr std::string_view name = "slice";
  static constexpr std::array operands = {&Slice::x};
};

// [N,H,W,C] → [N,H',W',C]
struct Upsample {
  ValueId x = no_value;
  Enlargement size;

  static constexpr std::string_view name = "upsample";
  static constexpr std::array operands = {&Upsample::x};
};

// y [N,L,C] = table[ids]; ids [N,L] i32, table [V,C]. Ids are checked when they are written.
struct Embedding {
  ValueId ids = no_value;
  ValueId table = no_value;

  static constexpr std::string_view name = "embedding";
  static constexpr std::array operands = {&Embedding::ids, &Embedding::table};
};

// y [N,dim], half cosines and half sines of t·10000^(-i/(dim/2 - shift)).
// huggingface/diffusers: models/embeddings.py get_timestep_embedding
struct TimestepEmbedding {
  ValueId timestep = no_value;  // [N], exact f32
  int64_t dim = 320;
  bool flip_sin_to_cos = true;  // cosines first
  float shift = 0.0f;           // "downscale_freq_shift"

  static constexpr std::string_view name = "timestep_embedding";
  static constexpr std::array operands = {&TimestepEmbedding::timestep};
};

// Every op there is; an op is known to the graph by standing here.
using Op = std::variant<Conv2d, Linear, GroupNorm, LayerNorm, Attention, Add, Mul, Activate, Concat,
                        Slice, Upsample, Embedding, TimestepEmbedding>;

// Calls f(ValueId&) for every operand slot, absent ones included.
template <class OpType, class F>
void visit_operands(OpType& op, F f) {
  std::visit(
      [&](auto& o) {
        for (const auto operand : o.operands) f(o.*operand);
      },
      op);
}

}  // namespace evenlight
