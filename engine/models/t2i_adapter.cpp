#include "engine/models/t2i_adapter.h"

#include "engine/nn/layers.h"

namespace evenlight {
namespace {

constexpr int64_t resnets = 2;  // of a level

Value adapter_resnet(const Module& m, Value x, int64_t channels) {
  Graph& g = m.graph();
  const Value h = g.activate(conv3x3(m["block1"], x, channels), Activation::relu);
  return g.add(conv1x1(m["block2"], h, channels), x);
}

}  // namespace

Graph trace_adapter_level(const AdapterLevelShape& shape) {
  Graph g;
  const Module m(g, "control");
  Value x = g.input("x", {1, shape.height, shape.width, shape.in_channels}, Rate::every_step);
  if (shape.level == 0) x = conv3x3(m["conv_in"], x, shape.channels);
  const Module body = m["body"][shape.level];
  if (shape.widens) x = conv1x1(body["in_conv"], x, shape.channels);
  for (int64_t j = 0; j < resnets; ++j) x = adapter_resnet(body["resnets"][j], x, shape.channels);
  g.output("feature", x);
  return g;
}

}  // namespace evenlight
