#include "engine/weights/model_files.h"

#include <cstring>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/detect.h"
#include "engine/weights/detect_vae.h"
#include "engine/weights/folder.h"
#include "engine/weights/part_file.h"
#include "engine/weights/validate.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const TensorFile& file) {
  std::vector<std::string> names;
  for (const TensorEntry& entry : file.tensors()) names.push_back(entry.name);
  return names;
}

// Without axes of one element, such as the kernel of a pointwise convolution: the numbers lie the
// same way.
std::vector<int64_t> long_axes(const Shape& shape) {
  std::vector<int64_t> axes = shape.dims();
  std::erase(axes, 1);
  return axes;
}

using Owned = std::shared_ptr<std::vector<std::byte>>;

Owned transposed(std::span<const std::byte> bytes, const Shape& stored, size_t element) {
  const auto rows = static_cast<size_t>(stored[0]);
  const auto columns = static_cast<size_t>(stored[1]);
  auto copy = std::make_shared<std::vector<std::byte>>(bytes.size());
  for (size_t r = 0; r < rows; ++r) {
    for (size_t c = 0; c < columns; ++c) {
      std::memcpy(copy->data() + (c * rows + r) * element,
                  bytes.data() + (r * columns + c) * element, element);
    }
  }
  return copy;
}

std::span<const std::byte> third(std::span<const std::byte> bytes, Fixup fixup) {
  const size_t size = bytes.size() / 3;
  const size_t which = fixup == Fixup::first_third ? 0 : fixup == Fixup::second_third ? 1 : 2;
  return bytes.subspan(which * size, size);
}

Message other_type(const TensorEntry& entry) {
  return say<
      "has the tensor {0} stored as {1}, but only F32, F16, BF16 and F8 can be used; get the model "
      "in one of these">(in_quotes(entry.name), entry.stored_type());
}

Message coarse_vae(const TensorEntry& entry) {
  return say<
      "has the tensor {0} of its VAE stored as {1}, which is too coarse to make pictures "
      "of; give a VAE in F16 or F32 beside it ({2})">(in_quotes(entry.name), entry.stored_type(),
                                                      Field{"vae"});
}

bool aligned(std::span<const std::byte> bytes, size_t element) {
  return reinterpret_cast<uintptr_t>(bytes.data()) % element == 0;
}

}  // namespace

HostWeight ModelWeights::get(const std::string& name, const Shape& expected) const {
  const auto at = index_.find(name);
  if (at == index_.end()) {
    throw Error(ErrorKind::input,
                say<"{0}: the weight {1} {2} is missing; the model is incomplete or of another "
                    "architecture">(path_.string(), name, to_string(expected)));
  }
  const StoredWeight& weight = at->second;
  const TensorEntry& entry = *weight.entry;
  if (long_axes(weight.shape) != long_axes(expected)) {
    throw Error(ErrorKind::input,
                say<"{0}: tensor {1} (the weight {2}) has the shape {3}, but {4} was expected; the "
                    "model is damaged or of another architecture">(
                    weight.file->path().string(), in_quotes(entry.name), name,
                    to_string(weight.shape), to_string(expected)));
  }
  if (!entry.is_weight()) {
    throw Error(ErrorKind::input, say<"{0}: {1}">(weight.file->path().string(), other_type(entry)));
  }
  const size_t element = size_of(entry.dtype());
  HostWeight answer = weight.file->read(entry);
  answer.shape = expected;
  const bool is_view = answer.owner == nullptr;
  Owned copy;
  if (weight.fixup == Fixup::transpose) {
    copy = transposed(answer.bytes, entry.shape, element);
  } else {
    if (weight.fixup != Fixup::none) answer.bytes = third(answer.bytes, weight.fixup);
    if (!aligned(answer.bytes, element)) {
      copy = std::make_shared<std::vector<std::byte>>(answer.bytes.begin(), answer.bytes.end());
    }
  }
  if (copy || !is_view) {
    weight.file->mapping().drop(weight.file->bytes(entry));  // the copy replaces these pages
  }
  if (copy) {
    answer.bytes = *copy;
    answer.owner = std::move(copy);
  }
  return answer;
}

void ModelWeights::release(const HostWeight& weight) const {
  if (weight.owner) return;
  for (const auto* files : {&files_, &lent_files_}) {
    for (const auto& file : *files) {
      if (file->mapping().contains(weight.bytes)) return file->mapping().drop(weight.bytes);
    }
  }
}

