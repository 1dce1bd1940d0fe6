// PNG files chunk by chunk, independent of libpng and of app/common.
#pragma once

#include <map>
#include <string>

namespace evenlight::test {

// Keyword → text of every tEXt and uncompressed iTXt chunk; throws std::runtime_error on anything
// malformed.
std::map<std::string, std::string> png_texts(const std::string& png);

// The same picture with one tEXt chunk of that keyword as its only text.
std::string with_only_text(const std::string& png, const std::string& keyword,
                           const std::string& text);

// The same picture with its texts behind the pixels.
std::string with_texts_last(const std::string& png);

}  // namespace evenlight::test
