#include "engine/models/unet.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/nn/layers.h"

namespace evenlight {

namespace {

constexpr float transformer_norm_eps = 1e-6f;  // differs from the resnets' 1e-5

// Transformer blocks of a level, on the way down and on the way up.
int64_t blocks_down(const UnetConfig& config, const UnetLevel& level) {
  int64_t blocks = 0;
  for (int64_t j = 0; j < config.layers_per_block; ++j) blocks += level.down_depth[j];
  return blocks;
}
int64_t blocks_up(const UnetConfig& config, const UnetLevel& level) {
  int64_t blocks = 0;
  for (int64_t j = 0; j <= config.layers_per_block; ++j) blocks += level.up_depth[j];
  return blocks;
}

// One forward pass being traced: what every block reads.
class Unet {
 public:
  Unet(Graph& graph, const UnetConfig& config, const UnetChanges& changes)
      : g_(graph), config_(config), changes_(changes) {}

  Value forward(const UnetSize& size) {
    const Module m(g_, "unet");
    inputs_.latent = g_.input("latent", {size.batch, size.height, size.width, config_.in_channels},
                              Rate::every_step);
    inputs_.timestep = g_.exact_input("timestep", {size.batch}, Rate::every_step);
    time_ = time_embedding(m, size.batch);
    context_ = g_.input("context", {size.batch, size.tokens, config_.cross_attention_dim},
                        Rate::per_prompt);
    add_inputs_of_attention(size);
    Value h = conv3x3(m["conv_in"], inputs_.latent, config_.levels.front().channels);
    skips_ = {h};
    h = down(m["down_blocks"], h);
    h = middle(m["mid_block"], h);
    for (const ControlChange& control : changes_.controls) h = with_control(control, size, h);
    h = up(m["up_blocks"], h);
    h = silu(m, group_norm(m["conv_norm_out"], h, config_.norm_groups, config_.norm_eps));
    for (const TextStage& stage : stages_) {
      const Value heat = heat_[size_t(stage.index)];
      if (heat) g_.output("heat_" + std::to_string(stage.index), heat);
    }
    return conv3x3(m["conv_out"], h, config_.out_channels);
  }

 private:
  // What a control net reads as well.
  struct Inputs {
    Value latent, timestep, vector;
  };

  // [N,T] after the SiLU that every resnet begins with.
  Value time_embedding(const Module& m, int64_t batch) {
    const int64_t width = config_.time_width();
    const Value waves = g_.timestep_embedding(inputs_.timestep, config_.levels.front().channels,
                                              config_.flip_sin_to_cos, config_.freq_shift);
    Value time = embedding_mlp(m["time_embedding"], waves, width);
    if (config_.addition_input_dim > 0) {
      if (!inputs_.vector) {
        inputs_.vector = g_.input("vector", {batch, config_.addition_input_dim}, Rate::per_prompt);
      }
      time = g_.add(time, embedding_mlp(m["add_embedding"], inputs_.vector, width));
    }
    return silu(m, time);
  }

  // What attention to the text reads beside the context.
  void add_inputs_of_attention(const UnetSize& size) {
    heed_.resize(config_.levels.size());
    for (const IpChange& ip : changes_.ip_adapters) {
      ip_tokens_.push_back(g_.input("ip_tokens_" + std::to_string(ip.index),
                                    {size.batch, ip.tokens, config_.cross_attention_dim},
                                    Rate::per_prompt));
    }
    stages_ = text_stages(config_);
    tokens_.resize(config_.levels.size() + 1);
    heat_.resize(tokens_.size());
    for (const TextStage& stage : stages_) {
      const int64_t places = side_at(size.height, stage.level) * side_at(size.width, stage.level);
      Value& heed = heed_[size_t(stage.level)];
      if (changes_.masked_text && !heed) {
        heed = g_.input("heed_" + std::to_string(stage.level), {size.batch, 1, places, size.tokens},
                        Rate::per_prompt);
      }
      if (changes_.watched_text) {
        tokens_[size_t(stage.index)] =
            g_.input("tokens_" + std::to_string(stage.index),
                     {size.batch, size.tokens, stage.columns(size.tokens)}, Rate::per_prompt);
      }
    }
  }

