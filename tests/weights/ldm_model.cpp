#include "tests/weights/ldm_model.h"

namespace evenlight::test {
namespace {

constexpr int64_t text_width = 4;
constexpr int64_t vocabulary = 49408;

class Builder {
 public:
  explicit Builder(const LdmKind& kind) : kind_(kind) {}

  LdmShapes build() {
    unet();
    vae();
    if (kind_.text == LdmKind::clip) clip("cond_stage_model.transformer.");
    if (kind_.text == LdmKind::open_clip) open_clip("cond_stage_model.model.");
    if (kind_.text == LdmKind::both) {
      clip("conditioner.embedders.0.transformer.");
      open_clip("conditioner.embedders.1.model.");
    }
    if (kind_.text == LdmKind::second) open_clip("conditioner.embedders.0.model.");
    return std::move(shapes_);
  }

 private:
  void norm(const std::string& name, int64_t channels) {
    shapes_[name + ".weight"] = {channels};
    shapes_[name + ".bias"] = {channels};
  }
  void linear(const std::string& name, int64_t out, int64_t in, bool bias = true) {
    shapes_[name + ".weight"] = {out, in};
    if (bias) shapes_[name + ".bias"] = {out};
  }
  void conv(const std::string& name, int64_t out, int64_t in, int64_t side = 3) {
    shapes_[name + ".weight"] = {out, in, side, side};
    shapes_[name + ".bias"] = {out};
  }

  void resnet(const std::string& at, int64_t in, int64_t out) {
    norm(at + ".in_layers.0", in);
    conv(at + ".in_layers.2", out, in);
    linear(at + ".emb_layers.1", out, 128);
    norm(at + ".out_layers.0", out);
    conv(at + ".out_layers.3", out, out);
    if (in != out) conv(at + ".skip_connection", out, in, 1);
  }

  void attention(const std::string& at, int64_t width) {
    norm(at + ".norm", width);
    for (const char* end : {".proj_in", ".proj_out"}) {
      kind_.linear_projection ? linear(at + end, width, width) : conv(at + end, width, width, 1);
    }
    const std::string block = at + ".transformer_blocks.0";
    for (const char* which : {".norm1", ".norm2", ".norm3"}) norm(block + which, width);
    for (const char* which : {".attn1", ".attn2"}) {
      const int64_t text = kind_.text == LdmKind::both ? 2 * text_width : text_width;
      const int64_t context = which[5] == '1' ? width : text;
      linear(block + which + ".to_q", width, width, false);
      linear(block + which + ".to_k", width, context, false);
      linear(block + which + ".to_v", width, context, false);
      linear(block + which + ".to_out.0", width, width);
    }
    linear(block + ".ff.net.0.proj", 8 * width, width);
    linear(block + ".ff.net.2", width, 4 * width);
  }

  void unet() {
    const std::string m = "model.diffusion_model.";
    const int64_t w = kind_.wide;
    conv(m + "input_blocks.0.0", 32, kind_.in_channels);
    linear(m + "time_embed.0", 128, 32);
    linear(m + "time_embed.2", 128, 128);
    if (kind_.text == LdmKind::both || kind_.text == LdmKind::second) {
      const int64_t numbers = kind_.text == LdmKind::both ? 6 : 5;
      linear(m + "label_emb.0.0", 128, text_width + numbers * 256);
      linear(m + "label_emb.0.2", 128, 128);
    }
    resnet(m + "input_blocks.1.0", 32, 32);
    attention(m + "input_blocks.1.1", 32);
    conv(m + "input_blocks.2.0.op", 32, 32);
    resnet(m + "input_blocks.3.0", 32, w);
    resnet(m + "middle_block.0", w, w);
    attention(m + "middle_block.1", w);
    resnet(m + "middle_block.2", w, w);
    resnet(m + "output_blocks.0.0", 2 * w, w);
    resnet(m + "output_blocks.1.0", w + 32, w);
    conv(m + "output_blocks.1.1.conv", w, w);
    resnet(m + "output_blocks.2.0", w + 32, 32);
    attention(m + "output_blocks.2.1", 32);
    resnet(m + "output_blocks.3.0", 64, 32);
    attention(m + "output_blocks.3.1", 32);
    norm(m + "out.0", 32);
    conv(m + "out.2", 4, 32);
  }

