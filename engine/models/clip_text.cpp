#include "engine/models/clip_text.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/nn/layers.h"

namespace evenlight {

namespace {

Value self_attention(const Module& m, Value x, const TextConfig& config) {
  const Value q = linear(m["q_proj"], x, config.width);
  const Value k = linear(m["k_proj"], x, config.width);
  const Value v = linear(m["v_proj"], x, config.width);
  return linear(m["out_proj"], m.graph().attention(q, k, v, config.heads, true), config.width);
}

Value mlp(const Module& m, Value x, const TextConfig& config) {
  const Activation activation =
      config.activation == TextActivation::quick_gelu ? Activation::quick_gelu : Activation::gelu;
  const Value h = m.graph().activate(linear(m["fc1"], x, config.intermediate), activation);
  return linear(m["fc2"], h, config.width);
}

Value layer(const Module& m, Value x, const TextConfig& config) {
  Graph& g = m.graph();
  const float eps = config.norm_eps;
  x = g.add(self_attention(m["self_attn"], layer_norm(m["layer_norm1"], x, eps), config), x);
  return g.add(mlp(m["mlp"], layer_norm(m["layer_norm2"], x, eps), config), x);
}

Value token_table(const Module& m, const TextConfig& config, const std::vector<WeightPart>& added) {
  const Shape shape = {config.vocab, config.width};
  if (added.empty()) return m.weight("weight", shape);
  std::vector<WeightPart> parts = {{m.name() + ".weight", shape}};
  parts.insert(parts.end(), added.begin(), added.end());
  return m.graph().joined_weight(std::move(parts));
}

}  // namespace

Graph trace_clip_text(const TextConfig& config, int64_t batch, int64_t clip_skip,
                      const std::vector<WeightPart>& added) {
  if (clip_skip < 1 || clip_skip > config.layers) {
    throw Error(ErrorKind::usage,
                say<"{0} {1}: this text encoder has {2} layers; give a number from 1 to that">(
                    Field{"clip_skip"}, clip_skip, config.layers));
  }
  Graph g;
  const Module encoder(g, std::string(config.part)), m = encoder["text_model"];
  const Value ids = g.input("ids", {batch, config.max_positions}, Rate::per_prompt, DType::i32);
  const Module embeddings = m["embeddings"];
  const Value table = token_table(embeddings["token_embedding"], config, added);
  const Value positions =
      embeddings["position_embedding"].weight("weight", {config.max_positions, config.width});
  Value x = g.add(g.embedding(ids, table), positions);
  const int64_t read = config.layers - (std::max(clip_skip, config.context_layer) - 1);
  for (int64_t i = 0; i < read; ++i) x = layer(m["encoder"]["layers"][i], x, config);
  const auto normed = [&](Value h) {
    return layer_norm(m["final_layer_norm"], h, config.norm_eps);
  };
  // Without a norm a copy: an output is not stored as what the next layer reads.
  g.output("hidden", config.final_norm ? normed(x) : g.mul(x, 1.0f));
  if (config.projection == 0) return g;
  for (int64_t i = read; i < config.layers; ++i) x = layer(m["encoder"]["layers"][i], x, config);
  g.output("pooled", linear(encoder["text_projection"], normed(x), config.projection, Bias::no));
  return g;
}

}  // namespace evenlight
