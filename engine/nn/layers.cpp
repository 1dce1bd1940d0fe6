#include "engine/nn/layers.h"

namespace evenlight {

Value linear(const Module& m, Value x, int64_t out, Bias bias) {
  Graph& g = m.graph();
  const int64_t in = g.shape(x).back();
  const Value b = bias == Bias::yes ? m.weight("bias", {out}) : Value{};
  return g.linear(x, m.weight("weight", {out, in}), b);
}

Value conv1x1(const Module& m, Value x, int64_t out) {
  Graph& g = m.graph();
  const int64_t in = g.shape(x).back();
  return g.linear(x, m.weight("weight", {out, in, 1, 1}), m.weight("bias", {out}));
}

Value conv3x3(const Module& m, Value x, int64_t out, const ConvOptions& options) {
  Graph& g = m.graph();
  const int64_t in = g.shape(x).back();
  return g.conv2d(x, m.weight("weight", {out, in, 3, 3}), m.weight("bias", {out}), options);
}

Value group_norm(const Module& m, Value x, int64_t groups, float eps) {
  Graph& g = m.graph();
  const int64_t channels = g.shape(x).back();
  return g.group_norm(x, m.weight("weight", {channels}), m.weight("bias", {channels}), groups, eps);
}

Value layer_norm(const Module& m, Value x, float eps) {
  Graph& g = m.graph();
  const int64_t channels = g.shape(x).back();
  return g.layer_norm(x, m.weight("weight", {channels}), m.weight("bias", {channels}), eps);
}

Value silu(const Module& m, Value x) {
  return m.graph().activate(x, Activation::silu);
}

Value embedding_mlp(const Module& m, Value x, int64_t width) {
  return linear(m["linear_2"], silu(m, linear(m["linear_1"], x, width)), width);
}

Value resnet(const Module& m, Value x, Value time, int64_t out, const ResnetOptions& options) {
  Graph& g = m.graph();
  const bool same_width = g.shape(x).back() == out;
  Value h = silu(m, group_norm(m["norm1"], x, options.norm_groups, options.norm_eps));
  h = conv3x3(m["conv1"], h, out);
  if (time) h = g.add(h, linear(m["time_emb_proj"], time, out));
  // Before the rest: x may be the largest value of all, and then need not outlive this.
  const Value past = same_width ? x : conv1x1(m["conv_shortcut"], x, out);
  h = silu(m, group_norm(m["norm2"], h, options.norm_groups, options.norm_eps));
  h = conv3x3(m["conv2"], h, out);
  return g.add(h, past);
}

}  // namespace evenlight
