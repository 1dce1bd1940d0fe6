// Checkpoints made of others: a weighted sum, a difference added, LoRAs baked in. One weight after
// the other, so that models of any size take the memory of their largest weight.
//
//   const MergedWeights merged(a, b, &c, 0.5);
//   convert_model(a, {to, form, "f16", Overwrite::refuse, &merged, metadata}, notes);
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/common/notes.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// a·(1−w) + b·w, or a + (b−c)·w where there is a c, in f32 (AUTOMATIC1111/stable-diffusion-webui:
// modules/extras.py, weighted_sum and add_difference).
class MergedWeights : public WeightSource {
 public:
  // The models must outlive this. Throws Error(input) that names the models, the weight and both
  // shapes if they are not of one architecture.
  MergedWeights(const ModelWeights& a, const ModelWeights& b, const ModelWeights* c, double weight);

  // A weight that only `a` has is its own.
  HostWeight get(const std::string& name, const Shape& expected) const override;
  void release(const HostWeight& weight) const override { a_.release(weight); }

  // What is not merged, as not every model has it.
  Notes notes() const;

 private:
  void require_same(const ModelWeights& other);

  const ModelWeights &a_, &b_;
  const ModelWeights* c_;
  float weight_;
  std::vector<std::string> kept_;   // weights that b or c lacks
  std::vector<std::string> extra_;  // weights that only b has
};

// A model or a LoRA that went into a merge.
struct MergeSource {
  std::string name, sha256;
  double weight = 1.0, text_weight = 1.0;  // of a LoRA
};

// How a merged file was made, for its metadata: "sd_merge_recipe" and "sd_merge_models", where
// A1111 keeps them.
std::map<std::string, std::string> merge_metadata(const std::vector<MergeSource>& models,
                                                  const std::vector<MergeSource>& loras,
                                                  double weight);

}  // namespace evenlight
