#include "engine/models/rrdb.h"

#include <string>

#include "engine/nn/layers.h"

namespace evenlight {
namespace {

constexpr float residual_share = 0.2f;

Value leaky(Graph& g, Value x) {
  return g.activate(x, Activation::leaky_relu);
}

// Each convolution sees all before it.
Value dense_block(const Module& m, Value x, const RrdbConfig& config) {
  Graph& g = m.graph();
  Value seen = x;
  for (int64_t i = 1; i <= 4; ++i) {
    const Module conv = m["conv" + std::to_string(i)];
    seen = g.concat(seen, leaky(g, conv3x3(conv, seen, config.growth)));
  }
  const Value last = conv3x3(m["conv5"], seen, config.channels);
  return g.add(g.mul(last, residual_share), x);
}

Value residual_block(const Module& m, Value x, const RrdbConfig& config) {
  Graph& g = m.graph();
  Value h = x;
  for (const char* dense : {"rdb1", "rdb2", "rdb3"}) h = dense_block(m[dense], h, config);
  return g.add(g.mul(h, residual_share), x);
}

}  // namespace

Graph trace_rrdb(const RrdbConfig& config, int64_t height, int64_t width) {
  Graph g;
  const Module m(g, "upscaler");
  const int64_t in = 3 * config.shuffle * config.shuffle;
  const Value image = g.input("image", {1, height, width, in}, Rate::every_step);
  const Value first = conv3x3(m["conv_first"], image, config.channels);
  Value h = first;
  for (int64_t i = 0; i < config.blocks; ++i) h = residual_block(m["body"][i], h, config);
  h = g.add(conv3x3(m["conv_body"], h, config.channels), first);
  for (int64_t i = 1; i <= config.doublings; ++i) {
    h = leaky(g, conv3x3(m["conv_up" + std::to_string(i)], g.upsample(h), config.channels));
  }
  h = leaky(g, conv3x3(m["conv_hr"], h, config.channels));
  g.output("image", conv3x3(m["conv_last"], h, 3));
  return g;
}

}  // namespace evenlight
