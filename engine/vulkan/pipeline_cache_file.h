#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace evenlight::vulkan {

// Where compiled pipelines of a device are kept between runs:
// $XDG_CACHE_HOME/evenlight (else ~/.cache/evenlight)/pipelines-<hash of fingerprint>.bin.
// Empty if neither variable holds an absolute path.
std::filesystem::path pipeline_cache_path(const std::string& fingerprint);

// The driver's bytes that were written for this fingerprint, or nothing if the file is missing,
// too large, damaged or another's: a cache is rebuilt, never trusted.
std::vector<std::byte> read_pipeline_cache(const std::filesystem::path& path,
                                           const std::string& fingerprint);

// Replaces the file at once (written beside it under a name of its own, then renamed), so that a
// reader, or another program that writes, never sees half a file. Returns whether it did.
bool write_pipeline_cache(const std::filesystem::path& path, const std::string& fingerprint,
                          std::span<const std::byte> data);

}  // namespace evenlight::vulkan
