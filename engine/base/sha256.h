#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace evenlight {

// 64 lower-case hexadecimal digits.
std::string sha256_of_text(std::string_view text);
std::string sha256_of_bytes(std::span<const std::byte> bytes);

// Streams the file. Throws Error(input) if it cannot be read to its end, Error(interrupted) if it
// was asked to stop.
std::string sha256_of_file(const std::filesystem::path& path, const std::stop_token& stop = {});

// The same of a file that is open, from its beginning, whatever its name leads to by now. Its
// position stays where it is. `path`: for messages.
std::string sha256_of_descriptor(int descriptor, const std::filesystem::path& path,
                                 const std::stop_token& stop = {});

}  // namespace evenlight
