// Models in other files: another format, other number types, a folder or a single file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "app/common/files/atomic_file.h"
#include "app/common/notes.h"
#include "engine/weights/model_files.h"

namespace evenlight {

enum class ModelForm { safetensors, gguf, folder };

struct Conversion {
  std::filesystem::path to;
  ModelForm form = ModelForm::safetensors;
  // f32, f16, bf16, fp8, q8_0 or q4_0. Empty: as they are, 8-bit and quantised ones as f16. fp8
  // (E4M3) is for safetensors: the UNet's and the text encoders' matrices and kernels become so,
  // the rest f16. The last two are for GGUF: the matrices of the UNet's transformer blocks become
  // so, vectors f32, the rest f16.
  std::string type;
  Overwrite overwrite = Overwrite::refuse;
  // What the weights are instead of the model's own, such as a merge; null: those. It must outlive
  // the conversion.
  const WeightSource* values = nullptr;
  std::map<std::string, std::string> metadata = {};  // beside what is written there anyway
};

struct Converted {
  uint64_t tensors = 0;
  uint64_t bytes = 0;
};

// Form by the name: .safetensors, .gguf, or a folder without a suffix. Throws Error(usage) for
// another suffix.
ModelForm model_form(const std::filesystem::path& to);

// Writes the model, reads what was written as a model again and compares. What is left out (EMA
// copies, training state, names that nobody knows) is told in `notes`. `poll` is asked at every
// tensor and may throw.
//
// Throws Error(usage) for a type that the form cannot have and for what exists and may not be
// overwritten; Error(input) if the form cannot say what the model is, a number does not fit the
// type, or a source is damaged; Error(failed) where writing fails.
Converted convert_model(const ModelWeights& model, const Conversion& conversion, Notes& notes,
                        const std::function<void()>& poll = {});

}  // namespace evenlight
