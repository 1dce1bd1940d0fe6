#include "tests/cli/tiny_model.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/clip_vision.h"
#include "engine/models/ip_projection.h"
#include "engine/models/rrdb.h"
#include "engine/models/t2i_adapter.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "tests/cli/program.h"
#include "tests/support/memory_weights.h"

namespace evenlight::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

ModelConfigs tiny_configs() {
  ModelConfigs configs;
  configs.text = {.width = 16, .intermediate = 32, .layers = 2, .heads = 2};
  configs.unet.sample_size = 2;
  configs.unet.levels = {{16, 2, 1, 1}, {16, 2, 0, 0}};
  configs.unet.layers_per_block = 1;
  configs.unet.mid_heads = 2;
  configs.unet.cross_attention_dim = 16;
  configs.unet.norm_groups = 4;
  configs.vae.block_out_channels = {8, 8, 8, 8};
  configs.vae.layers_per_block = 1;
  configs.vae.norm_groups = 4;
  return configs;
}

// Of one head: such a file does not say how many.
constexpr VisionConfig tiny_vision = {.image_size = 16,
                                      .patch = 8,
                                      .width = 16,
                                      .intermediate = 32,
                                      .layers = 2,
                                      .heads = 1,
                                      .projection = 8};

const json model_index = {{"_class_name", "StableDiffusionPipeline"},
                          {"scheduler", {"diffusers", "PNDMScheduler"}},
                          {"text_encoder", {"transformers", "CLIPTextModel"}},
                          {"tokenizer", {"transformers", "CLIPTokenizer"}},
                          {"unet", {"diffusers", "UNet2DConditionModel"}},
                          {"vae", {"diffusers", "AutoencoderKL"}}};

const json scheduler_config = {
    {"_class_name", "PNDMScheduler"},   {"beta_start", 0.00085},       {"beta_end", 0.012},
    {"beta_schedule", "scaled_linear"}, {"num_train_timesteps", 1000}, {"steps_offset", 1},
    {"set_alpha_to_one", false}};

json unet_config(const UnetConfig& unet) {
  return {{"_class_name", "UNet2DConditionModel"},
          {"sample_size", unet.sample_size},
          {"in_channels", unet.in_channels},
          {"block_out_channels", {unet.levels[0].channels, unet.levels[1].channels}},
          {"down_block_types", {"CrossAttnDownBlock2D", "DownBlock2D"}},
          {"up_block_types", {"UpBlock2D", "CrossAttnUpBlock2D"}},
          {"attention_head_dim", unet.mid_heads},  // heads, whatever it is called
          {"layers_per_block", unet.layers_per_block},
          {"cross_attention_dim", unet.cross_attention_dim},
          {"norm_num_groups", unet.norm_groups}};
}

json vae_config(const VaeConfig& vae) {
  return {{"_class_name", "AutoencoderKL"},
          {"block_out_channels", vae.block_out_channels},
          {"layers_per_block", vae.layers_per_block},
          {"norm_num_groups", vae.norm_groups}};
}

json text_config(const TextConfig& text) {
  return {{"hidden_size", text.width},
          {"intermediate_size", text.intermediate},
          {"num_hidden_layers", text.layers},
          {"num_attention_heads", text.heads},
          {"vocab_size", text.vocab}};
}

void write_config(const fs::path& path, const json& config) {
  fs::create_directories(path.parent_path());
  write_file(path, config.dump(1));
}

// A network's graph, and what its weights' names begin with there that are meant.
struct Traced {
  Graph graph;
  std::string prefix;
};

// A place in a sequence is one axis, as in transformers, however the graph counts.
std::vector<int64_t> stored_shape(const Shape& shape) {
  return shape.rank() == 3 ? std::vector{shape[0], shape[2]} : shape.dims();
}

