// How fast a model's parts run on a backend: the same plans as in rendering, without a prompt or
// a sampler around them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/recipe.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// All ops of one kind and shape, in one run of a part.
struct OpTime {
  std::string op;  // "conv2d 3×3 [2,64,64,320] → 320"
  int count = 0;
  double seconds = 0;
  double flops = 0;
};

struct PartTime {
  double seconds = 0;       // median
  double flops = 0;         // of the model, see graph/stats.h
  double executed = 0;      // that the device really did: fewer where its algorithm saves some
  std::vector<OpTime> ops;  // slowest first; empty unless the backend profiles
};

struct BenchTimes {
  PartTime text;        // one chunk of 77 tokens through every text encoder
  PartTime unet_step;   // one evaluation with guidance: batch 2, latent in, noise out
  PartTime vae_decode;  // one picture
};

class Bench {
 public:
  // Makes the parts ready at the recipe's size; `poll` is asked at every weight. Throws as
  // Backend::compile, and what `poll` throws.
  Bench(const WeightSource& weights, const ModelConfigs& configs, Backend& backend,
        const Recipe& recipe, const Poll& poll);
  ~Bench();

  // Each part once to warm up, then `runs` times.
  BenchTimes measure(int runs, const Poll& poll);

 private:
  struct Part;
  std::vector<std::unique_ptr<Part>> texts_;
  std::unique_ptr<Part> unet_, decoder_;
};

// Floating-point operations a second of the largest square matrix product that takes no longer
// than about a second: what the other figures are a share of.
double measure_matmul_peak(Backend& backend, const Poll& poll);

}  // namespace evenlight
