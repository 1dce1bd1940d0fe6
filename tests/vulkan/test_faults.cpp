// What Vulkan can refuse, played by functions put in place of the driver's: always one sentence of
// Error(device), never a crash, and all works again once the trouble is over.
#include <gtest/gtest.h>
#include <volk.h>

#include <cstdlib>
#include <map>

#include "engine/base/error.h"
#include "engine/vulkan/backend.h"
#include "engine/vulkan/instance.h"
#include "engine/vulkan/vulkan.h"
#include "tests/support/memory_weights.h"
#include "tests/vulkan/small_model.h"

namespace evenlight {
namespace {

// One of volk's functions, replaced for a while. The stand-in may call `before`.
template <class F>
class Replaced {
 public:
  Replaced(F& slot, F stand_in) : slot_(slot) {
    before = slot;
    slot = stand_in;
  }
  ~Replaced() { slot_ = before; }
  inline static F before = nullptr;

 private:
  F& slot_;
};

// The n-th call of a function fails; all others are passed on.
template <auto* slot, class F = std::remove_pointer_t<decltype(slot)>>
struct Nth;
template <auto* slot, class... Args>
struct Nth<slot, VkResult (*)(Args...)> {
  inline static int until = 0;
  inline static VkResult failure = VK_SUCCESS;
  static VkResult call(Args... args) {
    return until-- == 0 ? failure : Replaced<VkResult (*)(Args...)>::before(args...);
  }
};

class VulkanFaults : public ::testing::Test {
 protected:
  void SetUp() override {
    if (list_vulkan_devices().empty()) GTEST_SKIP() << "no Vulkan device";
    instance_ = vulkan::Instance::shared();  // keeps volk from loading anew
  }

  template <class F>
  static std::string sentence_of(const F& action) {
    try {
      action();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::device);
      return error.what();
    }
    return "nothing was thrown";
  }
  static void expect_part(const std::string& sentence, const std::string& part) {
    EXPECT_NE(sentence.find(part), std::string::npos) << sentence;
  }

  // Lets the 1st, 2nd, … call of a function fail until compiling and running needs no more of them.
  template <auto* slot>
  void fail_each(VkResult failure, const std::string& part) {
    using Fail = Nth<slot>;
    const Graph graph = small_graph(1, 5, 3);
    const auto right = compile_and_run(*open_vulkan(0, {}), graph);
    for (int n = 0;; ++n) {
      ASSERT_LT(n, 300);
      std::unique_ptr<Backend> backend;
      std::string sentence;
      {
        const Replaced<std::remove_pointer_t<decltype(slot)>> replaced(*slot, Fail::call);
        Fail::until = n;
        Fail::failure = failure;
        sentence = sentence_of([&] {
          backend = open_vulkan(0, {});
          EXPECT_EQ(compile_and_run(*backend, graph), right);
        });
        if (Fail::until >= 0) break;  // it got through
      }
      if (sentence != "nothing was thrown") expect_part(sentence, part);
      if (!backend) continue;
      EXPECT_EQ(compile_and_run(*backend, graph), right) << "after call " << n;
    }
  }

