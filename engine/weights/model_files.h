// A checkpoint as the engine sees it, whatever it is stored as.
//
//   const auto model = open_model("sd15.safetensors");          // or a diffusers folder
//   model->configs().unet.levels …                              // what it looks like
//   model->get("unet.conv_in.weight", {320, 4, 3, 3})            // a view into the mapped file
//
// Names: "text_encoder.", "unet." or "vae." and then transformers' or diffusers' name, the text
// encoder's beginning with "text_model.". Layouts are torch's: [O,I,kh,kw] and [O,I].
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/config/model_config.h"
#include "engine/tensor/weight_source.h"
#include "engine/weights/model_parts.h"
#include "engine/weights/tensor_file.h"
#include "engine/weights/weight_index.h"

namespace evenlight {

enum class ModelFormat { single_file, diffusers_folder };

// May be used from several threads at once: after opening nothing changes.
class ModelWeights final : public WeightSource {
 public:
  // Bytes are aligned for their dtype. Axes of one element do not count: a weight [O,I,1,1] is
  // also given as [O,I], and the other way round. Throws Error(input) that names file, tensor,
  // expected and found if the weight is missing, has another shape, or is not f32, f16 or bf16.
  HostWeight get(const std::string& name, const Shape& expected) const override;
  // Lets the weight's whole pages leave memory; they come back from the file if read again.
  void release(const HostWeight& weight) const override;

  bool has(std::string_view name) const { return index_.contains(name); }
  const WeightIndex& index() const { return index_; }

  const std::filesystem::path& path() const { return path_; }
  ModelFormat format() const { return format_; }
  const ModelConfigs& configs() const { return configs_; }
  // Why the model cannot be rendered, as a clause ("is a LoRA, …"); nothing if it can.
  const std::optional<Message>& refusal() const { return refusal_; }
  // In a fixed order; a folder's files part by part.
  const std::vector<std::unique_ptr<TensorFile>>& files() const { return files_; }
  // What stands in for its own parts, and their files.
  const ModelParts& parts() const { return parts_; }
  const std::vector<std::unique_ptr<TensorFile>>& lent_files() const { return lent_files_; }
  // Those that stand in for one part ("vae").
  std::vector<const TensorFile*> lent_files(std::string_view part) const;

 private:
  friend class ModelOpener;
  ModelWeights() = default;

  std::filesystem::path path_;
  ModelFormat format_ = ModelFormat::single_file;
  std::vector<std::unique_ptr<TensorFile>> files_;
  ModelParts parts_;
  std::vector<std::unique_ptr<TensorFile>> lent_files_;
  std::vector<std::string> lent_parts_;  // of each of those
  WeightIndex index_;
  ModelConfigs configs_;
  std::optional<Message> refusal_;
};

// A network that is no whole model: a file, or a folder with one of diffusers' or transformers'
// name, its tensors
// named by `names`. Throws Error(input) for files that are malformed and for weights of types that
// cannot be used; what `names` throws passes through. It has no configuration.
using NameKeys = std::function<NameMap(const std::vector<std::string>& keys)>;
std::unique_ptr<ModelWeights> open_network(const std::filesystem::path& path,
                                           const NameKeys& names);

enum class OpenFor { rendering, inspection };

// Opens a single file (see tensor_file.h) or a diffusers folder (with model_index.json), whatever
// its name. Throws Error(input) if it is missing, malformed or of no known kind; when opened for
// rendering also if it is sound but cannot be rendered (inpainting, SDXL, a LoRA, …).
// `parts` stand in for its own; it need not have those.
std::unique_ptr<ModelWeights> open_model(const std::filesystem::path& path,
                                         OpenFor purpose = OpenFor::rendering,
                                         const ModelParts& parts = {});

}  // namespace evenlight
