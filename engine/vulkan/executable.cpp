#include "engine/vulkan/executable.h"

#include <cstring>

#include "engine/base/half.h"
#include "engine/graph/host_data.h"
#include "engine/vulkan/staging.h"

namespace evenlight::vulkan {

namespace {

uint64_t aligned(uint64_t bytes) {
  return (bytes + plan_alignment - 1) / plan_alignment * plan_alignment;
}

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

VulkanExecutable::VulkanExecutable(std::shared_ptr<Context> context, const Plan& plan,
                                   const WeightSource& source)
    : context_(std::move(context)),
      plan_(plan),
      prompt_{Rate::per_prompt, plan_.prompt_nodes},
      step_{Rate::every_step, plan_.step_nodes} {
  Lowering dry(plan_, context_->device, {});
  for (const Part* part : {&prompt_, &step_}) {
    for (const size_t node : part->nodes) dry.add(node);
  }
  weights_ = context_->weights.load(plan_, dry.needs().weights, source);
  upload(dry.needs().constants);
  make_room(dry.needs());
  record(prompt_);
  record(step_);
  context_->pipelines.save();
}

VulkanExecutable::~VulkanExecutable() {
  context_->queue.settle();
}

void VulkanExecutable::make_room(const Needs& needs) {
  const Device& device = context_->device;
  arena_bytes_ = plan_.arena_bytes + needs.scratch_bytes;
  context_->arena.reserve(arena_bytes_);
  kept_ = std::make_unique<Buffer>(device, plan_.kept_bytes, MemoryKind::device,
                                   "values kept for a prompt");
  host_offsets_.resize(plan_.places.size());
  const uint64_t in = lay_out(plan_, plan_.graph.inputs(), host_offsets_);
  host_in_ = std::make_unique<Buffer>(device, in, MemoryKind::upload, "inputs");
  const uint64_t out = lay_out(plan_, plan_.graph.outputs(), host_offsets_);
  host_out_ = std::make_unique<Buffer>(device, out, MemoryKind::download, "outputs");
}

void VulkanExecutable::upload(const std::vector<std::vector<float>>& constants) {
  if (constants.empty()) return;
  uint64_t bytes = 0;
  for (const auto& table : constants) bytes += aligned(table.size() * 4);
  constants_ = std::make_unique<Buffer>(context_->device, bytes, MemoryKind::device, "tables");
  Staging staging(context_->device, context_->queue, bytes);
  uint64_t offset = 0;
  for (const auto& table : constants) {
    const auto room = staging.room(*constants_, offset, table.size() * 4);
    std::memcpy(room.data(), table.data(), room.size());
    constant_addresses_.push_back(constants_->address() + offset);
    offset += aligned(room.size());
  }
  staging.finish();
}

void VulkanExecutable::record(Part& part) {
  Addresses addresses;
  addresses.arena = context_->arena.buffer().address();
  addresses.kept = kept_->address();
  addresses.scratch = addresses.arena + plan_.arena_bytes;
  addresses.constants = constant_addresses_;
  addresses.weights = &weights_;
  Lowering lowering(plan_, context_->device, std::move(addresses));
  for (const size_t node : part.nodes) lowering.add(node);
  const Work work{copies_in(part.rate), lowering.take(), copies_out(part.rate)};
  part.recording = std::make_unique<Recording>(context_->device, context_->pipelines, plan_.storage,
                                               work, context_->profile);
  part.generation = context_->arena.generation();
  part.ran = false;
}

void VulkanExecutable::run_part(Part& part, const Poll& poll) {
  context_->arena.reserve(arena_bytes_);
  if (part.generation != context_->arena.generation()) record(part);
  part.recording->run(context_->queue, poll);
  part.ran = true;
}

VkBuffer VulkanExecutable::buffer_of(ValueId id) const {
  return plan_.places[size_t(id)].region == Region::kept ? kept_->get()
                                                         : context_->arena.buffer().get();
}

std::vector<Copy> VulkanExecutable::copies_in(Rate rate) const {
  std::vector<Copy> copies;
  for (const ValueId id : plan_.graph.inputs()) {
    const Place& place = plan_.places[size_t(id)];
    if (plan_.graph.info(id).rate != rate || place.bytes == 0) continue;
    copies.push_back(
        {host_in_->get(), buffer_of(id), {host_offsets_[size_t(id)], place.offset, place.bytes}});
  }
  return copies;
}

std::vector<Copy> VulkanExecutable::copies_out(Rate rate) const {
  std::vector<Copy> copies;
  for (const ValueId id : plan_.graph.outputs()) {
    const Place& place = plan_.places[size_t(id)];
    if (plan_.graph.info(id).rate != rate || place.bytes == 0) continue;
    copies.push_back(
        {buffer_of(id), host_out_->get(), {place.offset, host_offsets_[size_t(id)], place.bytes}});
  }
  return copies;
}

std::span<std::byte> VulkanExecutable::staged(const Buffer& buffer, ValueId id) const {
  return buffer.mapped().subspan(host_offsets_[size_t(id)], plan_.places[size_t(id)].bytes);
}

void VulkanExecutable::write(std::string_view input, std::span<const float> data) {
  const ValueId id = input_named(plan_, input, DType::f32, data.size());
  const auto to = staged(*host_in_, id);
  if (plan_.dtype(id) == DType::f32) {
    std::memcpy(to.data(), data.data(), to.size());
    return;
  }
  for (size_t i = 0; i < data.size(); ++i) {
    const uint16_t half = f32_to_f16(data[i]);
    std::memcpy(to.data() + i * 2, &half, 2);
  }
}

void VulkanExecutable::write(std::string_view input, std::span<const int32_t> data) {
  const ValueId id = input_named(plan_, input, DType::i32, data.size());
  check_ids(plan_, id, data);
  const auto to = staged(*host_in_, id);
  std::memcpy(to.data(), data.data(), to.size());
}

void VulkanExecutable::read(std::string_view output, std::span<float> data) {
  const ValueId id = output_named(plan_, output, data.size());
  const auto from = staged(*host_out_, id);
  if (plan_.dtype(id) == DType::f32) {
    std::memcpy(data.data(), from.data(), from.size());
    return;
  }
  for (size_t i = 0; i < data.size(); ++i) {
    uint16_t half;
    std::memcpy(&half, from.data() + i * 2, 2);
    data[i] = f16_to_f32(half);
  }
}

std::vector<NodeTime> VulkanExecutable::profile() const {
  std::vector<NodeTime> times;
  for (const Part* part : {&prompt_, &step_}) {
    if (!part->ran) continue;
    const auto more = part->recording->times();
    times.insert(times.end(), more.begin(), more.end());
  }
  return times;
}

}  // namespace evenlight::vulkan
