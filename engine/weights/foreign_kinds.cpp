#include "engine/weights/foreign_kinds.h"

#include <string_view>

#include "engine/base/quoted.h"

namespace evenlight {
namespace {

struct Sign {
  std::string_view part;  // of some tensor's name
  Family family;
  Message (*clause)();
};

// The first row that fits a name decides, so the sure signs come first.
constexpr Sign signs[] = {
    {"lora_", Family::unknown, say<"is a LoRA, not a model; give the model it was made for">},
    {".lora.", Family::unknown, say<"is a LoRA, not a model; give the model it was made for">},
    {"hada_w1", Family::unknown,
     say<"is a LyCORIS (LoHa), not a model; give the model it was made for">},
    {"lokr_w", Family::unknown,
     say<"is a LyCORIS (LoKr), not a model; give the model it was made for">},
    {"control_model.", Family::unknown,
     say<"is a ControlNet, not a model; give the model it steers">},
    {"controlnet_cond_embedding", Family::unknown,
     say<"is a ControlNet, not a model; give the model it steers">},
    {"input_hint_block", Family::unknown,
     say<"is a ControlNet, not a model; give the model it steers">},
    {"ip_adapter", Family::unknown, say<"is an IP-Adapter, not a model">},
    {"emb_params", Family::unknown, say<"is a textual-inversion embedding, not a model">},
    {"double_blocks.", Family::flux,
     say<"is a Flux model; SD1, SD2 and SDXL models can be rendered">},
    {"joint_blocks.", Family::sd3,
     say<"is a Stable Diffusion 3 model; SD1, SD2 and SDXL models can be rendered">},
    {"down_blocks.0.resnets.0.time_emb_proj", Family::unknown,
     say<"is only the UNet of a diffusers folder; give the whole folder, or this as the UNet of a "
         "model">},
    {"input_blocks.0.0", Family::unknown,
     say<"is only a UNet, without text encoder and VAE; give the whole checkpoint, or this as the "
         "UNet of a model">},
    {"decoder.conv_in", Family::unknown,
     say<"is only a VAE; give the whole checkpoint, or this as the VAE of a model">},
    {"decoder.mid", Family::unknown,
     say<"is only a VAE; give the whole checkpoint, or this as the VAE of a model">},
    {"text_model.", Family::unknown, say<"is only a text encoder; give the whole checkpoint">},
    {"resblocks.", Family::unknown, say<"is only a text encoder; give the whole checkpoint">},
    {"decoder.layers.", Family::unknown, say<"is only a TAESD; give it as the VAE of a model">},
    {"3.conv.0.weight", Family::unknown, say<"is only a TAESD; give it as the VAE of a model">},
    {"RRDB", Family::unknown, say<"is an upscaler, not a model">},
};

}  // namespace

ForeignKind describe_foreign_tensors(const std::vector<std::string>& names) {
  if (names.empty()) return {Family::unknown, say<"holds no tensors at all">()};
  for (const Sign& sign : signs) {
    for (const std::string& name : names) {
      if (name.find(sign.part) != std::string::npos) {
        return {sign.family, sign.clause()};
      }
    }
  }
  return {Family::unknown,
          say<"holds no Stable Diffusion model; its {0} tensors have names such as {1}">(
              names.size(), in_quotes(names.front()))};
}

}  // namespace evenlight
