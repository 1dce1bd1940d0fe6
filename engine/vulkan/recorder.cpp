#include "engine/vulkan/recorder.h"

#include <map>

#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

namespace {

void barrier(VkCommandBuffer commands, VkPipelineStageFlags from, VkAccessFlags from_access,
             VkPipelineStageFlags to, VkAccessFlags to_access) {
  auto memory = make<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  memory.srcAccessMask = from_access;
  memory.dstAccessMask = to_access;
  vkCmdPipelineBarrier(commands, from, to, 0, 1, &memory, 0, nullptr, 0, nullptr);
}

void wait_for_all(VkCommandBuffer commands) {
  barrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_ACCESS_MEMORY_WRITE_BIT,
          VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
          VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT);
}

void wait_for_dispatches(VkCommandBuffer commands) {
  barrier(commands, VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT, VK_ACCESS_SHADER_WRITE_BIT,
          VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT,
          VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_SHADER_WRITE_BIT);
}

void copy(VkCommandBuffer commands, const std::vector<Copy>& copies) {
  for (const Copy& c : copies) vkCmdCopyBuffer(commands, c.from, c.to, 1, &c.region);
}

}  // namespace

Recording::Recording(const Device& device, Pipelines& pipelines, DType storage, const Work& work,
                     bool profile)
    : device_(device), pool_(device), queries_(device.get()) {
  const auto batches = gpu::schedule(work.dispatches, device.limits().flops_per_batch);
  uint32_t stamps = 0;
  for (const gpu::Batch& batch : batches) stamps += uint32_t(batch.size()) + 1;
  if (profile && device.timestamp_bits() > 0) {
    auto info = make<VkQueryPoolCreateInfo>(VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO);
    info.queryType = VK_QUERY_TYPE_TIMESTAMP;
    info.queryCount = stamps;
    check(vkCreateQueryPool(device.get(), &info, nullptr, queries_.to_fill()), "vkCreateQueryPool");
  }
  for (size_t i = 0; i < batches.size(); ++i) {
    const VkCommandBuffer commands = pool_.begin();
    batches_.push_back(commands);
    wait_for_all(commands);
    if (i == 0) {
      if (queries_.get()) vkCmdResetQueryPool(commands, queries_.get(), 0, stamps);
      copy(commands, work.before);
      wait_for_all(commands);
    }
    record(commands, batches[i], pipelines, storage);
    if (i + 1 == batches.size()) {
      wait_for_all(commands);
      copy(commands, work.after);
      barrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT,
              VK_PIPELINE_STAGE_HOST_BIT, VK_ACCESS_HOST_READ_BIT);
    }
    pool_.end(commands);
  }
}

void Recording::record(VkCommandBuffer commands, const gpu::Batch& batch, Pipelines& pipelines,
                       DType storage) {
  VkPipeline bound = VK_NULL_HANDLE;
  if (queries_.get()) stamp(commands);
  for (const gpu::Piece& piece : batch) {
    const gpu::Dispatch& dispatch = *piece.dispatch;
    // Profiled dispatches wait always: else their times would overlap.
    if (piece.waits || queries_.get()) wait_for_dispatches(commands);
    const VkPipeline pipeline = pipelines.get(dispatch.kernel, storage, dispatch.constants);
    if (pipeline != bound) vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline);
    bound = pipeline;
    vkCmdPushConstants(commands, pipelines.layout(), VK_SHADER_STAGE_COMPUTE_BIT, 0,
                       dispatch.parameters.size(), dispatch.parameters.data());
    vkCmdDispatchBase(commands, piece.first_x, 0, 0, piece.count_x, dispatch.groups[1],
                      dispatch.groups[2]);
    if (queries_.get()) {
      spans_.push_back({dispatch.node, stamps_});
      stamp(commands);
    }
  }
}

void Recording::stamp(VkCommandBuffer commands) {
  vkCmdWriteTimestamp(commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, queries_.get(), stamps_++);
}

void Recording::run(Queue& queue, const Poll& poll) {
  uint64_t last = 0;
  try {
    for (const VkCommandBuffer commands : batches_) {
      if (poll) poll();
      const uint64_t before = last;
      last = queue.submit(commands);
      queue.wait(before);  // two at most are under way
    }
  } catch (...) {
    queue.wait(last);
    throw;
  }
  queue.wait(last);
}

std::vector<NodeTime> Recording::times() const {
  if (!queries_.get()) return {};
  std::vector<uint64_t> ticks(stamps_);
  check(vkGetQueryPoolResults(device_.get(), queries_.get(), 0, stamps_, ticks.size() * 8,
                              ticks.data(), 8, VK_QUERY_RESULT_64_BIT | VK_QUERY_RESULT_WAIT_BIT),
        "vkGetQueryPoolResults");
  const uint32_t bits = device_.timestamp_bits();
  const uint64_t mask = bits >= 64 ? UINT64_MAX : (uint64_t(1) << bits) - 1;
  std::map<size_t, double> seconds;
  for (const Span& span : spans_) {
    const uint64_t passed = (ticks[span.end] - ticks[span.end - 1]) & mask;
    seconds[span.node] += double(passed) * device_.nanoseconds_per_tick() * 1e-9;
  }
  std::vector<NodeTime> times;
  for (const auto& [node, time] : seconds) times.push_back({node, time});
  return times;
}

}  // namespace evenlight::vulkan
