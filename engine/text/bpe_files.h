#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/quoted.h"

namespace evenlight {

// The readable stand-in for each byte that vocabulary files use (GPT-2, openai/CLIP:
// clip/simple_tokenizer.py bytes_to_unicode): printable Latin-1 stands for itself, the others
// for U+0100 onwards.
std::array<std::string, 256> byte_symbols();

// The same bytes in the order in which CLIP numbers them: printable ones first.
std::array<unsigned char, 256> byte_order();

// Both throw Error(input) naming the file, and the line or token at fault.
std::unordered_map<std::string, int> read_vocabulary(const std::filesystem::path& path);
std::vector<std::pair<std::string, std::string>> read_merges(const std::filesystem::path& path);

}  // namespace evenlight
