#include "engine/vulkan/backend.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/vulkan/executable.h"
#include "engine/vulkan/peak.h"

namespace evenlight {

namespace vulkan {

namespace {

void require_precision(const DeviceInfo& device, DType precision) {
  const auto& able = device.precisions;
  if (std::find(able.begin(), able.end(), precision) != able.end()) return;
  throw Error(ErrorKind::device, say<"{0} cannot store values as {1}; choose the precision f32.">(
                                     device.name, name_of(precision)));
}

class VulkanBackend : public Backend {
 public:
  VulkanBackend(std::shared_ptr<Context> context, DeviceInfo info, DType precision)
      : context_(std::move(context)), info_(std::move(info)), precision_(precision) {}

  const DeviceInfo& device() const override { return info_; }
  DType precision() const override { return precision_; }

  std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource& weights) override {
    require_precision(info_, plan.storage);
    return std::make_unique<VulkanExecutable>(context_, plan, weights);
  }

  std::optional<double> multiply_add_peak() override { return measure_peak(*context_); }

 private:
  std::shared_ptr<Context> context_;
  DeviceInfo info_;
  DType precision_;
};

}  // namespace

std::unique_ptr<Backend> open_on(std::shared_ptr<Instance> instance, int index,
                                 const BackendOptions& options, const gpu::AdjustLimits& adjust) {
  const auto devices = instance->devices();
  if (devices.empty()) {
    throw Error(ErrorKind::device, say<"No usable Vulkan device was found: {0}; update the driver "
                                       "or choose the device \"cpu\".">(instance->objections()));
  }
  if (index < 0 || size_t(index) >= devices.size()) {
    throw Error(ErrorKind::device,
                say<"There is no Vulkan device {0}; the last one is vulkan:{1}.">(
                    index, devices.size() - 1));
  }
  DeviceInfo info = describe(devices[size_t(index)], index);
  require_precision(info, options.precision);
  auto context = std::make_shared<Context>(std::move(instance), devices[size_t(index)],
                                           options.profile, adjust);
  return std::make_unique<VulkanBackend>(std::move(context), std::move(info), options.precision);
}

}  // namespace vulkan

std::vector<DeviceInfo> list_vulkan_devices() {
  std::vector<DeviceInfo> infos;
  try {
    const auto instance = vulkan::Instance::shared();
    for (const VkPhysicalDevice device : instance->devices()) {
      infos.push_back(vulkan::describe(device, int(infos.size())));
    }
  } catch (const Error&) {
    // No loader or no driver: there are no devices, which is an answer. open_vulkan says why.
  }
  return infos;
}

std::unique_ptr<Backend> open_vulkan(int index, const BackendOptions& options) {
  return vulkan::open_on(vulkan::Instance::shared(), index, options);
}

}  // namespace evenlight
