#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "engine/weights/detect.h"
#include "engine/weights/detect_vae.h"
#include "engine/weights/foreign_kinds.h"
#include "engine/weights/validate.h"

namespace evenlight {
namespace {

// 64 channels a head; a narrower layer is one head.
int64_t heads_of_64(int64_t channels) {
  return std::max<int64_t>(channels / 64, 1);
}

class ShapeDetector {
 public:
  ShapeDetector(const TensorFile& file, const WeightIndex& index) : file_(file), index_(index) {}

  Detection run() {
    if (!file_has("model.diffusion_model.") || file_has("control_model.")) {
      std::vector<std::string> names;
      for (const TensorEntry& entry : file_.tensors()) names.push_back(entry.name);
      const ForeignKind kind = describe_foreign_tensors(names);
      result_.configs.family = kind.family;
      result_.refusal = kind.clause;
      return result_;
    }
    family();
    unet();
    scheduler();
    if (!has("vae.decoder.conv_in.weight") && !has("vae.decoder.layers.0.weight")) {
      refuse(say<"holds no VAE (no first_stage_model.decoder); give the full checkpoint">());
    } else {
      result_.configs.vae = vae_of_shapes(index_, result_.configs.family);
    }
    text_encoders();
    refuse(reason_not_to_render(result_.configs));
    return result_;
  }

  ModelConfigs run_for_unet() {
    family();
    unet();
    return result_.configs;
  }

 private:
  void refuse(const std::optional<Message>& reason) {
    if (!result_.refusal) result_.refusal = reason;
  }

  bool has(const std::string& name) const { return index_.contains(name); }

  bool file_has(std::string_view prefix) const {
    const auto at = std::ranges::lower_bound(file_.tensors(), prefix, {}, &TensorEntry::name);
    return at != file_.tensors().end() && at->name.starts_with(prefix);
  }

  // An extent of a weight; 0, which no check lets pass, if there is none.
  int64_t extent(const std::string& name, size_t axis) const {
    const auto at = index_.find(name);
    if (at == index_.end() || at->second.shape.rank() <= axis) return 0;
    return at->second.shape[axis];
  }

  // How many of "{0}", "{1}", … there are in a row.
  int64_t count(const std::string& before, const std::string& after) const {
    int64_t n = 0;
    while (has(before + std::to_string(n) + after)) ++n;
    return n;
  }

  void family() {
    const std::string proj_in = first_attention() + ".proj_in.weight";
    const bool linear = extent(proj_in, 0) > 0 && extent(proj_in, 2) == 0;
    const bool vector = has("unet.add_embedding.linear_1.weight");
    const bool first_text = has("text_encoder.text_model.final_layer_norm.weight");
    const bool second_text = has("text_encoder_2.text_model.final_layer_norm.weight");
    Family& family = result_.configs.family;
    if (vector || second_text) {
      family = second_text && !first_text ? Family::sdxl_refiner : Family::sdxl;
    } else {
      family = linear || file_has("cond_stage_model.model.") ? Family::sd2 : Family::sd1;
    }
    result_.configs.unet.use_linear_projection = linear;
  }

  // "unet.down_blocks.1.attentions.0", or empty.
  std::string first_attention() const {
    constexpr std::string_view end = ".transformer_blocks.0.norm1.weight";
    for (auto at = index_.lower_bound("unet."); at != index_.end(); ++at) {
      const std::string& name = at->first;
      if (!name.starts_with("unet.")) break;
      if (name.ends_with(end)) return name.substr(0, name.size() - end.size());
    }
    return {};
  }

  int64_t depth(const std::string& block, int64_t layer) const {
    return count(fmt::format("unet.{}.attentions.{}.transformer_blocks.", block, layer),
                 ".norm1.weight");
  }

  LayerDepths depths(const std::string& block, int64_t layers) const {
    std::vector<int64_t> each;
    for (int64_t layer = 0; layer < layers; ++layer) each.push_back(depth(block, layer));
    return each;
  }

  int64_t unet_heads(int64_t channels) const {
    return result_.configs.family == Family::sd1 ? 8 : heads_of_64(channels);
  }

  void unet() {
    UnetConfig& u = result_.configs.unet;
    u.in_channels = extent("unet.conv_in.weight", 1);
    u.out_channels = extent("unet.conv_out.weight", 0);
    const int64_t levels = count("unet.down_blocks.", ".resnets.0.conv1.weight");
    u.layers_per_block = count("unet.down_blocks.0.resnets.", ".conv1.weight");
    u.levels.clear();
    for (int64_t i = 0; i < levels; ++i) {
      const std::string down = fmt::format("down_blocks.{}", i);
      const int64_t channels = extent("unet." + down + ".resnets.0.conv1.weight", 0);
      u.levels.push_back(
          {channels, unet_heads(channels), depths(down, u.layers_per_block),
           depths(fmt::format("up_blocks.{}", levels - 1 - i), u.layers_per_block + 1)});
    }
    u.middle = !has("unet.mid_block.resnets.0.conv1.weight")   ? UnetMiddle::none
               : !has("unet.mid_block.resnets.1.conv1.weight") ? UnetMiddle::resnet
                                                               : UnetMiddle::attention;
    u.mid_depth = depth("mid_block", 0);
    u.mid_heads = u.levels.empty() ? 0 : u.levels.back().heads;
    u.cross_attention_dim =
        extent(first_attention() + ".transformer_blocks.0.attn2.to_k.weight", 1);
    u.addition_input_dim = extent("unet.add_embedding.linear_1.weight", 1);
    if (u.addition_input_dim > 0) u.addition_time_embed_dim = 256;
  }