  std::shared_ptr<vulkan::Instance> instance_;
};

TEST_F(VulkanFaults, OutOfMemory) {
  fail_each<&vkAllocateMemory>(VK_ERROR_OUT_OF_DEVICE_MEMORY, "has no room for");
  fail_each<&vkCreateBuffer>(VK_ERROR_OUT_OF_DEVICE_MEMORY, "has no room for");
  fail_each<&vkMapMemory>(VK_ERROR_MEMORY_MAP_FAILED, "vkMapMemory failed");
}

TEST_F(VulkanFaults, NothingCanBeMade) {
  fail_each<&vkCreateDevice>(VK_ERROR_INITIALIZATION_FAILED, "could not be started");
  fail_each<&vkCreateShaderModule>(VK_ERROR_OUT_OF_HOST_MEMORY, "out of memory");
  fail_each<&vkCreateComputePipelines>(VK_ERROR_OUT_OF_DEVICE_MEMORY, "the shader ");
  fail_each<&vkAllocateCommandBuffers>(VK_ERROR_OUT_OF_HOST_MEMORY, "out of memory");
  fail_each<&vkCreateSemaphore>(VK_ERROR_OUT_OF_HOST_MEMORY, "out of memory");
}

// A pipeline cache that the driver does not take is no trouble at all.
TEST_F(VulkanFaults, PipelineCacheRefused) {
  using Fail = Nth<&vkCreatePipelineCache>;
  const Replaced<PFN_vkCreatePipelineCache> replaced(vkCreatePipelineCache, Fail::call);
  Fail::until = 0;
  Fail::failure = VK_ERROR_OUT_OF_HOST_MEMORY;
  EXPECT_NO_THROW(compile_and_run(*open_vulkan(0, {}), small_graph(1, 5, 3)));
}

// Executables made before memory ran out go on afterwards, though the arena was lost.
TEST_F(VulkanFaults, EarlierExecutablesSurvive) {
  using Fail = Nth<&vkAllocateMemory>;
  const Graph small = small_graph(1, 5, 3);
  const auto backend = open_vulkan(0, {});
  const MemoryWeights weights(3);
  const auto executable = backend->compile(make_plan(small, DType::f32), weights);
  const auto right = run_once(*executable, small);
  bool arena_failed = false;
  for (int n = 0; !arena_failed; ++n) {
    ASSERT_LT(n, 20);
    const Plan larger = make_plan(small_graph(1, 33, 31 + n), DType::f32);
    {
      const Replaced<PFN_vkAllocateMemory> replaced(vkAllocateMemory, Fail::call);
      Fail::until = n;
      Fail::failure = VK_ERROR_OUT_OF_DEVICE_MEMORY;
      const std::string sentence = sentence_of([&] { backend->compile(larger, weights); });
      arena_failed = sentence.find("of working memory") != std::string::npos;
    }
    EXPECT_EQ(run_once(*executable, small), right) << "after allocation " << n;
  }
}

// A lost device stays lost: every later call says so, and objects go without a word.
TEST_F(VulkanFaults, DeviceLost) {
  const Graph graph = small_graph(1, 5, 3);
  const PFN_vkWaitSemaphores lost_wait = [](auto...) { return VK_ERROR_DEVICE_LOST; };
  const PFN_vkQueueSubmit lost_submit = [](auto...) { return VK_ERROR_DEVICE_LOST; };
  for (const bool waiting : {false, true}) {
    const auto backend = open_vulkan(0, {});
    const MemoryWeights weights(3);
    auto executable = backend->compile(make_plan(graph, DType::f32), weights);
    const Replaced<PFN_vkWaitSemaphores> wait(vkWaitSemaphores, lost_wait);
    const Replaced<PFN_vkQueueSubmit> submit(vkQueueSubmit, waiting ? vkQueueSubmit : lost_submit);
    for (int again = 0; again < 2; ++again) {
      expect_part(sentence_of([&] { run_once(*executable, graph); }), "stopped answering");
    }
    expect_part(sentence_of([&] { compile_and_run(*backend, graph); }), "stopped answering");
    EXPECT_NO_THROW(executable.reset());
  }
}

TEST_F(VulkanFaults, DriverTooOld) {
  const auto old = [](VkPhysicalDevice device, VkPhysicalDeviceProperties* properties) {
    Replaced<PFN_vkGetPhysicalDeviceProperties>::before(device, properties);
    properties->apiVersion = VK_API_VERSION_1_1;
  };
  const Replaced<PFN_vkGetPhysicalDeviceProperties> replaced(vkGetPhysicalDeviceProperties, old);
  EXPECT_TRUE(list_vulkan_devices().empty());
  expect_part(sentence_of([] { open_vulkan(0, {}); }), "offers Vulkan 1.1 only");
}

TEST_F(VulkanFaults, FeatureMissing) {
  const auto poor = [](VkPhysicalDevice device, VkPhysicalDeviceFeatures2* features) {
    Replaced<PFN_vkGetPhysicalDeviceFeatures2>::before(device, features);
    auto* v11 = static_cast<VkPhysicalDeviceVulkan11Features*>(features->pNext);
    static_cast<VkPhysicalDeviceVulkan12Features*>(v11->pNext)->bufferDeviceAddress = VK_FALSE;
  };
  const Replaced<PFN_vkGetPhysicalDeviceFeatures2> replaced(vkGetPhysicalDeviceFeatures2, poor);
  EXPECT_TRUE(list_vulkan_devices().empty());
  expect_part(sentence_of([] { open_vulkan(0, {}); }), "it has no buffer device addresses");
}

TEST_F(VulkanFaults, WorkgroupsTooSmall) {
  const auto poor = [](VkPhysicalDevice device, VkPhysicalDeviceProperties* properties) {
    Replaced<PFN_vkGetPhysicalDeviceProperties>::before(device, properties);
    properties->limits.maxComputeWorkGroupInvocations = 128;
  };
  const Replaced<PFN_vkGetPhysicalDeviceProperties> replaced(vkGetPhysicalDeviceProperties, poor);
  expect_part(sentence_of([] { open_vulkan(0, {}); }), "workgroups of 256 threads");
}

TEST_F(VulkanFaults, NoHalfFloats) {
  const auto poor = [](VkPhysicalDevice device, VkPhysicalDeviceFeatures2* features) {
    Replaced<PFN_vkGetPhysicalDeviceFeatures2>::before(device, features);
    static_cast<VkPhysicalDeviceVulkan11Features*>(features->pNext)->storageBuffer16BitAccess =
        VK_FALSE;
  };
  const Replaced<PFN_vkGetPhysicalDeviceFeatures2> replaced(vkGetPhysicalDeviceFeatures2, poor);
  EXPECT_EQ(list_vulkan_devices().front().precisions, std::vector<DType>{DType::f32});
  BackendOptions options;
  options.precision = DType::f16;
  expect_part(sentence_of([&] { open_vulkan(0, options); }), "choose the precision f32");
  EXPECT_NO_THROW(compile_and_run(*open_vulkan(0, {}), small_graph(1, 5, 3)));
}

TEST_F(VulkanFaults, NoDevice) {
  {
    const auto none = [](VkInstance, uint32_t* count, VkPhysicalDevice*) -> VkResult {
      *count = 0;
      return VK_SUCCESS;
    };
    const Replaced<PFN_vkEnumeratePhysicalDevices> replaced(vkEnumeratePhysicalDevices, none);
    EXPECT_TRUE(list_vulkan_devices().empty());
    expect_part(sentence_of([] { open_vulkan(0, {}); }), "No usable Vulkan device");
  }
  expect_part(sentence_of([] { open_vulkan(1000, {}); }), "There is no Vulkan device 1000");
  expect_part(sentence_of([] { open_vulkan(-1, {}); }), "There is no Vulkan device -1");
}

TEST_F(VulkanFaults, NoDriver) {
  std::map<std::string, std::string> before;
  for (const char* name : {"VK_ICD_FILENAMES", "VK_DRIVER_FILES"}) {
    if (const char* value = std::getenv(name)) before[name] = value;
    setenv(name, "/nowhere/driver.json", 1);
  }
  const auto sentence = sentence_of([] { vulkan::Instance instance(vulkan::Validation::off); });
  for (const char* name : {"VK_ICD_FILENAMES", "VK_DRIVER_FILES"}) {
    unsetenv(name);
    if (before.contains(name)) setenv(name, before[name].c_str(), 1);
  }
  expect_part(sentence, "No Vulkan driver was found; install the driver");
}

TEST_F(VulkanFaults, LoaderTooOld) {
  const auto old = [](uint32_t* version) -> VkResult {
    *version = VK_API_VERSION_1_1;
    return VK_SUCCESS;
  };
  const Replaced<PFN_vkEnumerateInstanceVersion> replaced(vkEnumerateInstanceVersion, old);
  expect_part(sentence_of([] { vulkan::Instance instance(vulkan::Validation::off); }),
              "older than 1.2");
}

}  // namespace
}  // namespace evenlight
