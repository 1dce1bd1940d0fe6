#include "engine/models/ip_projection.h"

#include "engine/nn/layers.h"

namespace evenlight {
namespace {

constexpr int64_t head_dim = 64;

// One vector → `tokens` of them, each normed by itself.
Value plain(const Module& m, Value encoded, const IpAdapterConfig& config) {
  Graph& g = m.graph();
  const Value all = linear(m["proj"], encoded, config.tokens * config.width);
  Value tokens;
  for (int64_t t = 0; t < config.tokens; ++t) {
    const Value one = layer_norm(m["norm"], g.slice(all, -1, t * config.width, config.width));
    tokens = tokens ? g.concat(tokens, one, 1) : one;
  }
  return tokens;
}

// The queries ask the picture and themselves.
Value resample(const Module& m, Value picture, Value queries, const IpAdapterConfig& config) {
  Graph& g = m.graph();
  const int64_t width = config.attention;
  const Value seen = layer_norm(m["norm1"], picture), asks = layer_norm(m["norm2"], queries);
  const Value q = linear(m["to_q"], asks, width, Bias::no);
  const Value kv = linear(m["to_kv"], g.concat(seen, asks, 1), 2 * width, Bias::no);
  const Value answer =
      g.attention(q, g.slice(kv, -1, 0, width), g.slice(kv, -1, width, width), width / head_dim);
  return g.add(linear(m["to_out"], answer, config.inner, Bias::no), queries);
}

Value feed_forward(const Module& m, Value x, const IpAdapterConfig& config) {
  Graph& g = m.graph();
  const Value normed = layer_norm(m[0], x);
  const Value h = g.activate(linear(m[1], normed, config.feed_forward, Bias::no), Activation::gelu);
  return g.add(linear(m[3], h, config.inner, Bias::no), x);
}

Value plus(const Module& m, Value encoded, const IpAdapterConfig& config) {
  Value x = m.graph().input("queries", {1, config.tokens, config.inner}, Rate::every_step);
  const Value picture = linear(m["proj_in"], encoded, config.inner);
  for (int64_t i = 0; i < config.layers; ++i) {
    const Module layer = m["layers"][i];
    x = resample(layer[0], picture, x, config);
    x = feed_forward(layer[1], x, config);
  }
  return layer_norm(m["norm_out"], linear(m["proj_out"], x, config.width));
}

Value full_face(const Module& m, Value encoded, const IpAdapterConfig& config) {
  const Value h = m.graph().activate(linear(m[0], encoded, config.inner), Activation::gelu);
  return layer_norm(m[3], linear(m[2], h, config.width));
}

}  // namespace

Graph trace_ip_projection(const IpAdapterConfig& config) {
  Graph g;
  const Module m = Module(g, "ip")["image_proj"];
  const Value encoded = g.input("encoded", {1, config.seen_tokens, config.seen}, Rate::every_step);
  Value tokens;
  switch (config.kind) {
    case IpAdapterKind::plain:
      tokens = plain(m, encoded, config);
      break;
    case IpAdapterKind::plus:
      tokens = plus(m, encoded, config);
      break;
    case IpAdapterKind::full_face:
      tokens = full_face(m["proj"], encoded, config);
      break;
  }
  g.output("tokens", tokens);
  return g;
}

}  // namespace evenlight
