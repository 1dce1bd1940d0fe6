#include "app/common/recipe/foreign/comfy_widgets.h"

#include <algorithm>
#include <vector>

namespace evenlight {
namespace {

// "-" is a value of the window alone, such as what becomes of a seed afterwards.
struct Widgets {
  std::string_view type;
  std::vector<const char*> names;
};

const std::vector<Widgets>& table() {
  static const std::vector<Widgets> rows = {
      {"KSampler", {"seed", "-", "steps", "cfg", "sampler_name", "scheduler", "denoise"}},
      {"KSamplerAdvanced",
       {"add_noise", "noise_seed", "-", "steps", "cfg", "sampler_name", "scheduler",
        "start_at_step", "end_at_step", "return_with_leftover_noise"}},
      {"SamplerCustom", {"add_noise", "noise_seed", "-", "cfg"}},
      {"KSamplerSelect", {"sampler_name"}},
      {"BasicScheduler", {"scheduler", "steps", "denoise"}},
      {"RandomNoise", {"noise_seed", "-"}},
      {"CFGGuider", {"cfg"}},
      {"CLIPTextEncode", {"text"}},
      {"CLIPTextEncodeSDXL",
       {"width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g",
        "text_l"}},
      {"CLIPSetLastLayer", {"stop_at_clip_layer"}},
      {"CheckpointLoaderSimple", {"ckpt_name"}},
      {"CheckpointLoader", {"config_name", "ckpt_name"}},
      {"unCLIPCheckpointLoader", {"ckpt_name"}},
      {"UNETLoader", {"unet_name", "weight_dtype"}},
      {"VAELoader", {"vae_name"}},
      {"LoraLoader", {"lora_name", "strength_model", "strength_clip"}},
      {"LoraLoaderModelOnly", {"lora_name", "strength_model"}},
      {"EmptyLatentImage", {"width", "height", "batch_size"}},
      {"EmptySD3LatentImage", {"width", "height", "batch_size"}},
      {"LatentUpscale", {"upscale_method", "width", "height", "crop"}},
      {"LatentUpscaleBy", {"upscale_method", "scale_by"}},
      {"ImageScale", {"upscale_method", "width", "height", "crop"}},
      {"ImageScaleBy", {"upscale_method", "scale_by"}},
      {"UpscaleModelLoader", {"model_name"}},
      {"ControlNetLoader", {"control_net_name"}},
      {"ControlNetApply", {"strength"}},
      {"ControlNetApplyAdvanced", {"strength", "start_percent", "end_percent"}},
      {"LoadImage", {"image"}},
      {"RescaleCFG", {"multiplier"}},
      {"FreeU", {"b1", "b2", "s1", "s2"}},
      {"FreeU_V2", {"b1", "b2", "s1", "s2"}},
      {"PerturbedAttentionGuidance", {"scale"}},
      {"ModelSamplingDiscrete", {"sampling", "zsnr"}},
      {"PrimitiveNode", {"value"}},
      {"PrimitiveString", {"value"}},
      {"PrimitiveStringMultiline", {"value"}},
      {"PrimitiveInt", {"value"}},
      {"PrimitiveFloat", {"value"}},
  };
  return rows;
}

}  // namespace

ForeignJson comfy_widget_values(std::string_view type, const ForeignJson& node) {
  ForeignJson inputs = ForeignJson::object();
  const ForeignJson* values = member(node, "widgets_values");
  if (!values) return inputs;
  if (values->is_object()) {
    for (const auto& [name, value] : values->items()) {
      if (!value.is_array()) inputs[name] = value;
    }
    return inputs;
  }
  const auto row = std::ranges::find(table(), type, &Widgets::type);
  if (row == table().end() || !values->is_array()) return inputs;
  // Older files have no value for what becomes of the seed.
  std::vector<const char*> names = row->names;
  const bool shorter = values->size() + 1 == names.size();
  const auto unnamed =
      std::ranges::find_if(names, [](const char* name) { return std::string_view(name) == "-"; });
  if (shorter && unnamed != names.end()) names.erase(unnamed);
  for (size_t i = 0; i < std::min(names.size(), values->size()); ++i) {
    const ForeignJson& value = (*values)[i];
    if (std::string_view(names[i]) != "-" && !value.is_structured()) inputs[names[i]] = value;
  }
  return inputs;
}

}  // namespace evenlight
