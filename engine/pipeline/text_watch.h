#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/graph/backend.h"
#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/picture/resample.h"
#include "engine/pipeline/prepared_recipe.h"

namespace evenlight {

// How much each place of the latent heeds each token of the prompts that guidance goes towards:
// cross-attention, summed over steps, layers and heads, each level brought to the latent's size.
// Tang et al. 2022, "What the DAAM" (arXiv 2210.04885).
class TextWatch {
 public:
  // `networks`: the model's configurations and, where there is one, its refiner's. All must outlive
  // this.
  TextWatch(const PreparedRecipe& prepared, std::vector<const ModelConfigs*> networks, int images);

  // What a UNet that is watched reads, by name, of one image.
  std::map<std::string, std::vector<float>> inputs(size_t network) const;
  // What it left in its outputs.
  void add(const Group& group, Executable& unet);
  // The mean probability of each token, [h·w,tokens] of the latent; empty if the condition was
  // never asked about.
  std::vector<float> heat_of(size_t condition, int image) const;

  int64_t tokens() const { return tokens_; }

 private:
  struct Sums {
    std::map<int64_t, std::vector<double>> levels;  // [h·w,tokens] at each
    double count = 0;                               // heads of layers in all evaluations
  };
  PlaneSize size_at(size_t network, int64_t level) const;

  const PreparedRecipe& prepared_;
  std::vector<const ModelConfigs*> networks_;
  int images_;
  int64_t tokens_;
  std::map<std::pair<size_t, int>, Sums> sums_;  // by condition and image
};

}  // namespace evenlight