std::vector<const TensorFile*> ModelWeights::lent_files(std::string_view part) const {
  std::vector<const TensorFile*> files;
  for (size_t i = 0; i < lent_files_.size(); ++i) {
    if (lent_parts_[i] == part) files.push_back(lent_files_[i].get());
  }
  return files;
}

class ModelOpener {
 public:
  static std::unique_ptr<ModelWeights> folder(const fs::path& path, const ModelParts& parts) {
    std::unique_ptr<ModelWeights> model(new ModelWeights);
    model->path_ = path;
    model->parts_ = parts;
    model->format_ = ModelFormat::diffusers_folder;
    if (parts.ema && parts.unet.empty()) refuse_averaged(path);
    take(*model, detect_folder(path, parts));
    for (const FolderPart& part : list_folder_parts(path, parts)) {
      for (const fs::path& file_path : part.files) {
        const TensorFile& file = add(*model, file_path);
        add_to_index(model->index_, file, map_folder_names(part.name, names_in(file)));
      }
    }
    lend(*model);
    refuse_other_types(*model);
    return model;
  }

  static std::unique_ptr<ModelWeights> single_file(const fs::path& path, const ModelParts& parts) {
    std::unique_ptr<ModelWeights> model(new ModelWeights);
    model->path_ = path;
    model->parts_ = parts;
    const TensorFile& file = add(*model, path);
    NameMap names = map_ldm_names(names_in(file));
    if (parts.ema && parts.unet.empty()) take_averaged(names, file);
    for (const std::string_view part : lendable_parts) {
      if (!parts.of(part).empty()) leave_out(std::string(part) + ".", names);
    }
    add_to_index(model->index_, file, names);
    PartsFound found = add_lent(*model);
    take(*model, detect_single_file(file, model->index_));
    configure(*model, found);
    refuse_other_types(*model);
    return model;
  }

