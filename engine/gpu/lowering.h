#pragma once

#include <array>
#include <map>
#include <vector>

#include "engine/base/rounding.h"
#include "engine/gpu/dispatch.h"
#include "engine/gpu/limits.h"
#include "engine/gpu/weight_store.h"
#include "engine/graph/plan.h"

namespace evenlight::gpu {

// What a plan needs on the device besides its own arena.
struct Needs {
  std::vector<WeightKey> weights;
  std::map<size_t, std::vector<float>> constants;  // small tables, by node
  uint64_t scratch_bytes = 0;
};

// Where everything lies; all addresses are 0 while only the needs are being found out.
struct Addresses {
  uint64_t arena = 0, kept = 0, scratch = 0;
  std::map<size_t, uint64_t> constants;  // by node
  const ResidentWeights* weights = nullptr;
};

// Turns nodes into dispatches. It runs twice: first to learn the needs, then with addresses.
class Lowering {
 public:
  Lowering(const Plan& plan, const Limits& limits, Addresses addresses);

  void add(size_t node);
  const Needs& needs() const { return needs_; }
  std::vector<Dispatch> take() { return std::move(dispatches_); }

  // For the ops' own files: the operands of the node at hand.
  Operand operand(ValueId id);  // of no_value: absent; of a weight: as it is, in f32
  uint64_t weight(ValueId id, Layout layout);
  uint64_t values(ValueId id) { return id == no_value ? 0 : weight(id, Layout::values); }
  Operand scratch(uint64_t offset, uint64_t bytes);
  uint64_t constants(std::vector<float> table);  // one a node
  const Shape& shape(ValueId id) const { return plan_.graph.info(id).shape; }
  ValueId result() const { return plan_.graph.nodes()[node_].result; }
  const Limits& limits() const { return limits_; }

  // What a dispatch is made of. `slots`: the operands by the kernel's slot numbers; those of
  // `writes` are written, all others read.
  struct Launch {
    Kernel kernel;
    Parameters parameters;
    std::vector<Operand> slots;
    std::vector<Operand> reads = {};  // besides the slots
    std::vector<Operand> writes;
    bool aligned = false;
    uint32_t threads = 64;
    std::array<uint32_t, 4> tile{};
    Activation activation = Activation::none;
    std::array<uint64_t, 3> groups{1, 1, 1};
  };
  void launch(const Launch& launch);

 private:
  const Plan& plan_;
  Addresses addresses_;
  const Limits& limits_;
  size_t node_ = 0;
  Needs needs_;
  std::vector<Dispatch> dispatches_;
};

// The needs of all nodes of a plan.
Needs needs_of(const Plan& plan, const Limits& limits);
// The dispatches of some of them.
std::vector<Dispatch> dispatches_of(const Plan& plan, const std::vector<size_t>& nodes,
                                    const Limits& limits, Addresses addresses);

// One per op, in matmul.cpp, norm.cpp, attention.cpp, elementwise.cpp and moves.cpp.
void lower(const Conv2d& op, Lowering& lowering);
void lower(const Linear& op, Lowering& lowering);
void lower(const GroupNorm& op, Lowering& lowering);
void lower(const LayerNorm& op, Lowering& lowering);
void lower(const Attention& op, Lowering& lowering);
void lower(const Add& op, Lowering& lowering);
void lower(const Mul& op, Lowering& lowering);
void lower(const Activate& op, Lowering& lowering);
void lower(const Concat& op, Lowering& lowering);
void lower(const Slice& op, Lowering& lowering);
void lower(const Upsample& op, Lowering& lowering);
void lower(const Embedding& op, Lowering& lowering);
void lower(const TimestepEmbedding& op, Lowering& lowering);

constexpr uint64_t max_groups = 65535;  // along one axis, on every device

// Elements of one image; kernels index them by 32 bits. Throws Error(device) past 2^31.
uint32_t image_count(const Shape& shape);
// Rows of one image: pixels, tokens, or 1 for [N,C].
uint32_t image_rows(const Shape& shape);
// Workgroups of a kernel whose threads stride over `items` of an image.
uint64_t strided_groups(uint64_t items, uint32_t threads);

}  // namespace evenlight::gpu
