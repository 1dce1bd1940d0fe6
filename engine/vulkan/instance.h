#pragma once

#include <volk.h>

#include <memory>
#include <string>
#include <vector>

namespace evenlight::vulkan {

enum class Validation { off, on };

// The connection to the Vulkan loader.
class Instance {
 public:
  // With validation, VK_LAYER_KHRONOS_validation checks every call, synchronisation included, and
  // its warnings and errors are counted and kept. Throws Error(device).
  explicit Instance(Validation validation);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  // The one without validation that the whole program shares while anybody holds it. Throws
  // Error(device) without a Vulkan loader or driver.
  static std::shared_ptr<Instance> shared();
  // Whether the loader is there and finds the validation layer.
  static bool can_validate();

  // Devices that can run the shaders, hardware first, else in the loader's order.
  std::vector<VkPhysicalDevice> devices() const;
  // Why the other devices cannot: "llvmpipe: its driver offers …; …".
  std::string objections() const;
  const std::vector<std::string>& messages() const { return messages_; }

 private:
  std::vector<VkPhysicalDevice> all_devices() const;

  VkInstance instance_ = VK_NULL_HANDLE;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  PFN_vkDestroyDebugUtilsMessengerEXT destroy_messenger_ = nullptr;
  std::vector<std::string> messages_;
};

}  // namespace evenlight::vulkan
