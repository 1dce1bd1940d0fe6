#include "engine/vulkan/instance.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "engine/base/error.h"
#include "engine/vulkan/device.h"
#include "engine/vulkan/result.h"
#include "engine/vulkan/structs.h"

namespace evenlight::vulkan {

namespace {

constexpr const char* validation_layer = "VK_LAYER_KHRONOS_validation";

// volk keeps the loader and the functions in globals.
std::mutex& volk_mutex() {
  static std::mutex mutex;
  return mutex;
}

bool load_library() {
  static const bool loaded = volkInitialize() == VK_SUCCESS;
  return loaded;
}

VKAPI_ATTR VkBool32 VKAPI_CALL keep_message(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                            VkDebugUtilsMessageTypeFlagsEXT,
                                            const VkDebugUtilsMessengerCallbackDataEXT* data,
                                            void* messages) {
  static_cast<std::vector<std::string>*>(messages)->push_back(data->pMessage);
  return VK_FALSE;
}

}  // namespace

Instance::Instance(Validation validation) {
  const std::lock_guard lock(volk_mutex());
  if (!load_library()) {
    throw Error(ErrorKind::device,
                say<"The Vulkan loader (libvulkan.so.1) was not found; install libvulkan1 and the "
                    "driver of your GPU, or choose the device \"cpu\".">());
  }
  if (volkGetInstanceVersion() < VK_API_VERSION_1_2) {
    throw Error(ErrorKind::device,
                say<"The Vulkan loader (libvulkan.so.1) is older than 1.2; update libvulkan1 and "
                    "the driver of your GPU, or choose the device \"cpu\".">());
  }
  auto application = make<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
  application.pApplicationName = "evenlight";
  application.apiVersion = VK_API_VERSION_1_2;
  auto info = make<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
  info.pApplicationInfo = &application;

  const VkValidationFeatureEnableEXT synchronization =
      VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
  auto features = make<VkValidationFeaturesEXT>(VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT);
  features.enabledValidationFeatureCount = 1;
  features.pEnabledValidationFeatures = &synchronization;
  auto messenger = make<VkDebugUtilsMessengerCreateInfoEXT>(
      VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT, &features);
  messenger.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                              VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  messenger.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
  messenger.pfnUserCallback = keep_message;
  messenger.pUserData = &messages_;
  const char* const extensions[] = {VK_EXT_DEBUG_UTILS_EXTENSION_NAME,
                                    VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME};
  if (validation == Validation::on) {
    info.pNext = &messenger;
    info.enabledLayerCount = 1;
    info.ppEnabledLayerNames = &validation_layer;
    info.enabledExtensionCount = 2;
    info.ppEnabledExtensionNames = extensions;
  }
  const VkResult result = vkCreateInstance(&info, nullptr, &instance_);
  if (result == VK_ERROR_INCOMPATIBLE_DRIVER) {
    throw Error(ErrorKind::device, say<"No Vulkan driver was found; install the driver of your GPU "
                                       "or choose the device \"cpu\".">());
  }
  check(result, "vkCreateInstance");
  volkLoadInstance(instance_);
  if (validation == Validation::on) {
    messenger.pNext = nullptr;
    check(vkCreateDebugUtilsMessengerEXT(instance_, &messenger, nullptr, &messenger_),
          "vkCreateDebugUtilsMessengerEXT");
    // volk forgets the function when an instance without the extension is made.
    destroy_messenger_ = vkDestroyDebugUtilsMessengerEXT;
  }
}

Instance::~Instance() {
  if (messenger_) destroy_messenger_(instance_, messenger_, nullptr);
  if (instance_) vkDestroyInstance(instance_, nullptr);
}

std::shared_ptr<Instance> Instance::shared() {
  static std::mutex mutex;
  static std::weak_ptr<Instance> current;
  const std::lock_guard lock(mutex);
  if (auto instance = current.lock()) return instance;
  auto instance = std::make_shared<Instance>(Validation::off);
  current = instance;
  return instance;
}

bool Instance::can_validate() {
  const std::lock_guard lock(volk_mutex());
  if (!load_library()) return false;
  uint32_t count = 0;
  check(vkEnumerateInstanceLayerProperties(&count, nullptr), "vkEnumerateInstanceLayerProperties");
  std::vector<VkLayerProperties> layers(count);
  check(vkEnumerateInstanceLayerProperties(&count, layers.data()),
        "vkEnumerateInstanceLayerProperties");
  return std::any_of(layers.begin(), layers.end(), [](const VkLayerProperties& layer) {
    return std::strcmp(layer.layerName, validation_layer) == 0;
  });
}

std::vector<VkPhysicalDevice> Instance::all_devices() const {
  uint32_t count = 0;
  if (vkEnumeratePhysicalDevices(instance_, &count, nullptr) != VK_SUCCESS) return {};
  std::vector<VkPhysicalDevice> devices(count);
  if (vkEnumeratePhysicalDevices(instance_, &count, devices.data()) < 0) return {};
  devices.resize(count);
  return devices;
}

std::vector<VkPhysicalDevice> Instance::devices() const {
  auto devices = all_devices();
  std::erase_if(devices, [](VkPhysicalDevice device) { return !objection_to(device).empty(); });
  std::stable_partition(devices.begin(), devices.end(),
                        [](VkPhysicalDevice device) { return !is_software(device); });
  return devices;
}

std::string Instance::objections() const {
  std::string all;
  for (const VkPhysicalDevice device : all_devices()) {
    const std::string objection = objection_to(device);
    if (objection.empty()) continue;
    all += (all.empty() ? "" : "; ") + describe(device, 0).name + ": " + objection;
  }
  return all.empty() ? "the drivers list none" : all;
}

}  // namespace evenlight::vulkan
