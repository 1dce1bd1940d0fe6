#include "engine/devices/available_memory.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace evenlight {

namespace {

namespace fs = std::filesystem;

// Nothing for "max", "unlimited", a missing file, or anything else that is no number.
std::optional<uint64_t> number(std::string_view text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

std::optional<uint64_t> number_in(const fs::path& file) {
  std::ifstream stream(file);
  std::string word;
  stream >> word;
  return number(word);
}

// The number behind a name that begins a line: "MemAvailable:   123 kB", "inactive_file 456".
std::optional<uint64_t> number_after(const fs::path& file, std::string_view name) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with(name)) continue;
    std::istringstream rest(line.substr(name.size()));
    std::string word;
    rest >> word;
    return number(word);
  }
  return std::nullopt;
}

uint64_t difference(uint64_t a, uint64_t b) {
  return a > b ? a - b : 0;
}

// How the two versions of control groups name things.
struct GroupFiles {
  const char* mount;
  const char* limits[2];
  const char* used;
  const char* caches[2];  // in memory.stat
};
constexpr GroupFiles version_2 = {"sys/fs/cgroup",
                                  {"memory.max", "memory.high"},
                                  "memory.current",
                                  {"inactive_file ", "active_file "}};
constexpr GroupFiles version_1 = {"sys/fs/cgroup/memory",
                                  {"memory.limit_in_bytes", nullptr},
                                  "memory.usage_in_bytes",
                                  {"total_inactive_file ", "total_active_file "}};

// What one group leaves; nothing if it sets no limit.
std::optional<uint64_t> room_in(const fs::path& group, const GroupFiles& files) {
  std::optional<uint64_t> limit;
  for (const char* name : files.limits) {
    const auto one = name ? number_in(group / name) : std::nullopt;
    if (one) limit = std::min(limit.value_or(UINT64_MAX), *one);
  }
  // Version 1 says "no limit" as the largest number of pages.
  if (!limit || *limit >= uint64_t(1) << 62) return std::nullopt;
  uint64_t used = number_in(group / files.used).value_or(0);
  for (const char* name : files.caches) {
    used = difference(used, number_after(group / "memory.stat", name).value_or(0));
  }
  return difference(*limit, used);
}

// The least of a group and all above it. In a container the path may be the host's: groups that are
// not there are passed over, the mount itself is always looked at.
uint64_t room_along(const fs::path& root, fs::path group, const GroupFiles& files) {
  uint64_t least = UINT64_MAX;
  const fs::path mount = root / files.mount;
  for (group = group.relative_path();; group = group.parent_path()) {
    least = std::min(least, room_in(mount / group, files).value_or(UINT64_MAX));
    if (group.empty()) return least;
  }
}

// Lines "number:controllers:path"; version 2 has no controllers.
uint64_t room_in_groups(const fs::path& root) {
  std::ifstream stream(root / "proc/self/cgroup");
  uint64_t least = UINT64_MAX;
  for (std::string line; std::getline(stream, line);) {
    const size_t first = line.find(':');
    const size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const fs::path group = line.substr(second + 1);
    if (controllers == ",,") least = std::min(least, room_along(root, group, version_2));
    if (controllers.find(",memory,") != std::string::npos) {
      least = std::min(least, room_along(root, group, version_1));
    }
  }
  return least;
}

uint64_t room_in_address_space(const fs::path& root) {
  const auto limit = number_after(root / "proc/self/limits", "Max address space ");
  if (!limit) return UINT64_MAX;
  const uint64_t pages = number_in(root / "proc/self/statm").value_or(0);
  return difference(*limit, pages * uint64_t(sysconf(_SC_PAGESIZE)));
}

}  // namespace

uint64_t available_memory(const fs::path& root) {
  const auto free = number_after(root / "proc/meminfo", "MemAvailable:");
  const uint64_t machine = free ? *free * 1024 : UINT64_MAX;
  const uint64_t least = std::min({machine, room_in_groups(root), room_in_address_space(root)});
  if (least == UINT64_MAX) return 0;
  // Nothing left is not the same as not knowing.
  return std::max<uint64_t>(least, 1);
}

}  // namespace evenlight
