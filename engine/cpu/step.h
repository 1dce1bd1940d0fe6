// What a plan becomes: a list of steps, each one op made ready.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/rounding.h"
#include "engine/cpu/pack.h"
#include "engine/cpu/thread_pool.h"
#include "engine/graph/plan.h"

namespace evenlight::cpu {

// Where a value lies during a run.
struct Rows {
  std::byte* data = nullptr;
  DType type = DType::f32;
  size_t channels = 0;

  size_t row_bytes() const { return channels * size_of(type); }
  std::byte* at(size_t row, size_t channel = 0) const {
    return data + row * row_bytes() + channel * size_of(type);
  }
  // Channels of a row as f32: in place if they are, else widened into `buffer`.
  const float* floats(size_t row, size_t channel, size_t n, float* buffer) const {
    if (type == DType::f32) return reinterpret_cast<const float*>(at(row, channel));
    widen(at(row, channel), type, buffer, n);
    return buffer;
  }
};

// The state of one run.
struct Frame {
  ThreadPool& pool;
  const std::function<void()>& poll;
  const Plan& plan;
  std::byte* arena = nullptr;
  std::byte* kept = nullptr;
  const std::vector<std::shared_ptr<const Memory>>& weights;  // plain ones, by ValueId
  std::byte* shared_scratch = nullptr;
  std::byte* worker_scratch = nullptr;
  size_t worker_bytes = 0;
  const std::byte* zeros = nullptr;  // a row of zeros

  Rows rows(ValueId id) const;
  template <class T = float>
  T* scratch(size_t worker) const {
    return reinterpret_cast<T*>(worker_scratch + worker * worker_bytes);
  }
  template <class Task>
  void parallel(size_t count, Task task) const {
    pool.run(count, task, poll);
  }
};

class Step {
 public:
  virtual ~Step() = default;
  virtual void run(const Frame& frame) = 0;
  // As Executable::executed_flops.
  virtual std::optional<uint64_t> executed_flops() const { return {}; }
};

// Hands out what a step needs while a plan is compiled.
class Builder {
 public:
  virtual ~Builder() = default;
  virtual const Plan& plan() const = 0;
  virtual ThreadPool& pool() const = 0;
  virtual std::shared_ptr<const PackedMatrix> matrix(ValueId weight, Inner inner, bool gated,
                                                     DType type) = 0;
  virtual std::shared_ptr<const Memory> bias(ValueId bias, const PackedMatrix& matrix) = 0;
  virtual std::shared_ptr<const Table> table(ValueId weight) = 0;
  // Makes a weight available to Frame::rows, as f32.
  virtual void plain(ValueId weight) = 0;
  virtual void reserve(size_t shared_bytes, size_t worker_bytes) = 0;
  virtual void reserve_zeros(size_t bytes) = 0;

  const Shape& shape(ValueId id) const { return plan().graph.info(id).shape; }
  size_t channels(ValueId id) const { return size_t(shape(id).back()); }
  bool is_weight(ValueId id) const { return plan().graph.info(id).kind == ValueKind::weight; }
};

std::unique_ptr<Step> make_step(const Conv2d&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Linear&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const GroupNorm&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const LayerNorm&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Attention&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Add&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Mul&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Activate&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Concat&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Slice&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Upsample&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const Embedding&, ValueId result, Builder&);
std::unique_ptr<Step> make_step(const TimestepEmbedding&, ValueId result, Builder&);

}  // namespace evenlight::cpu