  static std::unique_ptr<ModelWeights> network(const fs::path& path, const NameKeys& names) {
    std::unique_ptr<ModelWeights> model(new ModelWeights);
    model->path_ = network_file(path);  // of one file, wherever it lies
    const TensorFile& file = add(*model, model->path_);
    add_to_index(model->index_, file, names(names_in(file)));
    refuse_other_types(*model);
    if (model->refusal_) {
      throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), *model->refusal_));
    }
    return model;
  }

 private:
  static fs::path network_file(const fs::path& path) {
    std::error_code unreadable;  // then opening it as a file says why
    if (!fs::is_directory(path, unreadable)) return path;
    for (const char* name :
         {"diffusion_pytorch_model.safetensors", "diffusion_pytorch_model.fp16.safetensors",
          "diffusion_pytorch_model.bin", "diffusion_pytorch_model.fp16.bin", "model.safetensors",
          "model.fp16.safetensors", "pytorch_model.bin"}) {
      if (is_there(path / name)) return path / name;
    }
    throw Error(ErrorKind::input,
                say<"{0}: is a folder without diffusion_pytorch_model.safetensors; give the "
                    "network's file or its folder">(path.string()));
  }

  struct PartsFound {
    const TensorFile* unet = nullptr;
    fs::path vae_config;  // of a folder
  };

  [[noreturn]] static void refuse_averaged(const fs::path& path) {
    throw Error(ErrorKind::input,
                say<"{0}: holds no averaged (EMA) weights beside the others; use it without">(
                    path.string()));
  }

  static void take_averaged(NameMap& names, const TensorFile& file) {
    if (use_averaged_weights(names, names_in(file)) == 0) refuse_averaged(file.path());
  }

  static void leave_out(std::string_view prefix, NameMap& names) {
    std::erase_if(names.weights,
                  [&](const MappedName& one) { return one.name.starts_with(prefix); });
  }

  static PartsFound add_lent(ModelWeights& model) {
    PartsFound found;
    for (const std::string_view part : lendable_parts) {
      const fs::path& path = model.parts_.of(part);
      if (path.empty()) continue;
      PartFiles files = open_part(part, path);
      for (size_t i = 0; i < files.files.size(); ++i) {
        const bool averaged = part == "unet" && model.parts_.ema;
        if (averaged) take_averaged(files.names[i], *files.files[i]);
        add_to_index(model.index_, *files.files[i], files.names[i]);
        model.lent_files_.push_back(std::move(files.files[i]));
        model.lent_parts_.emplace_back(part);
      }
      if (part == "unet") found.unet = model.lent_files_.back().get();
      if (part == "vae") found.vae_config = files.config;
    }
    return found;
  }

  static void lend(ModelWeights& model) {
    const PartsFound found = add_lent(model);
    if (model.lent_files_.empty()) return;
    if (found.unet) configure_unet(model, *found.unet);
    configure(model, found);
  }

  // Where shapes are those of the model's own part, its configuration knows more than they say.
  static void configure_unet(ModelWeights& model, const TensorFile& file) {
    const ModelConfigs lent = detect_unet(file, model.index_);
    ModelConfigs& own = model.configs_;
    if (lent.family != own.family) {
      throw Error(ErrorKind::input,
                  say<"{0}: is a UNet of the family {1}, but the model beside it is of {2}">(
                      file.path().string(), name_of(lent.family), name_of(own.family)));
    }
    if (!same_shapes(lent.unet, own.unet)) own.unet = lent.unet;
  }

  static void configure(ModelWeights& model, const PartsFound& found) {
    if (model.parts_.vae.empty() && model.parts_.unet.empty()) return;
    ModelConfigs& configs = model.configs_;
    if (!found.vae_config.empty() && is_there(found.vae_config)) {
      configs.vae = vae_of_config(JsonConfig(found.vae_config), model.refusal_);
    } else if (!model.parts_.vae.empty()) {
      const VaeConfig lent = vae_of_shapes(model.index_, configs.family);
      if (!same_shapes(lent, configs.vae)) configs.vae = lent;
    }
    if (!model.refusal_) model.refusal_ = reason_not_to_render(configs);
  }

  static const TensorFile& add(ModelWeights& model, const fs::path& path) {
    return *model.files_.emplace_back(std::make_unique<TensorFile>(path));
  }

  static void take(ModelWeights& model, Detection detection) {
    model.configs_ = std::move(detection.configs);
    model.refusal_ = std::move(detection.refusal);
  }

  // Said when the model is opened, not when the last part of a picture needs the weight.
  static void refuse_other_types(ModelWeights& model) {
    for (const auto& file : model.files_) refuse_scales(model, *file);
    for (const auto& file : model.lent_files_) refuse_scales(model, *file);
    for (const auto& [name, weight] : model.index_) {
      const bool is_used = name.ends_with(".weight") || name.ends_with(".bias");
      if (model.refusal_) return;
      if (!is_used) continue;
      if (!weight.entry->is_weight()) model.refusal_ = other_type(*weight.entry);
      // Three bits of mantissa show as blotches in every picture.
      if (name.starts_with("vae.") && weight.entry->stored_type().starts_with("F8_")) {
        model.refusal_ = coarse_vae(*weight.entry);
      }
    }
  }

  // ComfyUI's "scaled" files: without those numbers the weights mean nothing.
  static void refuse_scales(ModelWeights& model, const TensorFile& file) {
    for (const TensorEntry& entry : file.tensors()) {
      if (model.refusal_) return;
      if (entry.name != "scaled_fp8" && !entry.name.ends_with(".scale_weight")) continue;
      model.refusal_ =
          say<"has 8-bit weights that are scaled one by one (the tensor {0} says so), which is not "
              "supported; get the model in F16 or in plain F8">(in_quotes(entry.name));
    }
  }
};

std::unique_ptr<ModelWeights> open_network(const fs::path& path, const NameKeys& names) {
  return ModelOpener::network(path, names);
}

std::unique_ptr<ModelWeights> open_model(const fs::path& path, OpenFor purpose,
                                         const ModelParts& parts) {
  std::error_code unreadable;  // then opening it as a file says why
  const bool is_folder = fs::is_directory(path, unreadable);
  if (is_folder && !fs::exists(path / "model_index.json", unreadable)) {
    throw Error(ErrorKind::input, say<"{0}: is a folder without model_index.json; give a diffusers "
                                      "model folder or a model's file">(path.string()));
  }
  auto model = is_folder ? ModelOpener::folder(path, parts) : ModelOpener::single_file(path, parts);
  if (purpose == OpenFor::rendering && model->refusal()) {
    throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), *model->refusal()));
  }
  return model;
}

}  // namespace evenlight
