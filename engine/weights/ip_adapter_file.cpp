#include "engine/weights/ip_adapter_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "engine/base/input_error.h"

namespace evenlight {
namespace {

constexpr int64_t head_dim = 64;  // of every resampler

// A weight that only adapters of that kind have.
struct KindMark {
  std::string_view name;
  IpAdapterKind kind;
};
constexpr std::array marks = {
    KindMark{"image_proj.proj.weight", IpAdapterKind::plain},
    KindMark{"image_proj.latents", IpAdapterKind::plus},
    KindMark{"image_proj.proj.3.weight", IpAdapterKind::full_face},
};

bool has(const std::vector<std::string>& keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

// Those read a vector of a network for faces and bring a LoRA along.
bool needs_face_network(const std::vector<std::string>& keys) {
  return std::ranges::any_of(keys, [](const std::string& key) {
    return key.find("_lora.") != std::string::npos ||
           key.starts_with("image_proj.perceiver_resampler.");
  });
}

IpAdapterKind kind_of(const std::vector<std::string>& keys, const std::string& path) {
  if (needs_face_network(keys)) {
    throw InputError(say<"{0}: is an IP-Adapter of the FaceID kind, which needs a network that "
                         "recognises faces; give a plain, plus or face variant">(path));
  }
  for (const KindMark& mark : marks) {
    if (has(keys, mark.name) && has(keys, "ip_adapter.1.to_k_ip.weight")) return mark.kind;
  }
  throw InputError(say<"{0}: is no IP-Adapter">(path));
}

NameMap adapter_names(const std::vector<std::string>& keys) {
  NameMap map;
  for (const std::string& key : keys) {
    if (key.starts_with("image_proj.") || key.starts_with("ip_adapter.")) {
      map.weights.push_back({"ip." + key, key, Fixup::none});
    } else {
      map.unknown.push_back(key);
    }
  }
  return map;
}

// Shapes of a file, read with suspicion.
class Shapes {
 public:
  explicit Shapes(const ModelWeights& weights) : weights_(weights) {}

  int64_t side(const std::string& name, size_t axis, size_t rank = 2) const {
    const auto at = weights_.index().find("ip." + name);
    if (at == weights_.index().end() || at->second.shape.rank() != rank ||
        at->second.shape[axis] < 1) {
      throw InputError(say<"{0}: its weight {1} is missing or has another shape than such an "
                           "adapter's">(weights_.path().string(), name));
    }
    return at->second.shape[axis];
  }
  bool has(const std::string& name) const { return weights_.has("ip." + name); }

 private:
  const ModelWeights& weights_;
};

void read_plain(const Shapes& shapes, IpAdapterConfig& config) {
  config.seen = shapes.side("image_proj.proj.weight", 1);
  config.width = shapes.side("image_proj.norm.weight", 0, 1);
  config.tokens = shapes.side("image_proj.proj.weight", 0) / config.width;
}

void read_plus(const Shapes& shapes, IpAdapterConfig& config) {
  config.seen = shapes.side("image_proj.proj_in.weight", 1);
  config.inner = shapes.side("image_proj.proj_in.weight", 0);
  config.width = shapes.side("image_proj.proj_out.weight", 0);
  config.tokens = shapes.side("image_proj.latents", 1, 3);
  config.attention = shapes.side("image_proj.layers.0.0.to_q.weight", 0);
  config.feed_forward = shapes.side("image_proj.layers.0.1.1.weight", 0);
  config.layers = 0;
  while (shapes.has(fmt::format("image_proj.layers.{}.0.to_q.weight", config.layers))) {
    ++config.layers;
  }
}

void read_full_face(const Shapes& shapes, int64_t patches, IpAdapterConfig& config) {
  config.seen = shapes.side("image_proj.proj.0.weight", 1);
  config.inner = shapes.side("image_proj.proj.0.weight", 0);
  config.width = shapes.side("image_proj.proj.3.weight", 0, 1);
  config.tokens = patches;
}

}  // namespace

IpAdapterFile open_ip_adapter(const std::filesystem::path& path) {
  IpAdapterFile file;
  file.weights = open_network(path, [&](const std::vector<std::string>& keys) {
    file.kind = kind_of(keys, path.string());
    return adapter_names(keys);
  });
  return file;
}

IpAdapterConfig ip_adapter_config(const IpAdapterFile& file, const UnetConfig& unet,
                                  const VisionFile& encoder) {
  const Shapes shapes(*file.weights);
  const std::string path = file.weights->path().string();
  IpAdapterConfig config;
  config.kind = file.kind;
  const bool one_vector = file.kind == IpAdapterKind::plain;
  config.seen_tokens = one_vector ? 1 : encoder.config.tokens();
  if (one_vector) read_plain(shapes, config);
  if (file.kind == IpAdapterKind::plus) read_plus(shapes, config);
  if (file.kind == IpAdapterKind::full_face) {
    read_full_face(shapes, encoder.config.tokens(), config);
  }
  if (config.width != unet.cross_attention_dim) {
    throw InputError(say<"{0}: was made for models whose text has the width {1}; this one's has "
                         "{2}">(path, config.width, unet.cross_attention_dim));
  }
  const int64_t given = one_vector ? encoder.config.projection : encoder.config.width;
  if (config.seen != given) {
    throw InputError(say<"{0}: reads pictures encoded in {1} numbers, but {2} gives {3}; give the "
                         "encoder that belongs to it">(path, config.seen,
                                                       encoder.weights->path().string(), given));
  }
  if (config.attention % head_dim != 0) {
    throw InputError(say<"{0}: its weight {1} is missing or has another shape than such an "
                         "adapter's">(path, "image_proj.layers.0.0.to_q.weight"));
  }
  return config;
}

}  // namespace evenlight
