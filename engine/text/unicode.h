#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// The classes that CLIP's word pattern tells apart.
enum class CharClass { letter, number, space, other };

// UTF-8 → code points. Throws Error(input) naming the byte where the text is not UTF-8 (no
// overlong forms, no surrogates).
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

// Unicode normal form C. Runs of combining marks of any length cost n log n.
std::u32string to_nfc(std::u32string_view text);

// Lower case, one character at a time (so no final sigma), full mappings included.
std::u32string to_lower(std::u32string_view text);

CharClass char_class(char32_t c);

// Python's idea of white space, which the prompt grammar follows.
bool is_white_space(char32_t c);

// A letter, a digit or an underscore: what \b means by a word.
bool is_word_char(char32_t c);

}  // namespace evenlight