  // Adds what the control net has to say to the skips and to the middle, h.
  Value with_control(const ControlChange& control, const UnetSize& size, Value h) {
    const Module m(g_, "control_" + std::to_string(control.index));
    static const UnetChanges none;
    Unet net(g_, control.config, none);
    net.inputs_ = inputs_;
    net.context_ = context_;
    net.heed_ = heed_;
    net.time_ = net.time_embedding(m, size.batch);
    const int64_t width = control.config.levels.front().channels;
    Value latent = inputs_.latent;
    const int64_t seen = control.config.in_channels;
    if (seen != config_.in_channels) latent = g_.slice(latent, -1, 0, seen);
    Value c = g_.add(conv3x3(m["conv_in"], latent, width), hint(m, control.index, size, width));
    net.skips_ = {c};
    c = net.down(m["down_blocks"], c);
    c = net.middle(m["mid_block"], c);
    EVENLIGHT_CHECK(net.skips_.size() == skips_.size(), "a control net has the UNet's blocks");
    const auto weighted = [&](const Module& zero, Value x) {
      return g_.mul(conv1x1(zero, x, g_.shape(x).back()), float(control.weight));
    };
    for (size_t i = 0; i < skips_.size(); ++i) {
      const Module zero = m["controlnet_down_blocks"][int64_t(i)];
      skips_[i] = g_.add(skips_[i], weighted(zero, net.skips_[i]));
    }
    return g_.add(h, weighted(m["controlnet_mid_block"], c));
  }

  // The picture, brought to the latent's size by three strided convolutions.
  Value hint(const Module& net, int64_t index, const UnetSize& size, int64_t width) {
    constexpr int64_t widths[] = {16, 32, 96, 256};
    constexpr int64_t scale = 8;
    const Module m = net["controlnet_cond_embedding"];
    const Value picture =
        g_.input("hint_" + std::to_string(index),
                 {size.batch, scale * size.height, scale * size.width, 3}, Rate::per_prompt);
    Value x = silu(m, conv3x3(m["conv_in"], picture, widths[0]));
    for (int64_t i = 0; i < 3; ++i) {
      x = silu(m, conv3x3(m["blocks"][2 * i], x, widths[i]));
      x = silu(m, conv3x3(m["blocks"][2 * i + 1], x, widths[i + 1], {.stride = 2}));
    }
    return conv3x3(m["conv_out"], x, width);
  }

  // What the adapters add to a level, and to its last skip.
  Value with_adapters(int64_t level, Value h) {
    for (const int64_t index : changes_.adapters) {
      const Shape shape = g_.shape(h);
      const Value feature =
          g_.input("adapter_" + std::to_string(index) + "_" + std::to_string(level),
                   Shape{shape[1], shape[2], shape[3]}, Rate::per_prompt);
      h = g_.add(h, feature);
      skips_.back() = h;
    }
    return h;
  }

  Value down(const Module& blocks, Value h) {
    const int64_t last = int64_t(config_.levels.size()) - 1;
    for (int64_t i = 0; i <= last; ++i) {
      const UnetLevel& level = config_.levels[size_t(i)];
      const Module m = blocks[i];
      enter(i, i);
      for (int64_t j = 0; j < config_.layers_per_block; ++j) {
        h = resnet(m["resnets"][j], h, level.channels);
        h = transformer(m["attentions"][j], h, level.heads, level.down_depth[j]);
        skips_.push_back(h);
      }
      h = with_adapters(i, h);
      if (i == last) continue;
      h = conv3x3(m["downsamplers"][0]["conv"], h, level.channels, {.stride = 2});
      skips_.push_back(h);
    }
    return h;
  }

  Value middle(const Module& m, Value h) {
    const int64_t channels = config_.levels.back().channels;
    if (config_.middle == UnetMiddle::none) return h;
    h = resnet(m["resnets"][0], h, channels);
    if (config_.middle == UnetMiddle::resnet) return h;
    self_attention_ = changes_.middle;
    const int64_t last = int64_t(config_.levels.size()) - 1, before = block_;
    enter(last + 1, last);
    // Counted behind the way up, as the modules of diffusers' class stand.
    for (const UnetLevel& level : config_.levels) block_ += blocks_up(config_, level);
    h = transformer(m["attentions"][0], h, config_.mid_heads, config_.mid_depth);
    block_ = before;
    self_attention_ = Middle::usual;
    return resnet(m["resnets"][1], h, channels);
  }

