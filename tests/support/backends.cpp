#include "tests/support/backends.h"

#include "engine/cpu/cpu.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight {

namespace {
std::function<std::unique_ptr<Backend>()> cpu(DType precision, int threads) {
  return [=] {
    BackendOptions options;
    options.precision = precision;
    options.threads = threads;
    return open_cpu(options);
  };
}

std::function<std::unique_ptr<Backend>()> vulkan(DType precision) {
  return [=] {
    BackendOptions options;
    options.precision = precision;
    return open_vulkan(0, options);
  };
}
}  // namespace

const std::vector<BackendRow>& backend_rows() {
  static const std::vector<BackendRow> rows = {
      {"cpu_f32", DType::f32, 2e-5, cpu(DType::f32, 2)},
      {"cpu_bf16", DType::bf16, 1.2e-2, cpu(DType::bf16, 2)},
      {"vulkan_f32", DType::f32, 1e-4, vulkan(DType::f32)},
      {"vulkan_f16", DType::f16, 1.5e-3, vulkan(DType::f16)},
  };
  return rows;
}

}  // namespace evenlight
