#pragma once

#include "engine/gpu/host_values.h"
#include "engine/gpu/lowering.h"
#include "engine/vulkan/context.h"
#include "engine/vulkan/recorder.h"

namespace evenlight::vulkan {

class VulkanExecutable : public Executable {
 public:
  VulkanExecutable(std::shared_ptr<Context> context, const Plan& plan, const WeightSource& source);
  ~VulkanExecutable() override;

  void write(std::string_view input, std::span<const float> data) override;
  void write(std::string_view input, std::span<const int32_t> data) override;
  void prepare(const Poll& poll) override { run_part(prompt_, poll); }
  void run(const Poll& poll) override { run_part(step_, poll); }
  void read(std::string_view output, std::span<float> data) override;
  std::vector<NodeTime> profile() const override;

 private:
  struct Part {
    Rate rate;
    const std::vector<size_t>& nodes;
    std::unique_ptr<Recording> recording = nullptr;
    uint64_t generation = 0;  // of the arena that it was recorded for
    bool ran = false;
  };

  void make_room(const gpu::Needs& needs);
  void upload(const std::map<size_t, std::vector<float>>& constants);
  void record(Part& part);
  void run_part(Part& part, const Poll& poll);
  std::vector<Copy> copies_in(Rate rate) const;
  std::vector<Copy> copies_out(Rate rate) const;
  std::span<std::byte> staged(const Buffer& buffer, ValueId id) const;
  VkBuffer buffer_of(ValueId id) const;

  std::shared_ptr<Context> context_;
  Plan plan_;
  gpu::ResidentWeights weights_;
  uint64_t arena_bytes_ = 0;           // its own and scratch
  std::unique_ptr<Buffer> kept_;       // values that live from prompt to prompt
  std::unique_ptr<Buffer> constants_;  // small tables of the ops
  std::unique_ptr<Buffer> host_in_;    // inputs on their way in, outputs on their way out
  std::unique_ptr<Buffer> host_out_;
  gpu::HostLayout host_layout_;                    // of these two
  std::map<size_t, uint64_t> constant_addresses_;  // by node
  Part prompt_, step_;
};

}  // namespace evenlight::vulkan
