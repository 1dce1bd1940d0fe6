#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/message.h"

namespace evenlight::audit {

// "tone_band" as "skin tone", "no_face" as "no face", "60_plus" as "60 plus".
std::string plain_name(const std::string& name);

// "1 prompt", "12 prompts".
std::string counted(int64_t number, const char* one, const char* many);

// The names that every audit has are said in the language of whoever reads them, an audit's own as
// they are: "skin tone", "no face", "60 plus".
Argument spoken_name(const std::string& name);
Argument capital_name(const std::string& name);  // "Skin tone"
// Each in English.
std::vector<std::string> texts_of(const std::vector<Message>& messages);

// "woman, man and unclear"; "woman, man or unclear".
Argument names_and(const std::vector<std::string>& names);
Argument names_or(const std::vector<std::string>& names);

// "woman, man or unclear", for a `last` of "or".
std::string listed(const std::vector<std::string>& names, const std::string& last);

// A number and its sign of percent kept on one line, by a space that does not break.
std::string with_unbroken_percents(std::string text);

// With a capital letter at the start, if it is a Latin one.
std::string capitalised(std::string text);

}  // namespace evenlight::audit
