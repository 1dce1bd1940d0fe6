// What executables of the processor have in common: threads, memory, packed weights.
#pragma once

#include <memory>

#include "engine/cpu/memory.h"
#include "engine/cpu/pack.h"
#include "engine/cpu/thread_pool.h"
#include "engine/graph/backend.h"
#include "engine/graph/weight_cache.h"

namespace evenlight::cpu {

// Grown while plans are compiled, used by one run at a time. Addresses hold during a run only.
struct Workspace {
  Memory arena;
  Memory shared;   // scratch of a step
  Memory workers;  // scratch of each worker, side by side
  size_t worker_bytes = 0;
  Memory zeros;

  void reserve(size_t shared_bytes, size_t bytes_per_worker, size_t workers_count);
};

struct Shared {
  explicit Shared(size_t threads) : pool(threads) {}
  ThreadPool pool;
  Workspace workspace;
  WeightCache weights;
};

std::unique_ptr<Executable> make_executable(const Plan& plan, const WeightSource& weights,
                                            std::shared_ptr<Shared> shared, bool profile);

}  // namespace evenlight::cpu
