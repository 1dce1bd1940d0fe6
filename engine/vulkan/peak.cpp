#include "engine/vulkan/peak.h"

#include <algorithm>
#include <chrono>

#include "engine/vulkan/recorder.h"

namespace evenlight::vulkan {

namespace {

// shaders/multiply_add.comp
struct MultiplyAdd {
  uint64_t y;
  uint32_t rounds;
  float factor, addend;
};
constexpr uint32_t threads = 128;              // every device has as many
constexpr uint32_t flops_a_round = 2 * 8 * 4;  // of a thread

double seconds_of(Recording& recording, Queue& queue) {
  const auto start = std::chrono::steady_clock::now();
  recording.run(queue, {});
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

double measure_peak(Context& context) {
  constexpr uint32_t groups = 8192;     // more than any device runs at a time
  constexpr double long_enough = 0.02;  // seconds, beside which a submission takes no time
  constexpr uint32_t max_rounds = 1 << 20;
  const Buffer sums(context.device, uint64_t(groups) * threads * 4, MemoryKind::device,
                    "the measurement of the peak");
  double peak = 0, seconds = 0;
  for (uint32_t rounds = 16; rounds <= max_rounds && seconds < long_enough; rounds *= 4) {
    gpu::Dispatch dispatch;
    dispatch.kernel = gpu::Kernel::multiply_add;
    dispatch.constants = {0, 1, threads};
    dispatch.parameters = MultiplyAdd{sums.address(), rounds, 0.999f, 0.001f};
    dispatch.groups = {groups, 1, 1};
    dispatch.flops = uint64_t(groups) * threads * rounds * flops_a_round;
    Recording recording(context.device, context.pipelines, DType::f32, {{}, {dispatch}, {}}, false);
    seconds = seconds_of(recording, context.queue);
    for (int i = 0; i < 4; ++i) {
      seconds = std::min(seconds, seconds_of(recording, context.queue));
    }
    peak = std::max(peak, double(dispatch.flops) / seconds);
  }
  return peak;
}

}  // namespace evenlight::vulkan
