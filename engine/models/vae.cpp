#include "engine/models/vae.h"

#include "engine/models/taesd.h"
#include "engine/nn/layers.h"

namespace evenlight {

namespace {

constexpr Value no_time = {};

ResnetOptions norms(const VaeConfig& config) {
  return {config.norm_groups, config.norm_eps};
}

// One head over all pixels.
Value attention(const Module& m, Value x, const VaeConfig& config) {
  Graph& g = m.graph();
  const int64_t width = g.shape(x).back();
  const Value h = group_norm(m["group_norm"], x, config.norm_groups, config.norm_eps);
  const Value q = linear(m["to_q"], h, width);
  const Value k = linear(m["to_k"], h, width);
  const Value v = linear(m["to_v"], h, width);
  return g.add(linear(m["to_out"][0], g.attention(q, k, v, 1), width), x);
}

Value middle(const Module& m, Value h, const VaeConfig& config) {
  const int64_t width = m.graph().shape(h).back();
  h = resnet(m["resnets"][0], h, no_time, width, norms(config));
  h = attention(m["attentions"][0], h, config);
  return resnet(m["resnets"][1], h, no_time, width, norms(config));
}

Value norm_and_conv_out(const Module& m, Value h, int64_t out, const VaeConfig& config) {
  h = silu(m, group_norm(m["conv_norm_out"], h, config.norm_groups, config.norm_eps));
  return conv3x3(m["conv_out"], h, out);
}

}  // namespace

Graph trace_vae_decoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width) {
  if (config.tiny) return trace_taesd_decoder(config, batch, height, width);
  Graph g;
  const Module vae(g, "vae"), m = vae["decoder"];
  const int64_t levels = int64_t(config.block_out_channels.size());
  Value h = g.input("latent", {batch, height, width, config.latent_channels}, Rate::every_step);
  if (config.use_post_quant_conv) h = conv1x1(vae["post_quant_conv"], h, config.latent_channels);
  h = conv3x3(m["conv_in"], h, config.block_out_channels.back());
  h = middle(m["mid_block"], h, config);
  for (int64_t i = 0; i < levels; ++i) {
    const Module block = m["up_blocks"][i];
    const int64_t channels = config.block_out_channels[size_t(levels - 1 - i)];
    for (int64_t j = 0; j <= config.layers_per_block; ++j) {
      h = resnet(block["resnets"][j], h, no_time, channels, norms(config));
    }
    if (i + 1 < levels) h = conv3x3(block["upsamplers"][0]["conv"], g.upsample(h), channels);
  }
  g.output("image", norm_and_conv_out(m, h, config.out_channels, config));
  return g;
}

Graph trace_vae_encoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width) {
  if (config.tiny) return trace_taesd_encoder(config, batch, height, width);
  Graph g;
  const Module vae(g, "vae"), m = vae["encoder"];
  const int64_t levels = int64_t(config.block_out_channels.size());
  // A stride of 2 without a left or top border: the original pads (0,1,0,1).
  const ConvOptions halve = {.stride = 2, .pad = {.top = 0, .left = 0, .bottom = 1, .right = 1}};
  Value h = g.input("image", {batch, height, width, config.in_channels}, Rate::every_step);
  h = conv3x3(m["conv_in"], h, config.block_out_channels.front());
  for (int64_t i = 0; i < levels; ++i) {
    const Module block = m["down_blocks"][i];
    const int64_t channels = config.block_out_channels[size_t(i)];
    for (int64_t j = 0; j < config.layers_per_block; ++j) {
      h = resnet(block["resnets"][j], h, no_time, channels, norms(config));
    }
    if (i + 1 < levels) h = conv3x3(block["downsamplers"][0]["conv"], h, channels, halve);
  }
  h = middle(m["mid_block"], h, config);
  h = norm_and_conv_out(m, h, 2 * config.latent_channels, config);
  if (config.use_quant_conv) h = conv1x1(vae["quant_conv"], h, 2 * config.latent_channels);
  g.output("moments", h);
  return g;
}

}  // namespace evenlight
