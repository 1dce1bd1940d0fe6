#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "engine/weights/tensor_table.h"

namespace evenlight {

// What torch.save writes (.ckpt, .pt, .pth, .bin): a zip archive, or before PyTorch 1.6 a row of
// pickles with the numbers behind them (pytorch:torch/serialization.py). The tensors are those of
// the dictionary "state_dict" if there is one, else of the whole; in dictionaries inside it they
// are called by both keys ("image_proj.norm.weight"). Texts and whole numbers beside them are
// metadata.
//
// Nothing is called (see pickle_reader.h), nothing is copied, and every tensor is checked to lie
// within its storage. Throws Error(input) that names the file and what is wrong with it.
TensorTable parse_torch_file(std::span<const std::byte> file, const std::string& label);

}  // namespace evenlight