  Value up(const Module& blocks, Value h) {
    const int64_t last = int64_t(config_.levels.size()) - 1;
    for (int64_t i = 0; i <= last; ++i) {
      const UnetLevel& level = config_.levels[size_t(last - i)];
      Value freeu_bias;
      const Module m = blocks[i];
      enter(last - i, last - i);
      for (int64_t j = 0; j <= config_.layers_per_block; ++j) {
        Value skip = skips_.back();
        skips_.pop_back();
        if (changes_.freeu) apply_freeu(g_, *changes_.freeu, i, h, skip, freeu_bias);
        h = resnet(m["resnets"][j], g_.concat(h, skip), level.channels);
        h = transformer(m["attentions"][j], h, level.heads, level.up_depth[j]);
      }
      if (i == last) continue;
      // Back to the size that this level's skips have: an odd side was rounded up on the way down.
      const Shape& skip = g_.shape(skips_.back());
      [[maybe_unused]] const Shape& now = g_.shape(h);
      const Enlargement size = {skip[1] % 2 == 1, skip[2] % 2 == 1};
      EVENLIGHT_CHECK(size.height(now[1]) == skip[1] && size.width(now[2]) == skip[2],
                      "an upsampled picture is as large as the skip it joins");
      h = conv3x3(m["upsamplers"][0]["conv"], g_.upsample(h, size), level.channels);
    }
    return h;
  }

  Value resnet(const Module& m, Value x, int64_t out) {
    return evenlight::resnet(m, x, time_, out, {config_.norm_groups, config_.norm_eps});
  }

  // Norm, in, `depth` blocks over the pixels as a sequence, out, residual. Depth 0 is none.
  Value transformer(const Module& m, Value x, int64_t heads, int64_t depth) {
    if (depth == 0) return x;
    const int64_t width = g_.shape(x).back();
    const auto project = [&](const char* name, Value v) {
      return config_.use_linear_projection ? linear(m[name], v, width) : conv1x1(m[name], v, width);
    };
    Value h =
        project("proj_in", group_norm(m["norm"], x, config_.norm_groups, transformer_norm_eps));
    for (int64_t i = 0; i < depth; ++i) h = block(m["transformer_blocks"][i], h, heads);
    return g_.add(project("proj_out", h), x);
  }

  Value block(const Module& m, Value x, int64_t heads) {
    const Value self = layer_norm(m["norm1"], x);
    x = g_.add(self_attention(m["attn1"], self, heads), x);
    x = g_.add(text_attention(m["attn2"], layer_norm(m["norm2"], x), heads), x);
    ++block_;
    return g_.add(feed_forward(m["ff"]["net"], layer_norm(m["norm3"], x)), x);
  }

  Value self_attention(const Module& m, Value x, int64_t heads) {
    if (self_attention_ == Middle::usual) return attention(m, x, x, heads);
    const int64_t width = g_.shape(x).back();
    const Value v = linear(m["to_v"], x, width, Bias::no);
    if (self_attention_ == Middle::identity) return linear(m["to_out"][0], v, width);
    const Value k = linear(m["to_k"], x, width, Bias::no);
    const Value q = mean_of_places(g_, linear(m["to_q"], x, width, Bias::no), heads);
    return linear(m["to_out"][0], g_.attention(q, k, v, heads), width);
  }

  Value attention(const Module& m, Value x, Value source, int64_t heads) {
    const int64_t width = g_.shape(x).back();
    const Value q = linear(m["to_q"], x, width, Bias::no);
    const Value k = linear(m["to_k"], source, width, Bias::no);
    const Value v = linear(m["to_v"], source, width, Bias::no);
    return linear(m["to_out"][0], g_.attention(q, k, v, heads), width);
  }

