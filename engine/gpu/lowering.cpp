#include "engine/gpu/lowering.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/graph/stats.h"

namespace evenlight::gpu {

Lowering::Lowering(const Plan& plan, const Limits& limits, Addresses addresses)
    : plan_(plan), addresses_(std::move(addresses)), limits_(limits) {}

Needs needs_of(const Plan& plan, const Limits& limits) {
  Lowering dry(plan, limits, {});
  for (const auto* nodes : {&plan.prompt_nodes, &plan.step_nodes}) {
    for (const size_t node : *nodes) dry.add(node);
  }
  return dry.needs();
}

std::vector<Dispatch> dispatches_of(const Plan& plan, const std::vector<size_t>& nodes,
                                    const Limits& limits, Addresses addresses) {
  Lowering lowering(plan, limits, std::move(addresses));
  for (const size_t node : nodes) lowering.add(node);
  return lowering.take();
}

void Lowering::add(size_t node) {
  node_ = node;
  const Node& n = plan_.graph.nodes()[node];
  if (shape(n.result).count() == 0) return;
  const size_t first = dispatches_.size();
  std::visit([&](const auto& op) { lower(op, *this); }, n.op);
  dispatches_[first].flops = flops(plan_.graph, n);  // the ops that count are one dispatch each
}

Operand Lowering::operand(ValueId id) {
  if (id == no_value) return {};
  const ValueInfo& info = plan_.graph.info(id);
  if (info.kind == ValueKind::weight) {
    return {weight(id, Layout::values), uint64_t(info.shape.count()) * 4, true};
  }
  const Place& place = plan_.places[size_t(id)];
  const uint64_t base = place.region == Region::kept ? addresses_.kept : addresses_.arena;
  return {base + place.offset, place.bytes, plan_.dtype(id) != DType::f16};
}

uint64_t Lowering::weight(ValueId id, Layout layout) {
  EVENLIGHT_CHECK(plan_.graph.info(id).kind == ValueKind::weight, "a packed value is a weight");
  const WeightKey key{id, layout};
  if (addresses_.weights) return addresses_.weights->at(key)->address;
  needs_.weights.push_back(key);
  return 0;
}

Operand Lowering::scratch(uint64_t offset, uint64_t bytes) {
  needs_.scratch_bytes = std::max(needs_.scratch_bytes, offset + bytes);
  return {addresses_.scratch + offset, bytes, true};
}

uint64_t Lowering::constants(std::vector<float> table) {
  const auto known = addresses_.constants.find(node_);
  if (known != addresses_.constants.end()) return known->second;
  needs_.constants[node_] = std::move(table);
  return 0;
}

void Lowering::launch(const Launch& launch) {
  Dispatch dispatch;
  dispatch.kernel = launch.kernel;
  uint32_t f32_slots = 0;
  for (size_t slot = 0; slot < launch.slots.size(); ++slot) {
    const Operand& o = launch.slots[slot];
    const bool marked = plan_.storage == DType::f16 && o.f32 && o.bytes > 0;
    f32_slots |= uint32_t(marked) << slot;
  }
  const auto& t = launch.tile;
  dispatch.constants = {f32_slots, launch.aligned, launch.threads, t[0],
                        t[1],      t[2],           t[3],           uint32_t(launch.activation)};
  dispatch.parameters = launch.parameters;
  for (size_t axis = 0; axis < 3; ++axis) {
    if (launch.groups[axis] > max_groups) {
      throw Error(
          ErrorKind::device,
          say<"[{0}] needs more workgroups than a GPU can start; use a smaller picture or batch.">(
              name_of(launch.kernel)));
    }
    dispatch.groups[axis] = uint32_t(launch.groups[axis]);
  }
  const auto written = [&](const Operand& o) {
    return std::any_of(launch.writes.begin(), launch.writes.end(),
                       [&](const Operand& w) { return w.address == o.address; });
  };
  for (const auto* operands : {&launch.slots, &launch.reads}) {
    for (const Operand& o : *operands) {
      if (o.bytes && !written(o)) dispatch.reads.push_back(o.range());
    }
  }
  for (const Operand& o : launch.writes) dispatch.writes.push_back(o.range());
  dispatch.node = node_;
  dispatches_.push_back(std::move(dispatch));
}

uint32_t image_count(const Shape& shape) {
  const int64_t count = shape.count() / std::max<int64_t>(shape[0], 1);
  if (count >= int64_t(1) << 31) {
    throw Error(
        ErrorKind::device,
        say<"One image of {0} has more elements than shaders can count; use a smaller picture.">(
            to_string(shape)));
  }
  return uint32_t(count);
}

uint32_t image_rows(const Shape& shape) {
  return shape.back() == 0 ? 0 : uint32_t(image_count(shape) / shape.back());
}

uint64_t strided_groups(uint64_t items, uint32_t threads) {
  constexpr uint64_t enough = 16384;
  return std::clamp<uint64_t>(ceil_div(items, threads), 1, enough);
}

}  // namespace evenlight::gpu
