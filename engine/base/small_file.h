#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace evenlight {

// The bytes of a file of at most `limit` bytes. Throws InputError "PATH: …" if it is missing, no
// regular file, unreadable or longer.
std::string read_small_file(const std::filesystem::path& path, size_t limit);

}  // namespace evenlight
