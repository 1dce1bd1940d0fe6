#pragma once

#include <filesystem>
#include <functional>
#include <span>

namespace evenlight {

enum class Overwrite { refuse, allow };

// Writes beside `path`, flushes to the disk, asks `verify` (with the temporary file's path; it
// throws to refuse), and only then gives the file its name: nothing half-written is ever seen
// under it. Throws Error(usage) if the file exists and may not be overwritten, Error(failed) with
// the system's reason otherwise.
void write_file_atomically(const std::filesystem::path& path, std::span<const unsigned char> bytes,
                           Overwrite overwrite,
                           const std::function<void(const std::filesystem::path&)>& verify = {});

// The same for what is too large for memory: `fill` gives the bytes piece by piece.
using FileSink = std::function<void(std::span<const unsigned char>)>;
void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(const FileSink&)>& fill, Overwrite overwrite,
                           const std::function<void(const std::filesystem::path&)>& verify = {});

}  // namespace evenlight