// Those weights, in the file with `instead` of their prefix.
void write_weights(const fs::path& path, const std::vector<Traced>& networks,
                   const std::string& instead = {}) {
  const MemoryWeights weights(1, DType::f16);
  json header = json::object();
  std::string data;
  for (const auto& [graph, prefix] : networks) {
    for (const WeightPart& part : weight_census(graph)) {
      if (!part.name.starts_with(prefix)) continue;
      const HostWeight weight = weights.get(part.name, part.shape);
      const size_t end = data.size() + weight.bytes.size();
      header[instead + part.name.substr(prefix.size())] = {{"dtype", "F16"},
                                                           {"shape", stored_shape(part.shape)},
                                                           {"data_offsets", {data.size(), end}}};
      data.append(reinterpret_cast<const char*>(weight.bytes.data()), weight.bytes.size());
    }
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  std::string length(8, '\0');
  for (size_t i = 0; i < 8; ++i) length[i] = char(text.size() >> (8 * i) & 0xff);
  write_file(path, length + text + data);
}

void write_model(const fs::path& folder, int64_t in_channels = 4) {
  ModelConfigs configs = tiny_configs();
  configs.unet.in_channels = in_channels;
  write_config(folder / "model_index.json", model_index);
  write_config(folder / "scheduler/scheduler_config.json", scheduler_config);
  write_config(folder / "unet/config.json", unet_config(configs.unet));
  write_config(folder / "vae/config.json", vae_config(configs.vae));
  write_config(folder / "text_encoder/config.json", text_config(configs.text));
  write_weights(folder / "unet/diffusion_pytorch_model.safetensors",
                {{trace_unet(configs.unet, {1, 2, 2, 77}), "unet."}});
  write_weights(folder / "vae/diffusion_pytorch_model.safetensors",
                {{trace_vae_decoder(configs.vae, 1, 2, 2), "vae."},
                 {trace_vae_encoder(configs.vae, 1, 16, 16), "vae."}});
  write_weights(folder / "text_encoder/model.safetensors",
                {{trace_clip_text(configs.text, 1), "text_encoder."}});
}

}  // namespace

const fs::path& tiny_model() {
  static const TemporaryFolder folder;
  static const fs::path path = [] {
    const fs::path model = folder.path() / "tiny";
    write_model(model);
    return model;
  }();
  return path;
}

fs::path write_tiny_model(const fs::path& folder, int64_t in_channels) {
  write_model(folder, in_channels);
  return folder;
}

fs::path write_tiny_controlnet(const fs::path& path) {
  const UnetConfig unet = tiny_configs().unet;
  UnetChanges changes;
  changes.controls = {{0, unet, 1.0}};
  write_weights(path, {{trace_unet(unet, {1, 2, 2, 77}, changes), "control_0."}});
  return path;
}

fs::path write_tiny_adapter(const fs::path& path) {
  std::vector<Traced> levels;
  levels.push_back({trace_adapter_level({.channels = 16}), "control."});
  levels.push_back(
      {trace_adapter_level({.level = 1, .in_channels = 16, .channels = 16}), "control."});
  write_weights(path, levels, "adapter.");
  return path;
}

fs::path write_tiny_upscaler(const fs::path& path) {
  const RrdbConfig config{.channels = 4, .growth = 2, .blocks = 1, .doublings = 1};
  write_weights(path, {{trace_rrdb(config, 4, 4), "upscaler."}});
  return path;
}

fs::path write_tiny_ip_adapter(const fs::path& path) {
  const UnetConfig unet = tiny_configs().unet;
  UnetChanges changes;
  changes.ip_adapters = {{0, 2, 1.0}};
  const IpAdapterConfig config{
      .seen = tiny_vision.projection, .tokens = 2, .width = unet.cross_attention_dim};
  write_weights(path, {{trace_unet(unet, {1, 2, 2, 77}, changes), "ip_0."},
                       {trace_ip_projection(config), "ip."}});
  return path;
}

fs::path write_tiny_vision(const fs::path& path) {
  write_weights(path, {{trace_clip_vision(tiny_vision, VisionOutput::projected), "vision."}});
  return path;
}

fs::path tiny_unet_file() {
  return tiny_model() / "unet/diffusion_pytorch_model.safetensors";
}

}  // namespace evenlight::test
