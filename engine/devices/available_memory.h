#pragma once

#include <cstdint>
#include <filesystem>

namespace evenlight {

// The processor's memory that this program may still take, in bytes; 0 if the system does not say.
// The least of what the machine has free (MemAvailable), what the control groups that the program
// runs in allow (v2 and v1; file caches are not counted as used, since they give way), and what is
// left of its address space (RLIMIT_AS). `root` is where /proc and /sys lie: for tests.
uint64_t available_memory(const std::filesystem::path& root = "/");

}  // namespace evenlight
