// "vulkan:0" → Backend: the one table that names them all is in open_backend.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/devices/available_memory.h"
#include "engine/graph/backend.h"

namespace evenlight {

struct DeviceRequest {
  std::string device = "auto";     // cpu, vulkan, vulkan:N, auto; reference for tests
  std::string precision = "auto";  // auto, f32, bf16 or f16
  int threads = 0;                 // cpu only; 0: as many as the machine has
  bool profile = false;            // time every op
};

// What a request comes to, before anything is opened for good.
struct DeviceChoice {
  DeviceInfo device;
  DType precision = DType::f32;
};

// "vulkan" is the first Vulkan device; "auto" the first hardware Vulkan device, else the CPU, never
// a software Vulkan device. Throws Error: usage for an unknown name or precision (it lists the
// accepted ones), device for one that is not here or cannot store that precision.
DeviceChoice choose_device(const DeviceRequest& request);

std::unique_ptr<Backend> open_backend(const DeviceRequest& request);

// Whether some machine could have such a device ("vulkan:1", "auto"), and such a precision.
bool is_device_name(std::string_view text);
bool is_precision_name(std::string_view text);

// Every device of this machine.
std::vector<DeviceInfo> list_devices();

}  // namespace evenlight
