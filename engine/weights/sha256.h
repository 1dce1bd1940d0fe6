#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace evenlight {

// 64 lower-case hexadecimal digits.
std::string sha256_of_text(std::string_view text);

// Streams the file. Throws Error(input) if it cannot be read to its end.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace evenlight