  Value text_attention(const Module& m, Value x, int64_t heads) {
    const int64_t width = g_.shape(x).back();
    const Value q = linear(m["to_q"], x, width, Bias::no);
    const Value k = linear(m["to_k"], context_, width, Bias::no);
    const Value v = linear(m["to_v"], context_, width, Bias::no);
    const Value heed = heed_.empty() ? Value{} : heed_[size_t(level_)];
    Value seen = g_.attention(q, k, v, heads, false, heed);
    if (changes_.watched_text) watch(q, k, heed, heads);
    for (size_t i = 0; i < ip_tokens_.size(); ++i) {
      const IpChange& ip = changes_.ip_adapters[i];
      const Module own = Module(g_, "ip_" + std::to_string(ip.index))["ip_adapter"][2 * block_ + 1];
      const Value picture_k = linear(own["to_k_ip"], ip_tokens_[i], width, Bias::no);
      const Value picture_v = linear(own["to_v_ip"], ip_tokens_[i], width, Bias::no);
      const Value of_picture = g_.attention(q, picture_k, picture_v, heads);
      seen = g_.add(seen, g_.mul(of_picture, float(ip.weight)));
    }
    return linear(m["to_out"][0], seen, width);
  }

  // How much each place heeds each token: attention whose values are the tokens' own columns. Tang
  // et al. 2022, "What the DAAM" (arXiv 2210.04885).
  void watch(Value q, Value k, Value heed, int64_t heads) {
    const int64_t width = g_.shape(q).back();
    const Value tokens = tokens_[size_t(stage_)];
    Value heat;
    for (int64_t column = 0; column < g_.shape(tokens).back(); column += width) {
      const Value pass = g_.append(Attention{.q = q.id,
                                             .k = k.id,
                                             .v = tokens.id,
                                             .bias = heed.id,
                                             .v_offset = column,
                                             .heads = heads,
                                             .head_dim = width / heads});
      heat = heat ? g_.concat(heat, pass) : pass;
    }
    Value& sum = heat_[size_t(stage_)];
    sum = sum ? g_.add(sum, heat) : heat;
  }

  void enter(int64_t stage, int64_t level) { stage_ = stage, level_ = level; }

  Value feed_forward(const Module& net, Value x) {
    const int64_t width = g_.shape(x).back();
    const Value h = g_.activate(linear(net[0]["proj"], x, 8 * width), Activation::geglu);
    return linear(net[2], h, width);
  }

  Graph& g_;
  using Middle = UnetChanges::Middle;

  const UnetConfig& config_;
  const UnetChanges& changes_;
  Middle self_attention_ = Middle::usual;  // of the block that is being traced
  Inputs inputs_;
  Value time_, context_;
  std::vector<Value> skips_;  // what the way down leaves for the way up

  // Attention to the text: where it is, and what it reads by level, by adapter and by stage.
  int64_t stage_ = 0, level_ = 0;
  int64_t block_ = 0;  // transformer blocks before this one
  std::vector<TextStage> stages_;
  std::vector<Value> heed_, ip_tokens_, tokens_;
  std::vector<Value> heat_;
};

}  // namespace

std::vector<TextStage> text_stages(const UnetConfig& config) {
  std::vector<TextStage> stages;
  const auto add = [&](int64_t index, int64_t level, int64_t heads, int64_t layers) {
    if (layers == 0) return;
    const int64_t channels = config.levels[size_t(level)].channels;
    stages.push_back({index, level, heads, channels / heads, layers});
  };
  const int64_t last = int64_t(config.levels.size()) - 1;
  for (int64_t i = 0; i <= last; ++i) {
    const UnetLevel& level = config.levels[size_t(i)];
    add(i, i, level.heads, blocks_down(config, level) + blocks_up(config, level));
  }
  if (config.middle == UnetMiddle::attention)
    add(last + 1, last, config.mid_heads, config.mid_depth);
  return stages;
}

int64_t side_at(int64_t side, int64_t level) {
  for (int64_t i = 0; i < level; ++i) side = (side + 1) / 2;
  return side;
}

Graph trace_unet(const UnetConfig& config, const UnetSize& size, const UnetChanges& changes) {
  Graph g;
  const Value noise = Unet(g, config, changes).forward(size);
  g.output("noise", noise);
  return g;
}

}  // namespace evenlight
