#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/config/model_config.h"
#include "engine/weights/model_files.h"

namespace evenlight {

struct PartSummary {
  int64_t tensors = 0;     // stored ones, a fused projection counts once
  int64_t parameters = 0;  // numbers in them
};

// What `models inspect` prints.
struct ModelSummary {
  Family family = Family::unknown;
  Prediction prediction = Prediction::epsilon;
  bool zero_terminal_snr = false;
  std::string dtype;      // of most of the parameters, as in "f16", "bf16", "f8_e4m3"
  std::string format;     // "single file" or "diffusers folder"
  std::string container;  // of its files: "safetensors", "PyTorch", "GGUF"
  std::map<std::string, int64_t> types;      // parameters by type, as in "f16", "q8_0"
  std::map<std::string, PartSummary> parts;  // "text", "text_2", "unet", "vae": those it has
  int64_t other_tensors = 0;                 // of no part: EMA copies, schedules, unknown names
  std::optional<Message> refusal;            // why it cannot be rendered; nothing if it can
};

ModelSummary summarize(const ModelWeights& model);

// SHA-256 in hexadecimal. Of a folder: of the text that `sha256sum` prints for its weight files,
// sorted by path relative to the folder. Reads every byte of the files that are open, whatever
// their names lead to by now. Throws Error(input) if one was written to since, Error(interrupted)
// if it was asked to stop.
std::string sha256_of_model(const ModelWeights& model, const std::stop_token& stop = {});

}  // namespace evenlight
