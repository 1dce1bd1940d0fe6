// What a LoRA file holds, layer by layer, whatever trainer wrote it: LoRA and LoCon (Hu et al.
// 2021, arXiv 2106.09685), LoHa and LoKr (Yeh et al. 2023, arXiv 2309.14859), DoRA (Liu et al.
// 2024, arXiv 2402.09353), (IA)³ (Liu et al. 2022, arXiv 2205.05638), whole differences. Spellings
// are those of kohya-ss/sd-scripts, huggingface/peft and diffusers, KohakuBlueleaf/LyCORIS and
// ostris/ai-toolkit.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/weights/tensor_file.h"

namespace evenlight {

// What a tensor is to its layer.
enum class LoraRole {
  down,
  up,
  mid,  // LoRA, LoCon
  loha_w1_a,
  loha_w1_b,
  loha_w2_a,
  loha_w2_b,
  loha_t1,
  loha_t2,
  lokr_w1,
  lokr_w1_a,
  lokr_w1_b,
  lokr_w2,
  lokr_w2_a,
  lokr_w2_b,
  lokr_t2,
  ia3_scale,
  ia3_on_input,
  difference,
  bias_difference,  // whole ones, of norms too
  alpha,
  dora_scale
};

// One layer of a network that the file changes.
struct LoraLayer {
  std::string key;  // as the file spells it, without the tensor's role
  std::map<LoraRole, const TensorEntry*> tensors;

  bool has(LoraRole role) const { return tensors.contains(role); }
};

class LoraFile {
 public:
  // Throws Error(input): no safetensors file, a kind that is not supported (OFT, GLoRA: by name),
  // or nothing of a LoRA in it.
  explicit LoraFile(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return file_.path(); }
  const std::string& sha256() const { return sha256_; }  // of the file
  // Of what lies behind the header, by whose first twelve digits A1111 knows a LoRA
  // (modules/hashes.py: addnet_hash_safetensors).
  const std::string& data_sha256() const { return data_sha256_; }
  const std::vector<LoraLayer>& layers() const { return layers_; }
  // Tensors that belong to no layer of any known kind.
  const std::vector<std::string>& unknown() const { return unknown_; }
  // Of the trainer, such as "ss_tag_frequency"; may be empty.
  const std::map<std::string, std::string>& metadata() const { return file_.metadata(); }

  // The numbers of one of its tensors, finite. Throws Error(input) that names the tensor.
  std::vector<float> values(const TensorEntry& entry) const;

 private:
  TensorFile file_;
  std::string sha256_, data_sha256_;
  std::vector<LoraLayer> layers_;
  std::vector<std::string> unknown_;
};

// A file that a recipe uses, and how strongly: 1 as it was trained, 0 not at all.
struct AppliedLora {
  std::shared_ptr<const LoraFile> file;
  std::string name;          // by which prompts and recipes call it
  double weight = 1.0;       // of the UNet's layers
  double text_weight = 1.0;  // of the text encoders'
};
using AppliedLoras = std::vector<AppliedLora>;

}  // namespace evenlight
