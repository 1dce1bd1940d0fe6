#include "engine/cpu/backend.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/cpu/processor_peak.h"

namespace evenlight {

namespace cpu {

void Workspace::reserve(size_t shared_bytes, size_t bytes_per_worker, size_t workers_count) {
  shared.grow(shared_bytes, "scratch");
  // Whole cache lines, so that workers never write to the same one.
  worker_bytes = std::max(worker_bytes, (bytes_per_worker + 255) / 256 * 256);
  workers.grow(worker_bytes * workers_count, "scratch of threads");
}

namespace {

std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const size_t colon = line.find(':');
    if (line.starts_with("model name") && colon != std::string::npos) {
      return line.substr(std::min(line.size(), colon + 2));
    }
  }
  return "processor";
}

size_t thread_count(int asked) {
  if (asked < 0 || asked > 1024) {
    throw Error(ErrorKind::usage, say<"threads must be 0 (all) to 1024, not {0}">(asked));
  }
  return asked > 0 ? size_t(asked) : std::max(1u, std::thread::hardware_concurrency());
}

void require_precision(DType precision) {
  if (precision == DType::f32 || precision == DType::bf16) return;
  throw Error(ErrorKind::usage,
              say<"the processor computes in f32 or bf16, not in {0}">(name_of(precision)));
}

class CpuBackend : public Backend {
 public:
  explicit CpuBackend(const BackendOptions& options)
      : options_(options),
        device_(describe_cpu()),
        shared_(std::make_shared<Shared>(thread_count(options.threads))) {}
  const DeviceInfo& device() const override { return device_; }
  DType precision() const override { return options_.precision; }

  std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource& weights) override {
    require_precision(plan.storage);
    return make_executable(plan, weights, shared_, options_.profile);
  }

  std::optional<double> multiply_add_peak() override {
    if (precision() == DType::bf16 && native_bf16()) return {};
    return measure_processor_peak(thread_count(options_.threads));
  }

 private:
  BackendOptions options_;
  DeviceInfo device_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace
}  // namespace cpu

DeviceInfo describe_cpu() {
  DeviceInfo device;
  device.id = device.kind = "cpu";
  device.name = cpu::processor_name();
  device.memory_bytes = uint64_t(sysconf(_SC_PHYS_PAGES)) * uint64_t(sysconf(_SC_PAGESIZE));
  if (cpu::native_bf16()) device.precisions.push_back(DType::bf16);
  device.precisions.push_back(DType::f32);
  device.keeps_f16 = cpu::panel_shape().f16;
  return device;
}

std::unique_ptr<Backend> open_cpu(const BackendOptions& options) {
  cpu::require_precision(options.precision);
  return std::make_unique<cpu::CpuBackend>(options);
}

}  // namespace evenlight