  void vae_resnet(const std::string& at, int64_t in, int64_t out) {
    norm(at + ".norm1", in);
    conv(at + ".conv1", out, in);
    norm(at + ".norm2", out);
    conv(at + ".conv2", out, out);
    if (in != out) conv(at + ".nin_shortcut", out, in, 1);
  }

  void vae_middle(const std::string& at) {
    vae_resnet(at + "mid.block_1", 64, 64);
    vae_resnet(at + "mid.block_2", 64, 64);
    norm(at + "mid.attn_1.norm", 64);
    for (const char* which : {"q", "k", "v", "proj_out"}) {
      conv(at + "mid.attn_1." + which, 64, 64, 1);
    }
  }

  void vae() {
    const std::string e = "first_stage_model.encoder.";
    conv(e + "conv_in", 32, 3);
    vae_resnet(e + "down.0.block.0", 32, 32);
    conv(e + "down.0.downsample.conv", 32, 32);
    vae_resnet(e + "down.1.block.0", 32, 64);
    vae_middle(e);
    norm(e + "norm_out", 64);
    conv(e + "conv_out", 8, 64);
    conv("first_stage_model.quant_conv", 8, 8, 1);
    conv("first_stage_model.post_quant_conv", 4, 4, 1);
    const std::string d = "first_stage_model.decoder.";
    conv(d + "conv_in", 64, 4);
    vae_middle(d);
    vae_resnet(d + "up.1.block.0", 64, 64);
    vae_resnet(d + "up.1.block.1", 64, 64);
    conv(d + "up.1.upsample.conv", 64, 64);
    vae_resnet(d + "up.0.block.0", 64, 32);
    vae_resnet(d + "up.0.block.1", 32, 32);
    norm(d + "norm_out", 32);
    conv(d + "conv_out", 3, 32);
  }

  void clip(const std::string& tower) {
    const std::string m = tower + "text_model.";
    shapes_[m + "embeddings.token_embedding.weight"] = {vocabulary, text_width};
    shapes_[m + "embeddings.position_embedding.weight"] = {77, text_width};
    for (const char* layer : {"encoder.layers.0", "encoder.layers.1"}) {
      for (const char* which : {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        linear(m + layer + ".self_attn." + which, text_width, text_width);
      }
      norm(m + layer + ".layer_norm1", text_width);
      norm(m + layer + ".layer_norm2", text_width);
      linear(m + layer + ".mlp.fc1", 4 * text_width, text_width);
      linear(m + layer + ".mlp.fc2", text_width, 4 * text_width);
    }
    norm(m + "final_layer_norm", text_width);
  }

  void open_clip(const std::string& m) {
    shapes_[m + "token_embedding.weight"] = {vocabulary, text_width};
    shapes_[m + "positional_embedding"] = {77, text_width};
    shapes_[m + "text_projection"] = {text_width, text_width};
    shapes_[m + "logit_scale"] = {};
    for (const char* layer : {"transformer.resblocks.0", "transformer.resblocks.1"}) {
      shapes_[m + layer + ".attn.in_proj_weight"] = {3 * text_width, text_width};
      shapes_[m + layer + ".attn.in_proj_bias"] = {3 * text_width};
      linear(m + layer + ".attn.out_proj", text_width, text_width);
      norm(m + layer + ".ln_1", text_width);
      norm(m + layer + ".ln_2", text_width);
      linear(m + layer + ".mlp.c_fc", 4 * text_width, text_width);
      linear(m + layer + ".mlp.c_proj", text_width, 4 * text_width);
    }
    norm(m + "ln_final", text_width);
  }

  const LdmKind& kind_;
  LdmShapes shapes_;
};

}  // namespace

LdmShapes ldm_shapes(const LdmKind& kind) {
  return Builder(kind).build();
}

std::vector<TensorToWrite> ldm_tensors(const LdmShapes& shapes) {
  std::vector<TensorToWrite> tensors;
  for (const auto& [name, shape] : shapes) {
    size_t size = 2;
    for (const int64_t extent : shape) size *= static_cast<size_t>(extent);
    tensors.push_back({name, "F16", shape, invented_bytes(name, size)});
  }
  return tensors;
}

}  // namespace evenlight::test