  bool is_xl() const {
    return result_.configs.family == Family::sdxl || result_.configs.family == Family::sdxl_refiner;
  }

  void text_encoders() {
    ModelConfigs& configs = result_.configs;
    const bool refiner = configs.family == Family::sdxl_refiner;
    std::vector<std::string_view> parts = {refiner ? "text_encoder_2" : "text_encoder"};
    if (configs.family == Family::sdxl) parts.push_back("text_encoder_2");
    for (const std::string_view part : parts) {
      if (has(std::string(part) + ".text_model.embeddings.token_embedding.weight")) continue;
      const char* where = is_xl() ? "conditioner.embedders" : "cond_stage_model";
      refuse(part == "text_encoder"
                 ? say<"holds no text encoder (no {0}); give the full checkpoint">(where)
                 : say<"holds no second text encoder (no {0}); give the full checkpoint">(where));
      return;
    }
    configs.text = text(parts.front());
    if (parts.size() > 1) configs.text_2 = text(parts.back());
    configs.zeros_for_empty_negative = configs.family == Family::sdxl;
  }

  TextConfig text(std::string_view part) const {
    const std::string model = std::string(part) + ".text_model.";
    TextConfig t;
    t.part = part;
    t.vocab = extent(model + "embeddings.token_embedding.weight", 0);
    t.width = extent(model + "embeddings.token_embedding.weight", 1);
    t.max_positions = extent(model + "embeddings.position_embedding.weight", 0);
    t.intermediate = extent(model + "encoder.layers.0.mlp.fc1.weight", 0);
    t.layers = count(model + "encoder.layers.", ".layer_norm1.weight");
    t.heads = heads_of_64(t.width);
    if (is_xl()) {
      t.context_layer = 2;
      t.final_norm = false;
    }
    if (part == "text_encoder_2") {
      t.activation = TextActivation::gelu;
      t.pad_token = 0;
      t.projection = extent("text_encoder_2.text_projection.weight", 0);
    }
    if (result_.configs.family != Family::sd2) return t;
    t.activation = TextActivation::gelu;
    t.pad_token = 0;
    // OpenCLIP's last block is stored, but SD2 takes the output of the one before it. Some
    // converters (diffusers: scripts/convert_diffusers_to_original_stable_diffusion.py) have left
    // it out.
    constexpr int64_t openclip_width = 1024, without_last_block = 23;
    const bool is_left_out = t.width == openclip_width && t.layers == without_last_block;
    if (file_has("cond_stage_model.model.") && !is_left_out) --t.layers;
    return t;
  }

  void scheduler() {
    SchedulerConfig& s = result_.configs.scheduler;
    s.zero_terminal_snr = file_.find("ztsnr") != nullptr;
    if (s.zero_terminal_snr) s.timestep_spacing = TimestepSpacing::trailing;
    s.prediction = prediction();
    if (is_xl()) result_.configs.unet.sample_size = 128;
    if (file_has("edm_vpred.") || file_has("edm_mean") || file_has("edm_std")) {
      refuse(say<"was trained on noise levels of another kind (EDM, as its edm_… tensors say), "
                 "which is not supported">());
    }
    // SD2 with v is the 768-pixel model.
    if (result_.configs.family == Family::sd2 && s.prediction == Prediction::v) {
      result_.configs.unet.sample_size = 96;
    }
  }

  // See detect.h. Zero terminal SNR needs v: at the last timestep epsilon says nothing about the
  // picture (Lin et al. 2023, arXiv:2305.08891).
  Prediction prediction() const {
    if (file_.find("v_pred") != nullptr || file_.find("ztsnr") != nullptr) return Prediction::v;
    const auto stated = file_.metadata().find("modelspec.prediction_type");
    if (stated != file_.metadata().end()) {
      if (stated->second == "v") return Prediction::v;
      if (stated->second == "epsilon") return Prediction::epsilon;
    }
    const bool v = result_.configs.family == Family::sd2 && global_step() != 875'000;
    return v ? Prediction::v : Prediction::epsilon;
  }

  int64_t global_step() const {
    const auto stated = file_.metadata().find("global_step");  // of a PyTorch file
    if (stated != file_.metadata().end()) return stated->second == "875000" ? 875'000 : 0;
    const TensorEntry* entry = file_.find("global_step");
    if (entry == nullptr || entry->dtype() != DType::i64 || entry->size != sizeof(int64_t))
      return 0;
    int64_t step = 0;
    std::memcpy(&step, file_.bytes(*entry).data(), sizeof step);
    return step;
  }

  const TensorFile& file_;
  const WeightIndex& index_;
  Detection result_;
};

}  // namespace

Detection detect_single_file(const TensorFile& file, const WeightIndex& index) {
  return ShapeDetector(file, index).run();
}

ModelConfigs detect_unet(const TensorFile& file, const WeightIndex& index) {
  return ShapeDetector(file, index).run_for_unet();
}

bool same_shapes(const UnetConfig& a, const UnetConfig& b) {
  const auto same_level = [](const UnetLevel& x, const UnetLevel& y) {
    return x.channels == y.channels && x.down_depth == y.down_depth && x.up_depth == y.up_depth;
  };
  return a.in_channels == b.in_channels && a.layers_per_block == b.layers_per_block &&
         a.middle == b.middle && a.mid_depth == b.mid_depth &&
         a.cross_attention_dim == b.cross_attention_dim &&
         a.use_linear_projection == b.use_linear_projection &&
         a.addition_input_dim == b.addition_input_dim &&
         std::ranges::equal(a.levels, b.levels, same_level);
}

}  // namespace evenlight
