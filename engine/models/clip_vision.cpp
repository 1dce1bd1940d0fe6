#include "engine/models/clip_vision.h"

#include "engine/nn/layers.h"

namespace evenlight {
namespace {

Value self_attention(const Module& m, Value x, const VisionConfig& config) {
  const Value q = linear(m["q_proj"], x, config.width);
  const Value k = linear(m["k_proj"], x, config.width);
  const Value v = linear(m["v_proj"], x, config.width);
  return linear(m["out_proj"], m.graph().attention(q, k, v, config.heads), config.width);
}

Value mlp(const Module& m, Value x, const VisionConfig& config) {
  const Activation activation =
      config.activation == TextActivation::quick_gelu ? Activation::quick_gelu : Activation::gelu;
  const Value h = m.graph().activate(linear(m["fc1"], x, config.intermediate), activation);
  return linear(m["fc2"], h, config.width);
}

Value layer(const Module& m, Value x, const VisionConfig& config) {
  Graph& g = m.graph();
  const float eps = config.norm_eps;
  x = g.add(self_attention(m["self_attn"], layer_norm(m["layer_norm1"], x, eps), config), x);
  return g.add(mlp(m["mlp"], layer_norm(m["layer_norm2"], x, eps), config), x);
}

// Each patch as a token, the class token before them, with their places. [1,tokens,1,width]
Value tokens_of(const Module& m, const VisionConfig& config) {
  Graph& g = m.graph();
  const int64_t tokens = config.tokens(), patch = config.patch;
  const Value pixels = g.input("pixels", {1, patch * tokens, patch, 3}, Rate::every_step);
  const Value is_class = g.input("is_class", {1, tokens, 1, 1}, Rate::every_step);
  const Value kernel = m["patch_embedding"].weight("weight", {config.width, 3, patch, patch});
  const Value patches = g.conv2d(pixels, kernel, {}, {.stride = patch, .pad = {}});
  const Value first = g.linear(is_class, m.weight("class_embedding", {config.width, 1}));
  const Value places = m["position_embedding"].weight("weight", {tokens, 1, config.width});
  return g.add(g.add(patches, first), places);
}

}  // namespace

Graph trace_clip_vision(const VisionConfig& config, VisionOutput output) {
  Graph g;
  const Module whole(g, "vision"), m = whole["vision_model"];
  const float eps = config.norm_eps;
  Value x = layer_norm(m["pre_layrnorm"], tokens_of(m["embeddings"], config), eps);
  const bool all = output == VisionOutput::projected;
  const int64_t layers = all ? config.layers : config.layers - 1;
  for (int64_t i = 0; i < layers; ++i) x = layer(m["encoder"]["layers"][i], x, config);
  if (!all) {
    // A copy: an output is not stored as what the next layer reads.
    g.output("hidden", g.mul(x, 1.0f));
    return g;
  }
  const Value first = layer_norm(m["post_layernorm"], g.slice(x, 1, 0, 1), eps);
  g.output("embeds", linear(whole["visual_projection"], first, config.projection, Bias::no));
  return g;
}

}  // namespace evenlight
