#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/graph/plan.h"
#include "engine/graph/weight_cache.h"
#include "engine/vulkan/memory.h"
#include "engine/vulkan/pack.h"
#include "engine/vulkan/queue.h"

namespace evenlight::vulkan {

// A packed weight; lives as long as an executable uses it.
struct ResidentWeight {
  std::shared_ptr<const Buffer> chunk;
  uint64_t address = 0;
};

using WeightKey = std::pair<ValueId, Layout>;
using ResidentWeights = std::map<WeightKey, std::shared_ptr<const ResidentWeight>>;

// Brings weights to the device, in chunks of at most 1 GiB, and finds those already there.
class WeightStore {
 public:
  WeightStore(const Device& device, Queue& queue) : device_(device), queue_(queue) {}

  ResidentWeights load(const Plan& plan, const std::vector<WeightKey>& wanted,
                       const WeightSource& source);

 private:
  struct Job;
  void upload(const std::vector<Job>& jobs, const WeightSource& source, ResidentWeights& weights);

  const Device& device_;
  Queue& queue_;
  WeightCache known_;
};

}  // namespace evenlight::vulkan
