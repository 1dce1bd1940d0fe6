// Writes a diffusers folder of full size with random f16 weights, for `evenlight bench`:
//
//   make_random_model sd15 /tmp/sd15-random
//
// The pictures of such a model are noise; its speed and memory are those of the real one.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/base/half.h"
#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"

namespace {

using namespace evenlight;
using nlohmann::json;
namespace fs = std::filesystem;

constexpr char unet_config[] = R"({
  "_class_name": "UNet2DConditionModel", "act_fn": "silu", "attention_head_dim": 8,
  "block_out_channels": [320, 640, 1280, 1280], "center_input_sample": false,
  "cross_attention_dim": 768,
  "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                       "DownBlock2D"],
  "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4,
  "layers_per_block": 2, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32,
  "out_channels": 4, "sample_size": 64,
  "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]
})";
constexpr char vae_config[] = R"({
  "_class_name": "AutoencoderKL", "act_fn": "silu", "block_out_channels": [128, 256, 512, 512],
  "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
                       "DownEncoderBlock2D"],
  "in_channels": 3, "latent_channels": 4, "layers_per_block": 2, "norm_num_groups": 32,
  "out_channels": 3, "sample_size": 512,
  "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D",
                     "UpDecoderBlock2D"]
})";
constexpr char text_config[] = R"({
  "architectures": ["CLIPTextModel"], "bos_token_id": 0, "eos_token_id": 2,
  "hidden_act": "quick_gelu", "hidden_size": 768, "intermediate_size": 3072,
  "layer_norm_eps": 1e-05, "max_position_embeddings": 77, "model_type": "clip_text_model",
  "num_attention_heads": 12, "num_hidden_layers": 12, "pad_token_id": 1, "projection_dim": 768,
  "vocab_size": 49408
})";
constexpr char scheduler_config[] = R"({
  "_class_name": "PNDMScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear",
  "beta_start": 0.00085, "num_train_timesteps": 1000, "set_alpha_to_one": false,
  "skip_prk_steps": true, "steps_offset": 1, "trained_betas": null, "clip_sample": false
})";
constexpr char model_index[] = R"({
  "_class_name": "StableDiffusionPipeline", "scheduler": ["diffusers", "PNDMScheduler"],
  "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
  "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]
})";

void write_text(const fs::path& path, const char* text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text << '\n';
}

// Norms are the identity; everything else is spread so that a layer keeps its input's scale.
std::vector<uint16_t> values_of(const WeightPart& part, std::minstd_rand& random) {
  const bool is_weight = part.name.ends_with("weight");
  const double spread = part.shape.rank() == 1
                            ? 0.0
                            : std::sqrt(3.0 * double(part.shape[0]) / double(part.shape.count()));
  std::vector<uint16_t> values(size_t(part.shape.count()));
  for (uint16_t& v : values) {
    const double unit = 2.0 * double(random()) / double(std::minstd_rand::max()) - 1.0;
    v = f32_to_f16(part.shape.rank() == 1 ? (is_weight ? 1.0f : 0.0f) : float(unit * spread));
  }
  return values;
}

// The parts whose names begin with `prefix`, written without it.
void write_weights(const fs::path& path, const std::vector<WeightPart>& census,
                   const std::string& prefix) {
  json header = json::object();
  uint64_t offset = 0;
  std::vector<WeightPart> parts;
  for (const WeightPart& part : census) {
    if (!part.name.starts_with(prefix)) continue;
    const uint64_t end = offset + uint64_t(part.shape.count()) * 2;
    header[part.name.substr(prefix.size())] = {
        {"dtype", "F16"}, {"shape", part.shape.dims()}, {"data_offsets", {offset, end}}};
    offset = end;
    parts.push_back(part);
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  const uint64_t length = text.size();
  file.write(reinterpret_cast<const char*>(&length), sizeof length);
  file << text;
  std::minstd_rand random(1);
  for (const WeightPart& part : parts) {
    const std::vector<uint16_t> values = values_of(part, random);
    file.write(reinterpret_cast<const char*>(values.data()), std::streamsize(values.size() * 2));
  }
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || std::strcmp(argv[1], "sd15") != 0) {
    std::cerr << "usage: make_random_model sd15 FOLDER\n";
    return 2;
  }
  const fs::path folder = argv[2];
  const auto vae = weight_census(trace_vae_decoder(VaeConfig{}, 1, 8, 8));
  auto both = weight_census(trace_vae_encoder(VaeConfig{}, 1, 64, 64));
  both.insert(both.end(), vae.begin(), vae.end());
  write_text(folder / "model_index.json", model_index);
  write_text(folder / "scheduler/scheduler_config.json", scheduler_config);
  write_text(folder / "unet/config.json", unet_config);
  write_text(folder / "vae/config.json", vae_config);
  write_text(folder / "text_encoder/config.json", text_config);
  write_weights(folder / "unet/diffusion_pytorch_model.safetensors",
                weight_census(trace_unet(UnetConfig{}, {})), "unet.");
  write_weights(folder / "vae/diffusion_pytorch_model.safetensors", both, "vae.");
  write_weights(folder / "text_encoder/model.safetensors",
                weight_census(trace_clip_text(TextConfig{}, 1)), "text_encoder.");
  return 0;
}
