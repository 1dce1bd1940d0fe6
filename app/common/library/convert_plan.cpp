#include "app/common/library/convert_plan.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/encode_weight.h"
#include "engine/weights/ggml_blocks.h"
#include "engine/weights/ldm_keys.h"

namespace evenlight {
namespace {

constexpr uint32_t q4_0_type = 2, q8_0_type = 8;
constexpr std::string_view fp8_type = "fp8";

struct TypeRow {
  std::string_view type;
  std::string_view encoding;  // empty: a quantised one
  uint32_t quantised;         // ggml's number
};
constexpr TypeRow types[] = {
    {"f32", "F32", 0},     {"f16", "F16", 0},       {"bf16", "BF16", 0},
    {"fp8", "F8_E4M3", 0}, {"q8_0", "", q8_0_type}, {"q4_0", "", q4_0_type},
};

const WeightSource& values_of(const ModelWeights& model, const Conversion& conversion) {
  return conversion.values ? *conversion.values : model;
}

const Encoding& encoding_called(std::string_view name) {
  const Encoding* encoding = find_encoding(name);
  EVENLIGHT_CHECK(encoding, "a plain encoding");
  return *encoding;
}

bool is_block_matrix(const std::string& canonical, const Shape& shape, size_t block) {
  return canonical.starts_with("unet.") &&
         canonical.find(".transformer_blocks.") != std::string::npos && shape.rank() == 2 &&
         shape.back() % int64_t(block) == 0;
}

// Matrices and kernels of the UNet and the text encoders: norms and biases are small and delicate,
// and a VAE shows every bit that it lacks.
bool bears_eight_bits(const std::string& canonical, const Shape& shape) {
  const bool part = canonical.starts_with("unet.") || canonical.starts_with("text_encoder");
  return part && shape.rank() >= 2;
}

std::vector<std::byte> encoded(const HostWeight& weight, const Encoding& encoding,
                               const std::string& name) {
  auto bytes = encode_weight(weight, encoding);
  if (bytes) return std::move(*bytes);
  throw Error(
      ErrorKind::input,
      say<"The weight {0} holds a number that is too large for {1}; convert to bf16 or f32">(
          in_quotes(name), encoding.name));
}

class SingleFilePlan {
 public:
  SingleFilePlan(const ModelWeights& model, const Conversion& conversion)
      : model_(model), conversion_(conversion) {}

  ConversionPlan run() {
    if (model_.format() == ModelFormat::single_file && !conversion_.values) {
      by_stored_names();
    } else {
      by_ldm_names();
    }
    mark_zero_snr();
    return std::move(plan_);
  }

 private:
  // As the source calls them, so that whoever reads that one reads this one. Of a file that is no
  // whole model (a VAE, a LoRA, an embedding) everything.
  void by_stored_names() {
    std::map<const TensorEntry*, std::string> canonical;
    for (const auto& [name, weight] : model_.index()) canonical.emplace(weight.entry, name);
    for (const auto& file : model_.files()) {
      for (const TensorEntry& entry : file->tensors()) {
        const auto known = canonical.find(&entry);
        if (known != canonical.end()) {
          add_stored(*file, entry, known->second);
        } else if (canonical.empty() && entry.is_weight()) {
          add_stored(*file, entry, entry.name);
        } else if (canonical.empty() || is_marker(entry.name)) {
          add_marker(*file, entry);
        } else {
          plan_.left_out.push_back(entry.name);
        }
      }
    }
  }

  void add_stored(const TensorFile& file, const TensorEntry& entry, const std::string& canonical) {
    const Encoding& encoding = encoding_of(canonical, entry.shape, *entry.encoding);
    const auto bytes = [&file, &entry, &encoding] {
      auto answer = encoded(file.read(entry), encoding, entry.name);
      file.mapping().drop(file.bytes(entry));
      return answer;
    };
    plan_.tensors.push_back({entry.name, &encoding, entry.shape, bytes});
  }

  // Tensors whose presence alone, or a whole number in them, tells something of the model.
  static bool is_marker(const std::string& name) {
    constexpr std::string_view markers[] = {"v_pred", "ztsnr", "global_step"};
    return std::ranges::find(markers, name) != std::end(markers) || name.ends_with("position_ids");
  }

  void add_marker(const TensorFile& file, const TensorEntry& entry) {
    const bool in_gguf = conversion_.form == ModelForm::gguf;
    const bool is_row_by_row = entry.strides.empty();
    if (!is_row_by_row || (in_gguf && entry.dtype() == DType::other)) {
      plan_.left_out.push_back(entry.name);
      return;
    }
    const auto bytes = [&file, &entry] {
      const auto stored = file.bytes(entry);
      return std::vector<std::byte>(stored.begin(), stored.end());
    };
    has_ztsnr_ |= entry.name == "ztsnr";
    plan_.tensors.push_back({entry.name, entry.encoding, entry.shape, bytes});
  }

  void by_ldm_names() {
    std::vector<std::string> names;
    for (const auto& [name, weight] : model_.index()) names.push_back(name);
    LdmTensors ldm = to_ldm_tensors(names, model_.configs());
    plan_.left_out = std::move(ldm.left_out);
    for (LdmTensor& tensor : ldm.tensors) add_ldm(std::move(tensor));
  }

