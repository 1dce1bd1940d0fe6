#include "engine/devices/open_backend.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/base/error.h"
#include "engine/cpu/cpu.h"
#include "engine/reference/reference.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight {
namespace {

std::vector<DeviceInfo> list_cpu() {
  return {describe_cpu()};
}
std::vector<DeviceInfo> list_reference() {
  return {open_reference()->device()};
}

std::unique_ptr<Backend> open_cpu_at(int, const BackendOptions& options) {
  return open_cpu(options);
}
std::unique_ptr<Backend> open_reference_at(int, const BackendOptions&) {
  return open_reference();
}

struct BackendKind {
  std::string_view name;
  bool listed;  // shown to people
  std::vector<DeviceInfo> (*list)();
  std::unique_ptr<Backend> (*open)(int index, const BackendOptions&);
};

constexpr BackendKind kinds[] = {
    {"vulkan", true, list_vulkan_devices, open_vulkan},
    {"cpu", true, list_cpu, open_cpu_at},
    {"reference", false, list_reference, open_reference_at},
};

constexpr DType precisions[] = {DType::f32, DType::bf16, DType::f16};

struct Named {
  const BackendKind* kind;
  int index;
  DeviceInfo info;
};

[[noreturn]] void unknown_device(const std::string& device) {
  throw Error(ErrorKind::usage,
              say<"{0}: \"{1}\" is not known; accepted are cpu, vulkan, vulkan:N and auto.">(
                  Field{"device"}, device));
}

const BackendKind* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds, name, &BackendKind::name);
  return found == std::end(kinds) ? nullptr : &*found;
}

Named at(const BackendKind& kind, int index) {
  const auto devices = kind.list();
  if (size_t(index) < devices.size()) return {&kind, index, devices[size_t(index)]};
  // Where there is none at all, opening tells why: no loader, no driver, none that is able.
  if (devices.empty()) return {&kind, index, kind.open(index, {})->device()};
  throw Error(ErrorKind::device, say<"There is no device {0}:{1}; {2}.">(
                                     kind.name, index, say<"choose another one">()));
}

Named automatic() {
  const BackendKind& vulkan = *find_kind("vulkan");
  const auto devices = vulkan.list();
  for (size_t i = 0; i < devices.size(); ++i) {
    if (devices[i].kind == "gpu") return {&vulkan, int(i), devices[i]};
  }
  return at(*find_kind("cpu"), 0);
}

struct Spelt {
  std::string_view name;
  int index = 0;
};

// "vulkan:1" → {"vulkan", 1}; nothing if it is spelt otherwise.
std::optional<Spelt> spell(std::string_view text) {
  const size_t colon = text.find(':');
  Spelt spelt{text.substr(0, colon)};
  if (colon == std::string_view::npos) return spelt;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data() + colon + 1, last, spelt.index);
  if (error != std::errc() || end != last || spelt.index < 0) return std::nullopt;
  return spelt;
}

Named find_device(const std::string& device) {
  if (device == "auto") return automatic();
  const auto spelt = spell(device);
  if (spelt && spelt->name == "cuda") {
    throw Error(
        ErrorKind::device,
        say<"{0}: cuda is not built in; use vulkan, which runs on NVIDIA's driver too, or cpu.">(
            Field{"device"}));
  }
  const BackendKind* kind = spelt ? find_kind(spelt->name) : nullptr;
  if (!kind) unknown_device(device);
  return at(*kind, spelt->index);
}

DType find_precision(const std::string& precision, const DeviceInfo& device) {
  if (precision == "auto") return device.precisions.front();
  const auto found =
      std::ranges::find_if(precisions, [&](DType type) { return name_of(type) == precision; });
  if (found == std::end(precisions)) {
    throw Error(ErrorKind::usage,
                say<"{0}: \"{1}\" is not known; accepted are auto, f32, bf16 and f16.">(
                    Field{"precision"}, precision));
  }
  // The CPU computes bf16 without native support too: the same picture, slowly.
  const bool slow = *found == DType::bf16 && device.id == "cpu";
  if (!slow && std::ranges::find(device.precisions, *found) == device.precisions.end()) {
    std::string accepted = "auto";
    for (const DType type : device.precisions) accepted += ", " + std::string(name_of(type));
    throw Error(ErrorKind::usage, say<"{0}: {1} cannot compute in {2}; accepted there are {3}.">(
                                      Field{"precision"}, device.id, precision, accepted));
  }
  return *found;
}

}  // namespace

DeviceChoice choose_device(const DeviceRequest& request) {
  const Named named = find_device(request.device);
  return {named.info, find_precision(request.precision, named.info)};
}

std::unique_ptr<Backend> open_backend(const DeviceRequest& request) {
  const Named named = find_device(request.device);
  BackendOptions options;
  options.precision = find_precision(request.precision, named.info);
  options.threads = request.threads;
  options.profile = request.profile;
  return named.kind->open(named.index, options);
}

bool is_device_name(std::string_view text) {
  const auto spelt = spell(text);
  return spelt && (text == "auto" || spelt->name == "cuda" || find_kind(spelt->name));
}

bool is_precision_name(std::string_view text) {
  return text == "auto" || std::ranges::find(precisions, text, [](DType type) {
                             return name_of(type);
                           }) != std::end(precisions);
}

std::vector<DeviceInfo> list_devices() {
  std::vector<DeviceInfo> devices;
  for (const BackendKind& kind : kinds) {
    if (!kind.listed) continue;
    for (DeviceInfo& device : kind.list()) devices.push_back(std::move(device));
  }
  return devices;
}

}  // namespace evenlight
