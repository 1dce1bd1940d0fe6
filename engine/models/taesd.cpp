#include "engine/models/taesd.h"

#include "engine/nn/layers.h"

namespace evenlight {
namespace {

constexpr int decoder_blocks[] = {3, 3, 3, 1};  // at each resolution
constexpr int encoder_blocks[] = {1, 3, 3, 3};

// The modules of a sequence, by their numbers.
class Sequence {
 public:
  explicit Sequence(const Module& modules) : modules_(modules) {}
  Module next() { return modules_[number_++]; }
  void skip() { ++number_; }  // a module without weights

 private:
  Module modules_;
  int64_t number_ = 0;
};

Value relu(const Module& m, Value x) {
  return m.graph().activate(x, Activation::relu);
}

// Three convolutions beside a shortcut.
Value block(const Module& m, Value x, int64_t width) {
  const Module conv = m["conv"];
  Value h = relu(m, conv3x3(conv[0], x, width));
  h = relu(m, conv3x3(conv[2], h, width));
  return relu(m, m.graph().add(conv3x3(conv[4], h, width), x));
}

Value conv_without_bias(const Module& m, Value x, int64_t width, int64_t stride) {
  Graph& g = m.graph();
  const int64_t in = g.shape(x).back();
  return g.conv2d(x, m.weight("weight", {width, in, 3, 3}), {}, {.stride = stride});
}

}  // namespace

Graph trace_taesd_decoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width) {
  Graph g;
  Sequence layers(Module(g, "vae")["decoder"]["layers"]);
  const int64_t channels = config.block_out_channels.front();
  Value h = g.input("latent", {batch, height, width, config.latent_channels}, Rate::every_step);
  const Module first = layers.next();
  h = relu(first, conv3x3(first, h, channels));
  layers.skip();
  for (const int blocks : decoder_blocks) {
    for (int i = 0; i < blocks; ++i) h = block(layers.next(), h, channels);
    if (blocks == 1) break;  // the last resolution
    layers.skip();
    h = conv_without_bias(layers.next(), g.upsample(h), channels, 1);
  }
  g.output("image", conv3x3(layers.next(), h, config.out_channels));
  return g;
}

Graph trace_taesd_encoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width) {
  Graph g;
  Sequence layers(Module(g, "vae")["encoder"]["layers"]);
  const int64_t channels = config.block_out_channels.front();
  Value h = g.input("image", {batch, height, width, config.in_channels}, Rate::every_step);
  h = conv3x3(layers.next(), h, channels);
  for (const int blocks : encoder_blocks) {
    if (blocks != 1) h = conv_without_bias(layers.next(), h, channels, 2);
    for (int i = 0; i < blocks; ++i) h = block(layers.next(), h, channels);
  }
  g.output("moments", conv3x3(layers.next(), h, config.latent_channels));
  return g;
}

}  // namespace evenlight
