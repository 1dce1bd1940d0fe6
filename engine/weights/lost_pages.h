// Mapped files that somebody spoils: one that becomes shorter loses pages, which the kernel answers
// with SIGBUS; one that is written to has other contents than those that were read before.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "engine/weights/mapped_file.h"

namespace evenlight {

FileVersion version_of(const struct stat& status);
// Whether the open file still is of that version.
bool is_version(int descriptor, const FileVersion& version);

// From now on a read of a lost page in the `size` bytes at `data` gives zeros instead of ending the
// program, and is remembered. `descriptor` stays open until forget_pages.
void watch_pages(std::byte* data, size_t size, int descriptor, const FileVersion& version,
                 const std::filesystem::path& path);
// Before they are unmapped.
void forget_pages(const std::byte* data);

struct SpoiltFile {
  std::string path;   // empty: there is none
  bool lost = false;  // a part of it; else it was written to
};
// One of the watched files that was spoilt. Those that lost pages and were forgotten since are
// reported once.
SpoiltFile find_spoilt_file();

}  // namespace evenlight
