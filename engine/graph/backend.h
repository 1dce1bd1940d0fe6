// The seam between graphs and devices: a backend runs plans and has never heard of a UNet.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/plan.h"
#include "engine/tensor/dtype.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

struct DeviceInfo {
  std::string id;    // "cpu", "vulkan:0"
  std::string name;  // as the driver or the processor calls itself
  std::string kind;  // "cpu", "gpu" or "software"
  uint64_t memory_bytes = 0;
  std::vector<DType> precisions;  // that `--precision` accepts there; the first is `auto`'s choice
  bool keeps_f16 = false;         // in f32, matrices that lie in f16 in a file stay f16 in memory
};

// Asked between pieces of work (every few milliseconds to some hundred); throws to stop the run.
using Poll = std::function<void()>;

struct NodeTime {
  size_t node = 0;  // index in plan.graph.nodes()
  double seconds = 0;
};

// A plan made ready on a device: weights packed and resident, memory reserved.
// Belongs to one thread. Executables of one backend share its arena: what `run` left in an output
// is valid until the next run of any executable of that backend.
class Executable {
 public:
  virtual ~Executable() = default;

  // Host data in plan order of the axes, f32 or i32; the size must match. Embedding ids out of
  // the table's range are Error(input). A name that the graph does not have is a
  // std::logic_error.
  virtual void write(std::string_view input, std::span<const float> data) = 0;
  virtual void write(std::string_view input, std::span<const int32_t> data) = 0;
  // Computes what depends on per-prompt inputs alone. Call after writing those.
  virtual void prepare(const Poll& poll = {}) = 0;
  // Computes the rest. Call after writing the every-step inputs.
  virtual void run(const Poll& poll = {}) = 0;
  virtual void read(std::string_view output, std::span<float> data) = 0;

  // Seconds per node of the last prepare + run, if the backend was opened to profile; else empty.
  virtual std::vector<NodeTime> profile() const { return {}; }

  // Floating-point operations that a node really takes here, where its algorithm saves some of
  // what stats.h counts.
  virtual std::optional<uint64_t> executed_flops(size_t) const { return {}; }
};

struct BackendOptions {
  DType precision = DType::f32;  // what was asked for: Backend::precision()
  int threads = 0;               // cpu only; 0: as many as the machine has
  bool profile = false;
};

class Backend {
 public:
  virtual ~Backend() = default;
  virtual const DeviceInfo& device() const = 0;
  // What it was opened with: plans say themselves how they store values, and may differ.
  virtual DType precision() const = 0;
  // Weights are read from `weights` during the call only. Executables of one backend that ask for
  // the same weight of the same source share its packed copy where the packing agrees.
  // Throws Error: device with the bytes that were asked for when memory does not suffice, usage or
  // device if values cannot be stored as the plan says.
  virtual std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource& weights) = 0;
  // Operations a second (two per fused multiply-add) that the device reaches with nothing but f32
  // multiply-adds between registers, which no kernel can beat; nothing where other units multiply.
  // Takes about a quarter of a second.
  virtual std::optional<double> multiply_add_peak() { return {}; }
};

}  // namespace evenlight
