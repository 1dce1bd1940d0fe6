// What executables of the processor have in common: threads, memory, packed weights.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/cpu/memory.h"
#include "engine/cpu/pack.h"
#include "engine/cpu/thread_pool.h"
#include "engine/graph/backend.h"

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

// Packed copies that live as long as an executable uses them.
class WeightCache {
 public:
  template <class T, class Make>
  std::shared_ptr<const T> get(const std::string& key, Make make) {
    std::weak_ptr<const void>& known = entries_[key];
    if (const auto found = known.lock()) return std::static_pointer_cast<const T>(found);
    std::shared_ptr<const T> made = make();
    known = made;
    return made;
  }

 private:
  std::map<std::string, std::weak_ptr<const void>> entries_;
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
