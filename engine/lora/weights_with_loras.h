// A model's weights with the LoRAs of a recipe added to them as they are asked for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/lora/lora_file.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// How a LoRA meets a model: nothing is computed yet.
struct LoraMatch {
  size_t layers = 0;                      // of the file
  std::vector<std::string> not_in_model;  // keys of layers that this model has not
  std::vector<std::string> unknown;       // tensors that are of no layer
};

// Throws Error(input) that names the file, the layer and both shapes if a layer does not fit its
// weight, and if no layer is one of this model's.
LoraMatch match_lora(const LoraFile& file, const ModelWeights& model);

// A weight that no LoRA touches is the model's own, with its key; another one is made anew, in
// f32, at each call: callers keep what they made of it by its content key.
class WeightsWithLoras : public WeightSource {
 public:
  // `model` must outlive this. Throws as match_lora.
  WeightsWithLoras(const ModelWeights& model, AppliedLoras loras)
      : WeightsWithLoras(model, std::move(loras), model) {}
  // The LoRAs added to what `values` gives for the weights of that model, such as a merge.
  WeightsWithLoras(const ModelWeights& model, AppliedLoras loras, const WeightSource& values);

  // Added in the order of the recipe's list. Throws Error(input), also for numbers that are not
  // finite.
  HostWeight get(const std::string& name, const Shape& expected) const override;
  void release(const HostWeight& weight) const override { values_.release(weight); }
  std::string content_key(const std::string& name) const override;

 private:
  struct Change {
    size_t lora;  // index of loras_
    const LoraLayer* layer;
    float strength;
  };
  void add_changes(size_t lora, const ModelWeights& model);

  const WeightSource& values_;
  AppliedLoras loras_;
  std::map<std::string, std::vector<Change>> changes_;  // by the weight's canonical name
};

}  // namespace evenlight
