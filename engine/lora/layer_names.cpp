#include "engine/lora/layer_names.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

std::string flat(std::string text) {
  std::ranges::replace(text, '.', '_');
  return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// diffusers' names of UNet modules → those of the original files, read off the rules for the other
// direction: each rule of a module is tried at every place where there can be one.
class OriginalNames {
 public:
  explicit OriginalNames(size_t layers) {
    constexpr std::string_view modules[] = {
        "in_layers.0.",  "in_layers.2.",        "emb_layers.1.", "out_layers.0.",
        "out_layers.3.", "skip_connection.",    "norm.",         "proj_in.",
        "proj_out.",     "transformer_blocks.", "op.",           "conv."};
    std::vector<std::string> places;
    for (const char* list : {"input_blocks.", "output_blocks."}) {
      for (int block = 0; block < max_blocks; ++block) {
        for (int module = 0; module < 3; ++module) {
          places.push_back(list + std::to_string(block) + "." + std::to_string(module) + ".");
        }
      }
    }
    for (int module = 0; module < 3; ++module) {
      places.push_back("middle_block." + std::to_string(module) + ".");
    }
    for (const std::string& place : places) {
      for (const std::string_view module : modules) add(place + std::string(module), layers);
    }
    for (const char* plain : {"time_embed.0.", "time_embed.2.", "label_emb.0.0.", "label_emb.0.2.",
                              "out.0.", "out.2.", "input_blocks.0.0."}) {
      add(plain, layers);
    }
  }

  // Every spelling that there can be: an upsampler's number depends on whether its block has
  // attention. None if the original files have no such module. `inner` ends with a dot.
  std::vector<std::string> of(const std::string& inner) const {
    // The longest prefix is the module's own.
    for (size_t dot = inner.rfind('.'); dot != inner.npos; dot = inner.rfind('.', dot - 1)) {
      const auto [first, last] = originals_.equal_range(inner.substr(0, dot + 1));
      std::vector<std::string> spellings;
      for (auto it = first; it != last; ++it) {
        spellings.push_back(it->second + inner.substr(dot + 1));
        spellings.back().pop_back();
      }
      if (!spellings.empty()) return spellings;
      if (dot == 0) break;
    }
    return {};
  }

 private:
  static constexpr int max_blocks = 40;

  void add(const std::string& original, size_t layers) {
    const auto name = names::ldm_unet_name(original, layers);
    if (name) originals_.emplace(*name, original);
  }

  std::multimap<std::string, std::string> originals_;
};

constexpr std::string_view weight = ".weight";

}  // namespace

LayerNames::LayerNames(const ModelWeights& model) {
  const OriginalNames originals(size_t(model.configs().unet.layers_per_block));
  for (const auto& [name, stored] : model.index()) {
    if (!name.ends_with(weight)) continue;
    std::string_view layer = std::string_view(name).substr(0, name.size() - weight.size());
    if (names::take(layer, "unet.")) {
      add_unet(std::string(layer), originals.of(std::string(layer) + "."));
    } else if (names::take(layer, "text_encoder.")) {
      add_text("text_encoder", std::string(layer));
    } else if (names::take(layer, "text_encoder_2.")) {
      add_text("text_encoder_2", std::string(layer));
    }
  }
}

void LayerNames::add(std::string key, const std::string& layer) {
  layers_.emplace(std::move(key), layer);
}

void LayerNames::add_unet(const std::string& inner, const std::vector<std::string>& originals) {
  const std::string layer = "unet." + inner;
  std::string processor = inner;
  for (const char* projection : {"to_q", "to_k", "to_v", "to_out"}) {
    const std::string from = "." + std::string(projection);
    replace_all(processor, from, ".processor" + from + "_lora");
  }
  if (processor.ends_with("_lora.0")) processor.resize(processor.size() - 2);
  for (const std::string& name : {inner, processor}) {
    add("unet." + name, layer);
    add(name, layer);
  }
  for (const char* prefix : {"lora_unet_", "lycoris_unet_"}) add(prefix + flat(inner), layer);
  for (const std::string& original : originals) {
    add("diffusion_model." + original, layer);
    add("model.diffusion_model." + original, layer);
    for (const char* prefix : {"lora_unet_", "lycoris_unet_"}) add(prefix + flat(original), layer);
  }
}

void LayerNames::add_text(std::string_view part, const std::string& inner) {
  const std::string layer = std::string(part) + "." + inner;
  std::string bare = inner;
  if (bare.starts_with("text_model.")) bare = bare.substr(11);
  // diffusers' first text LoRAs called the projections as the UNet's are called.
  std::string old = inner;
  for (const char* projection : {"q", "k", "v", "out"}) {
    replace_all(old, "." + std::string(projection) + "_proj",
                ".to_" + std::string(projection) + "_lora");
  }
  add(std::string(part) + "." + old, layer);
  for (const std::string& name : {inner, bare}) {
    add(std::string(part) + "." + name, layer);
    if (part == "text_encoder") {
      add("lora_te_" + flat(name), layer);
      add("lora_te1_" + flat(name), layer);
    } else {
      add("lora_te2_" + flat(name), layer);
    }
  }
}

std::optional<std::string> LayerNames::find(std::string_view key) const {
  names::take(key, "base_model.model.");
  const auto found = layers_.find(std::string(key));
  if (found == layers_.end()) return std::nullopt;
  return found->second;
}

}  // namespace evenlight
