// The operations a graph is made of: the vocabulary of diffusion models after fusion.
//
// Letters: N images, H×W pixels, L tokens of a sequence, C/I input and O output channels.
// Pictures are [N,H,W,C], sequences [N,L,C]; both are rows of channels, so everything that works
// on rows (linear, norms, attention) takes either. Statistics and sums are f32 on every backend,
// whatever the values are stored in. Optional operands are `no_value` when absent.
#pragma once

#include <cstdint>
#include <optional>
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
};

// y = act(concat(x, x2)·weightᵀ + bias) + residual, on rows. geglu: weight [2·O,I], y [...,O].
struct Linear {
  ValueId x = no_value;         // [...,I1]
  ValueId x2 = no_value;        // [...,I2], read as if joined to x; I = I1 + I2
  ValueId weight = no_value;    // [O,I]
  ValueId bias = no_value;      // [O]
  ValueId residual = no_value;  // as y: [...,O]
  Activation activation = Activation::none;
};

// y = act((u - mean)/√(var + eps)·gamma + beta), u = concat(x, x2), statistics over a group of
// channels and all pixels of an image. Wu & He 2018.
struct GroupNorm {
  ValueId x = no_value;      // [N,H,W,C1]
  ValueId x2 = no_value;     // [N,H,W,C2]
  ValueId gamma = no_value;  // [C1+C2]
  ValueId beta = no_value;
  int64_t groups = 32;
  float eps = 1e-5f;
  Activation activation = Activation::none;  // none or silu
};

// The same over the channels of each row. Ba et al. 2016.
struct LayerNorm {
  ValueId x = no_value;      // [...,C]
  ValueId gamma = no_value;  // [C]
  ValueId beta = no_value;
  float eps = 1e-5f;
};

// y = softmax(q·kᵀ/√D)·v per image and head; head h has columns offset + h·D … of its operand,
// so one value can hold q, k and v side by side. y [N,…,heads·D] has q's rows.
struct Attention {
  ValueId q = no_value;  // [N,L,≥q_offset+heads·D], or [N,H,W,…] with L = H·W
  ValueId k = no_value;  // [N,S,≥k_offset+heads·D]
  ValueId v = no_value;
  int64_t q_offset = 0, k_offset = 0, v_offset = 0;
  int64_t heads = 1;
  int64_t head_dim = 0;  // D
  bool causal = false;   // token l sees 0…l only
};

// y = a + b. b has a's shape; or [N,C] against a [N,H,W,C]; or a's shape without its first axis.
struct Add {
  ValueId a = no_value;
  ValueId b = no_value;
};

struct Activate {
  ValueId x = no_value;
  Activation activation = Activation::silu;
};

// y [...,C1+C2]
struct Concat {
  ValueId a = no_value;
  ValueId b = no_value;
};

// [N,H,W,C] → [N,H',W',C]
struct Upsample {
  ValueId x = no_value;
  Enlargement size;
};

// y [N,L,C] = table[ids]; ids [N,L] i32, table [V,C]. Ids are checked when they are written.
struct Embedding {
  ValueId ids = no_value;
  ValueId table = no_value;
};

// y [N,dim], half cosines and half sines of t·10000^(-i/(dim/2 - shift)).
// huggingface/diffusers: models/embeddings.py get_timestep_embedding
struct TimestepEmbedding {
  ValueId timestep = no_value;  // [N], exact f32
  int64_t dim = 320;
  bool flip_sin_to_cos = true;  // cosines first
  float shift = 0.0f;           // "downscale_freq_shift"
};

using Op = std::variant<Conv2d, Linear, GroupNorm, LayerNorm, Attention, Add, Activate, Concat,
                        Upsample, Embedding, TimestepEmbedding>;

// Calls f(ValueId&) for every operand slot, absent ones included.
template <class OpType, class F>
void visit_operands(OpType& op, F f) {
  std::visit(
      [&](auto& o) {
        using T = std::remove_cvref_t<decltype(o)>;
        if constexpr (std::is_same_v<T, Conv2d>) {
          f(o.x), f(o.weight), f(o.bias), f(o.per_image), f(o.residual);
        } else if constexpr (std::is_same_v<T, Linear>) {
          f(o.x), f(o.x2), f(o.weight), f(o.bias), f(o.residual);
        } else if constexpr (std::is_same_v<T, GroupNorm>) {
          f(o.x), f(o.x2), f(o.gamma), f(o.beta);
        } else if constexpr (std::is_same_v<T, LayerNorm>) {
          f(o.x), f(o.gamma), f(o.beta);
        } else if constexpr (std::is_same_v<T, Attention>) {
          f(o.q), f(o.k), f(o.v);
        } else if constexpr (std::is_same_v<T, Add> || std::is_same_v<T, Concat>) {
          f(o.a), f(o.b);
        } else if constexpr (std::is_same_v<T, Activate> || std::is_same_v<T, Upsample>) {
          f(o.x);
        } else if constexpr (std::is_same_v<T, Embedding>) {
          f(o.ids), f(o.table);
        } else {
          f(o.timestep);
        }
      },
      op);
}

}  // namespace evenlight
