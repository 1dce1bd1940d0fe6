#include "engine/gpu/host_values.h"

#include <cstring>

#include "engine/base/half.h"

namespace evenlight::gpu {

namespace {

// Gives each value its place in a host buffer; returns the bytes of all.
uint64_t lay_out(const Plan& plan, const std::vector<ValueId>& ids,
                 std::vector<uint64_t>& offsets) {
  uint64_t bytes = 0;
  for (const ValueId id : ids) {
    offsets[size_t(id)] = bytes;
    bytes += aligned(plan.places[size_t(id)].bytes);
  }
  return bytes;
}

}  // namespace

HostLayout::HostLayout(const Plan& plan)
    : offsets_(plan.places.size()),
      in_bytes_(lay_out(plan, plan.graph.inputs(), offsets_)),
      out_bytes_(lay_out(plan, plan.graph.outputs(), offsets_)) {}

void store_floats(DType type, std::span<const float> data, std::span<std::byte> bytes) {
  if (type == DType::f32) {
    std::memcpy(bytes.data(), data.data(), bytes.size());
    return;
  }
  for (size_t i = 0; i < data.size(); ++i) {
    const uint16_t half = f32_to_f16(data[i]);
    std::memcpy(bytes.data() + i * 2, &half, 2);
  }
}

void load_floats(DType type, std::span<const std::byte> bytes, std::span<float> data) {
  if (type == DType::f32) {
    std::memcpy(data.data(), bytes.data(), bytes.size());
    return;
  }
  for (size_t i = 0; i < data.size(); ++i) {
    uint16_t half;
    std::memcpy(&half, bytes.data() + i * 2, 2);
    data[i] = f16_to_f32(half);
  }
}

}  // namespace evenlight::gpu
