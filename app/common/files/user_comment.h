#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// EXIF's UserComment as UTF-8: behind eight bytes that name its characters (JEITA CP-3451, 4.6.5):
// ASCII, which is UTF-8 in practice, JIS (ISO-2022-JP) or UNICODE, which is UTF-16. Programs write
// the latter in either order whatever the file's is, so the one that gives more of plain Latin
// letters and signs counts. Bytes without such a mark are taken as UTF-8. Takes any bytes.
std::string text_of_user_comment(std::string_view bytes);

// UTF-8 where that is what they are, else as Latin-1.
std::string utf8_of_bytes(std::string_view bytes);

// UTF-16 without a mark, in the order that fits; an odd byte at the end is dropped and what is no
// character is U+FFFD.
std::string utf8_of_utf16(std::string_view bytes);

}  // namespace evenlight
