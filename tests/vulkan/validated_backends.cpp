// The Vulkan rows of tests/support/backends.h on a connection that validates, and a listener that
// fails every test during which the validation layer said anything.
#include <gtest/gtest.h>

#include "engine/base/error.h"
#include "engine/vulkan/backend.h"
#include "engine/vulkan/instance.h"
#include "tests/support/backends.h"

namespace evenlight {

namespace {

std::shared_ptr<vulkan::Instance> validating_instance() {
  static const auto instance = std::make_shared<vulkan::Instance>(vulkan::Validation::on);
  return instance;
}

// GPUs prefer other tiles and workgroups than llvmpipe; `gpu` runs those here as well.
BackendRow row(const std::string& name, DType precision, double tolerance, bool gpu) {
  const auto open = [=]() -> std::unique_ptr<Backend> {
    if (!vulkan::Instance::can_validate()) {
      throw Error(ErrorKind::device, "VK_LAYER_KHRONOS_validation is not installed");
    }
    const auto like_gpu = [=](gpu::Limits& limits) {
      if (!gpu) return;
      limits.software = false;
      limits.groups_to_fill = 1;
    };
    BackendOptions options;
    options.precision = precision;
    return vulkan::open_on(validating_instance(), 0, options, like_gpu);
  };
  return {name, precision, tolerance, open};
}

class Listener : public ::testing::EmptyTestEventListener {
  void OnTestEnd(const ::testing::TestInfo&) override {
    if (!vulkan::Instance::can_validate()) return;
    const auto& messages = validating_instance()->messages();
    for (; seen_ < messages.size(); ++seen_) ADD_FAILURE() << messages[seen_];
  }
  size_t seen_ = 0;
};

const bool listens = [] {
  ::testing::UnitTest::GetInstance()->listeners().Append(new Listener);
  return true;
}();

}  // namespace

const std::vector<BackendRow>& backend_rows() {
  static const std::vector<BackendRow> rows = {
      row("vulkan_f32", DType::f32, 1e-4, false),
      row("vulkan_f16", DType::f16, 1.5e-3, false),
      row("vulkan_f32_gpu", DType::f32, 1e-4, true),
      row("vulkan_f16_gpu", DType::f16, 1.5e-3, true),
  };
  return rows;
}

}  // namespace evenlight
