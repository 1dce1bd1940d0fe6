#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>

namespace evenlight {

// 64 lower-case hexadecimal digits.
std::string sha256_of_text(std::string_view text);

// Streams the file. Throws Error(input) if it cannot be read to its end, Error(interrupted) if it
// was asked to stop.
std::string sha256_of_file(const std::filesystem::path& path, const std::stop_token& stop = {});

}  // namespace evenlight
