// By which names LoRA files call the layers of a model.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/weights/model_files.h"

namespace evenlight {

// Every spelling of every layer of one model: kohya's ("lora_unet_down_blocks_0_…",
// "lora_te1_text_model_…"), the same with the original files' blocks
// ("lora_unet_input_blocks_4_1_…"), diffusers' and peft's ("unet.down_blocks.0.…", with
// "base_model.model." before it or not), and those of diffusers' old attention processors
// ("….attn1.processor.to_q_lora").
class LayerNames {
 public:
  explicit LayerNames(const ModelWeights& model);

  // The canonical name of the layer, without ".weight": "unet.down_blocks.0.attentions.0.proj_in".
  // Nothing if the model has no such layer.
  std::optional<std::string> find(std::string_view key) const;

 private:
  void add_unet(const std::string& inner, const std::vector<std::string>& originals);
  void add_text(std::string_view part, const std::string& inner);
  void add(std::string key, const std::string& layer);

  std::unordered_map<std::string, std::string> layers_;  // by key
};

}  // namespace evenlight
