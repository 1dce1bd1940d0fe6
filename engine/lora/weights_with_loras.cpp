#include "engine/lora/weights_with_loras.h"

#include <fmt/format.h>

#include <optional>

#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/lora/layer_change.h"
#include "engine/lora/layer_names.h"
#include "engine/tensor/widen.h"

namespace evenlight {
namespace {

struct PartName {
  LayerPart part;
  const char* suffix;
};
constexpr PartName part_names[] = {{LayerPart::weight, ".weight"}, {LayerPart::bias, ".bias"}};

// Calls `use(layer, part, weight's name, its shape)` for what of the file is in the model.
template <class Use>
LoraMatch walk(const LoraFile& file, const ModelWeights& model, const LayerNames& names,
               const Use& use) {
  LoraMatch match;
  match.layers = file.layers().size();
  match.unknown = file.unknown();
  for (const LoraLayer& layer : file.layers()) {
    const std::optional<std::string> found = names.find(layer.key);
    if (!found) {
      match.not_in_model.push_back(layer.key);
      continue;
    }
    for (const auto& [part, suffix] : part_names) {
      if (!changes(layer, part)) continue;
      const auto weight = model.index().find(*found + suffix);
      if (weight == model.index().end()) {
        match.not_in_model.push_back(layer.key);
        continue;
      }
      require_fit(file, layer, part, weight->second.shape);
      use(layer, part, weight->first, weight->second.shape);
    }
  }
  if (match.not_in_model.size() >= match.layers) {
    throw InputError(
        say<"{0}: is a LoRA for another kind of model: none of its {1} layers is in {2} (its first "
            "is {3}).">(file.path().string(), match.layers, model.path().string(),
                        in_quotes(file.layers().front().key)));
  }
  return match;
}

LayerPart part_of(const std::string& name) {
  return name.ends_with(".bias") ? LayerPart::bias : LayerPart::weight;
}

}  // namespace

LoraMatch match_lora(const LoraFile& file, const ModelWeights& model) {
  return walk(file, model, LayerNames(model), [](auto&&...) {});
}

WeightsWithLoras::WeightsWithLoras(const ModelWeights& model, AppliedLoras loras,
                                   const WeightSource& values)
    : values_(values), loras_(std::move(loras)) {
  if (loras_.empty()) return;
  const LayerNames names(model);
  for (size_t i = 0; i < loras_.size(); ++i) {
    const AppliedLora& lora = loras_[i];
    walk(*lora.file, model, names,
         [&](const LoraLayer& layer, LayerPart, const std::string& name, const Shape&) {
           const double strength = name.starts_with("unet.") ? lora.weight : lora.text_weight;
           if (strength != 0) changes_[name].push_back({i, &layer, float(strength)});
         });
  }
}

HostWeight WeightsWithLoras::get(const std::string& name, const Shape& expected) const {
  const HostWeight weight = values_.get(name, expected);
  const auto found = changes_.find(name);
  if (found == changes_.end()) return weight;
  auto values = std::make_shared<std::vector<float>>(size_t(expected.count()));
  widen(weight.dtype, weight.bytes, *values);
  values_.release(weight);
  for (const Change& change : found->second) {
    apply_layer(*loras_[change.lora].file, *change.layer, part_of(name), expected, change.strength,
                *values);
  }
  return {DType::f32, expected, std::as_bytes(std::span(*values)), values};
}

std::string WeightsWithLoras::content_key(const std::string& name) const {
  std::string key = values_.content_key(name);
  const auto found = changes_.find(name);
  if (found == changes_.end()) return key;
  for (const Change& change : found->second) {
    key += fmt::format(" + {:a} {}", change.strength, loras_[change.lora].file->sha256());
  }
  return key;
}

}  // namespace evenlight
