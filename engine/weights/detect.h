// What kind of model a file or folder is, without trusting it: the configurations and, if it
// cannot be rendered, why.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/base/message.h"
#include "engine/config/model_config.h"
#include "engine/weights/model_parts.h"
#include "engine/weights/weight_index.h"

namespace evenlight {

struct Detection {
  ModelConfigs configs;  // complete only if there is no refusal
  // A clause without the file's name, as in "is a LoRA, …"; nothing if it can be rendered.
  std::optional<Message> refusal;
};

// From a diffusers folder's JSON files. The heads of an attention level are the config's
// num_attention_heads or else its attention_head_dim, which despite its name counts heads.
// Throws Error(input) if a file is missing or malformed. Of parts that are lent it need have none,
// and reason_not_to_render is left to whoever knows them.
Detection detect_folder(const std::filesystem::path& folder, const ModelParts& lent = {});

// From an original single file: widths, depths and levels are read off the shapes. What a file
// does not say is the family's: 8 heads at every UNet level in SD1, 64 channels a head in SD2,
// SDXL and all text encoders, 32 norm groups. The prediction is v with a `v_pred` or `ztsnr`
// marker; else what the metadata `modelspec.prediction_type` says; else epsilon for SD1 and
// SDXL and v for SD2. (A base SD2 has the very same tensors as a 768-pixel one; only a
// `global_step` of 875000 gives it away, as in diffusers:src/diffusers/loaders/
// single_file_utils.py, so a person may have to ask for epsilon.)
Detection detect_single_file(const TensorFile& file, const WeightIndex& index);

// Family and UNet alone, of the weights of an index; `file` has the UNet.
ModelConfigs detect_unet(const TensorFile& file, const WeightIndex& index);

// Whether two have the same weights.
bool same_shapes(const UnetConfig& a, const UnetConfig& b);

}  // namespace evenlight
