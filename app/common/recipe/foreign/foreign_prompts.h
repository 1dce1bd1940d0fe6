// Prompts of other programs in our grammar, which is A1111's.
#pragma once

#include <string>
#include <string_view>

namespace evenlight {

// NovelAI: {word} is 1.05 times as strong, [word] that much weaker, 1.5::words:: that strong;
// round brackets are letters. What is not closed stays as letters.
std::string prompt_of_novelai(std::string_view text);

// InvokeAI 3 and later (compel): word+, (some words)++, (some words)1.3, each + 1.1 and each − 0.9
// times as strong; square brackets are letters.
std::string prompt_of_compel(std::string_view text);

// Backslashes before what A1111 takes for weights.
std::string with_plain_brackets(std::string_view text, std::string_view brackets);

}  // namespace evenlight
