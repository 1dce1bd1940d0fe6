#include "engine/vulkan/executable.h"

#include <cstring>

#include "engine/graph/host_data.h"
#include "engine/vulkan/staging.h"

namespace evenlight::vulkan {

VulkanExecutable::VulkanExecutable(std::shared_ptr<Context> context, const Plan& plan,
                                   const WeightSource& source)
    : context_(std::move(context)),
      plan_(plan),
      host_layout_(plan_),
      prompt_{Rate::per_prompt, plan_.prompt_nodes},
      step_{Rate::every_step, plan_.step_nodes} {
  const gpu::Needs needs = gpu::needs_of(plan_, context_->device.limits());
  weights_ = context_->weights.load(plan_, needs.weights, source);
  upload(needs.constants);
  make_room(needs);
  record(prompt_);
  record(step_);
  context_->pipelines.save();
}

VulkanExecutable::~VulkanExecutable() {
  context_->queue.wait_idle();
}

void VulkanExecutable::make_room(const gpu::Needs& needs) {
  const Device& device = context_->device;
  arena_bytes_ = plan_.arena_bytes + needs.scratch_bytes;
  context_->arena.reserve(arena_bytes_);
  kept_ = std::make_unique<Buffer>(device, plan_.kept_bytes, MemoryKind::device,
                                   "values kept for a prompt");
  host_in_ =
      std::make_unique<Buffer>(device, host_layout_.in_bytes(), MemoryKind::upload, "inputs");
  host_out_ =
      std::make_unique<Buffer>(device, host_layout_.out_bytes(), MemoryKind::download, "outputs");
}

void VulkanExecutable::upload(const std::map<size_t, std::vector<float>>& constants) {
  if (constants.empty()) return;
  uint64_t bytes = 0;
  for (const auto& [node, table] : constants) bytes += aligned(table.size() * 4);
  constants_ = std::make_unique<Buffer>(context_->device, bytes, MemoryKind::device, "tables");
  Staging staging(context_->device, context_->queue, bytes);
  uint64_t offset = 0;
  for (const auto& [node, table] : constants) {
    const auto room = staging.room(*constants_, offset, table.size() * 4);
    std::memcpy(room.data(), table.data(), room.size());
    constant_addresses_[node] = constants_->address() + offset;
    offset += aligned(room.size());
  }
  staging.finish();
}

void VulkanExecutable::record(Part& part) {
  gpu::Addresses addresses;
  addresses.arena = context_->arena.buffer().address();
  addresses.kept = kept_->address();
  addresses.scratch = addresses.arena + plan_.arena_bytes;
  addresses.constants = constant_addresses_;
  addresses.weights = &weights_;
  auto dispatches =
      gpu::dispatches_of(plan_, part.nodes, context_->device.limits(), std::move(addresses));
  const Work work{copies_in(part.rate), std::move(dispatches), copies_out(part.rate)};
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
        {host_in_->get(), buffer_of(id), {host_layout_.offset(id), place.offset, place.bytes}});
  }
  return copies;
}

std::vector<Copy> VulkanExecutable::copies_out(Rate rate) const {
  std::vector<Copy> copies;
  for (const ValueId id : plan_.graph.outputs()) {
    const Place& place = plan_.places[size_t(id)];
    if (plan_.graph.info(id).rate != rate || place.bytes == 0) continue;
    copies.push_back(
        {buffer_of(id), host_out_->get(), {place.offset, host_layout_.offset(id), place.bytes}});
  }
  return copies;
}

std::span<std::byte> VulkanExecutable::staged(const Buffer& buffer, ValueId id) const {
  return buffer.mapped().subspan(host_layout_.offset(id), plan_.places[size_t(id)].bytes);
}

void VulkanExecutable::write(std::string_view input, std::span<const float> data) {
  const ValueId id = input_named(plan_, input, DType::f32, data.size());
  gpu::store_floats(plan_.dtype(id), data, staged(*host_in_, id));
}

void VulkanExecutable::write(std::string_view input, std::span<const int32_t> data) {
  const ValueId id = input_named(plan_, input, DType::i32, data.size());
  check_ids(plan_, id, data);
  const auto to = staged(*host_in_, id);
  std::memcpy(to.data(), data.data(), to.size());
}

void VulkanExecutable::read(std::string_view output, std::span<float> data) {
  const ValueId id = output_named(plan_, output, data.size());
  gpu::load_floats(plan_.dtype(id), staged(*host_out_, id), data);
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
