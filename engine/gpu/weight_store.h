#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/gpu/pack.h"
#include "engine/gpu/weight_memory.h"
#include "engine/graph/plan.h"
#include "engine/graph/weight_cache.h"

namespace evenlight::gpu {

// A packed weight; lives as long as an executable uses it.
struct ResidentWeight {
  std::shared_ptr<const WeightChunk> chunk;
  uint64_t address = 0;
};

using WeightKey = std::pair<ValueId, Layout>;
using ResidentWeights = std::map<WeightKey, std::shared_ptr<const ResidentWeight>>;

// Brings weights to the device, in chunks of at most 1 GiB, and finds those already there.
class WeightStore {
 public:
  explicit WeightStore(WeightMemory& memory) : memory_(memory) {}

  ResidentWeights load(const Plan& plan, const std::vector<WeightKey>& wanted,
                       const WeightSource& source);

 private:
  struct Job;
  void upload(const std::vector<Job>& jobs, const WeightSource& source, ResidentWeights& weights);

  WeightMemory& memory_;
  WeightCache known_;
};

}  // namespace evenlight::gpu