  void add_ldm(LdmTensor tensor) {
    const StoredWeight& first = model_.index().at(tensor.parts.front());
    Shape shape = first.shape;
    if (tensor.pointwise && shape.rank() == 2) shape = {shape[0], shape[1], 1, 1};
    if (tensor.transposed && shape.rank() == 2) std::swap(shape[0], shape[1]);
    if (shape.rank() > 0) shape[0] *= int64_t(tensor.parts.size());
    const Encoding& encoding = encoding_of(tensor.parts.front(), shape, *first.entry->encoding);
    const auto bytes = [&values = values_of(model_, conversion_), &model = model_, tensor, shape,
                        &encoding] {
      return encoded(joined(values, model, tensor, shape), encoding, tensor.name);
    };
    plan_.tensors.push_back({tensor.name, &encoding, shape, bytes});
  }

  // The parts of a tensor one after the other.
  static HostWeight joined(const WeightSource& values, const ModelWeights& model,
                           const LdmTensor& tensor, const Shape& shape) {
    auto all = std::make_shared<std::vector<std::byte>>();
    HostWeight weight;
    for (const std::string& part : tensor.parts) {
      weight = values.get(part, model.index().at(part).shape);
      all->insert(all->end(), weight.bytes.begin(), weight.bytes.end());
      values.release(weight);
    }
    if (tensor.transposed) *all = transposed(*all, shape, size_of(weight.dtype));
    return {weight.dtype, shape, *all, all};
  }

  // [O,I] as [I,O], which is `shape`.
  static std::vector<std::byte> transposed(const std::vector<std::byte>& bytes, const Shape& shape,
                                           size_t element) {
    std::vector<std::byte> answer(bytes.size());
    const size_t rows = size_t(shape[0]), columns = size_t(shape[1]);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t c = 0; c < columns; ++c) {
        std::copy_n(bytes.data() + (c * rows + r) * element, element,
                    answer.data() + (r * columns + c) * element);
      }
    }
    return answer;
  }

  // A folder says it in its scheduler's configuration.
  void mark_zero_snr() {
    if (has_ztsnr_ || !model_.configs().scheduler.zero_terminal_snr) return;
    const auto nothing = [] { return std::vector<std::byte>(4); };
    plan_.tensors.push_back({"ztsnr", &encoding_called("F32"), Shape{1}, nothing});
  }

  const Encoding& encoding_of(const std::string& canonical, const Shape& shape,
                              const Encoding& stored) const {
    return converted_encoding(conversion_.type, conversion_.form, canonical, shape, stored);
  }

  const ModelWeights& model_;
  const Conversion& conversion_;
  ConversionPlan plan_;
  bool has_ztsnr_ = false;
};

// Linear layers, which original files keep as convolutions.
Shape folder_shape(const std::string& canonical, const Shape& shape) {
  const bool linear = canonical.starts_with("vae.") &&
                      canonical.find(".attentions.0.") != std::string::npos && shape.rank() == 4;
  return linear ? Shape{shape[0], shape[1]} : shape;
}

// Layers beyond those that are used.
bool is_spare_layer(const std::string& name, const TextConfig& text) {
  const std::string prefix = std::string(text.part) + ".text_model.encoder.layers.";
  if (!name.starts_with(prefix)) return false;
  return std::atoll(name.c_str() + prefix.size()) >= text.layers;
}

}  // namespace

const Encoding& converted_encoding(const std::string& type, ModelForm form,
                                   const std::string& canonical, const Shape& shape,
                                   const Encoding& stored) {
  if (type.empty()) return stored.decode ? encoding_called("F16") : stored;
  const auto row = std::ranges::find(types, type, &TypeRow::type);
  const bool quantised = row != std::end(types) && row->encoding.empty();
  const bool gguf = form == ModelForm::gguf;
  if (row == std::end(types) || (quantised && !gguf) || (type == fp8_type && gguf)) {
    throw Error(
        ErrorKind::usage,
        say<"The type {0} cannot be written in this form: f32, f16 and bf16 can, fp8 in a "
            ".safetensors file or a folder, and q8_0 and q4_0 in a .gguf file">(shown(type)));
  }
  if (type == fp8_type && !bears_eight_bits(canonical, shape)) return encoding_called("F16");
  if (!quantised) return encoding_called(row->encoding);
  const Encoding& blocks = *ggml_encoding(row->quantised);
  if (is_block_matrix(canonical, shape, blocks.block)) return blocks;
  return encoding_called(shape.rank() < 2 ? "F32" : "F16");
}

ConversionPlan plan_single_file(const ModelWeights& model, const Conversion& conversion) {
  return SingleFilePlan(model, conversion).run();
}

ConversionPlan plan_folder_part(const ModelWeights& model, const std::string& part,
                                const Conversion& conversion) {
  ConversionPlan plan;
  const std::string prefix = part + ".";
  const auto texts = model.configs().text_encoders();
  for (const auto& [name, weight] : model.index()) {
    if (!name.starts_with(prefix)) continue;
    const auto spare = [&name = name](const TextConfig* text) {
      return is_spare_layer(name, *text);
    };
    if (std::ranges::any_of(texts, spare)) {
      plan.left_out.push_back(name);
      continue;
    }
    const Shape shape = folder_shape(name, weight.shape);
    const Encoding& encoding =
        converted_encoding(conversion.type, conversion.form, name, shape, *weight.entry->encoding);
    const auto bytes = [&values = values_of(model, conversion), name = name, shape, &encoding] {
      const HostWeight found = values.get(name, shape);
      auto answer = encoded(found, encoding, name);
      values.release(found);
      return answer;
    };
    plan.tensors.push_back({name.substr(prefix.size()), &encoding, shape, bytes});
  }
  return plan;
}

}  // namespace evenlight
