#include "engine/weights/vision_file.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "engine/base/input_error.h"
#include "engine/weights/folder.h"
#include "engine/weights/json_config.h"
#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// Encoders that IP-Adapters were trained with, by width: ViT-L (openai), ViT-H and ViT-bigG
// (laion).
struct KnownEncoder {
  int64_t width, heads;
  TextActivation activation;
};
constexpr std::array known_encoders = {KnownEncoder{1024, 16, TextActivation::quick_gelu},
                                       KnownEncoder{1280, 16, TextActivation::gelu},
                                       KnownEncoder{1664, 16, TextActivation::gelu}};

NameMap vision_names(const std::vector<std::string>& keys) {
  NameMap map;
  for (const std::string& key : keys) {
    if (key.starts_with("vision_model.") || key.starts_with("visual_projection.")) {
      map.weights.push_back({"vision." + key, key, Fixup::none});
    } else {
      map.aside.push_back(key);
    }
  }
  return map;
}

[[noreturn]] void refuse(const ModelWeights& weights) {
  throw InputError(say<"{0}: is no CLIP picture encoder">(weights.path().string()));
}

const Shape& shape_of(const ModelWeights& weights, const std::string& name, size_t rank) {
  const auto at = weights.index().find("vision." + name);
  if (at == weights.index().end() || at->second.shape.rank() != rank) refuse(weights);
  return at->second.shape;
}

VisionConfig config_of_shapes(const ModelWeights& weights) {
  VisionConfig config;
  const Shape& patches = shape_of(weights, "vision_model.embeddings.patch_embedding.weight", 4);
  config.width = patches[0];
  config.patch = patches[2];
  const int64_t tokens =
      shape_of(weights, "vision_model.embeddings.position_embedding.weight", 2)[0];
  config.image_size = std::llround(std::sqrt(double(tokens - 1))) * config.patch;
  config.layers = 0;
  const auto layer = [&] {
    return fmt::format("vision.vision_model.encoder.layers.{}.mlp.fc1.weight", config.layers);
  };
  while (weights.has(layer())) ++config.layers;
  config.intermediate = shape_of(weights, "vision_model.encoder.layers.0.mlp.fc1.weight", 2)[0];
  config.projection = shape_of(weights, "visual_projection.weight", 2)[0];
  constexpr int64_t usual_head = 64;
  config.heads = std::max<int64_t>(1, config.width / usual_head);
  for (const KnownEncoder& known : known_encoders) {
    if (known.width != config.width) continue;
    config.heads = known.heads;
    config.activation = known.activation;
  }
  if (config.tokens() != tokens || patches[1] != 3 || patches[2] != patches[3]) refuse(weights);
  return config;
}

// What shapes do not say.
void read_config(const fs::path& path, VisionConfig& config) {
  const JsonConfig json(path);
  config.heads = json.integer("num_attention_heads", config.heads);
  config.norm_eps = json.number("layer_norm_eps", config.norm_eps);
  const std::string activation = json.text("hidden_act", "gelu");
  if (activation != "gelu" && activation != "quick_gelu") {
    json.fail("hidden_act", say<"expected gelu or quick_gelu">());
  }
  config.activation = activation == "gelu" ? TextActivation::gelu : TextActivation::quick_gelu;
}

}  // namespace

VisionFile open_vision(const fs::path& path) {
  VisionFile file;
  file.weights = open_network(path, vision_names);
  file.config = config_of_shapes(*file.weights);
  std::error_code unreadable;
  const fs::path config = path / "config.json";
  if (fs::is_directory(path, unreadable) && is_there(config)) read_config(config, file.config);
  const VisionConfig& found = file.config;
  if (found.heads < 1 || found.width % found.heads != 0 || found.layers < 2) refuse(*file.weights);
  return file;
}

}  // namespace evenlight
