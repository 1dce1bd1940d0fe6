#include "engine/vulkan/backend.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/vulkan/executable.h"

namespace evenlight {

namespace vulkan {

namespace {

class VulkanBackend : public Backend {
 public:
  VulkanBackend(std::shared_ptr<Context> context, DeviceInfo info, DType precision)
      : context_(std::move(context)), info_(std::move(info)), precision_(precision) {}

  const DeviceInfo& device() const override { return info_; }
  DType precision() const override { return precision_; }

  std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource& weights) override {
    return std::make_unique<VulkanExecutable>(context_, plan, weights);
  }

 private:
  std::shared_ptr<Context> context_;
  DeviceInfo info_;
  DType precision_;
};

}  // namespace

std::unique_ptr<Backend> open_on(std::shared_ptr<Instance> instance, int index,
                                 const BackendOptions& options) {
  const auto devices = instance ? instance->devices() : std::vector<VkPhysicalDevice>{};
  if (index < 0 || size_t(index) >= devices.size()) {
    throw Error(ErrorKind::device,
                "There is no Vulkan device " + std::to_string(index) + "; " +
                    (devices.empty()
                         ? "install a Vulkan 1.2 driver or choose the device \"cpu\"."
                         : "the last one is vulkan:" + std::to_string(devices.size() - 1) + "."));
  }
  DeviceInfo info = describe(devices[size_t(index)], index);
  if (std::count(info.precisions.begin(), info.precisions.end(), options.precision) == 0) {
    throw Error(ErrorKind::device, info.name + " cannot store values as " +
                                       std::string(name_of(options.precision)) +
                                       "; choose the precision f32.");
  }
  auto context =
      std::make_shared<Context>(std::move(instance), devices[size_t(index)], options.profile);
  return std::make_unique<VulkanBackend>(std::move(context), std::move(info), options.precision);
}

}  // namespace vulkan

std::vector<DeviceInfo> list_vulkan_devices() {
  const auto instance = vulkan::Instance::shared();
  if (!instance) return {};
  std::vector<DeviceInfo> infos;
  for (const VkPhysicalDevice device : instance->devices()) {
    infos.push_back(vulkan::describe(device, int(infos.size())));
  }
  return infos;
}

std::unique_ptr<Backend> open_vulkan(int index, const BackendOptions& options) {
  return vulkan::open_on(vulkan::Instance::shared(), index, options);
}

}  // namespace evenlight
