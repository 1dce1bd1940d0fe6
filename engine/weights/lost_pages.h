// Mapped pages whose file is gone from under them: the kernel answers a read of one with SIGBUS.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace evenlight {

// From now on a read of a lost page in the `size` bytes at `data` gives zeros instead of ending the
// program, and is remembered.
void watch_pages(std::byte* data, size_t size, const std::filesystem::path& path);
// Before they are unmapped.
void forget_pages(const std::byte* data);

// Of watched pages that were lost; empty if none were. Those that were forgotten since are reported
// once.
std::string path_of_lost_pages();

}  // namespace evenlight
