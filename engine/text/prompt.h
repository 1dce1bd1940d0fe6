#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// A stretch of a prompt with one weight.
struct WeightedText {
  std::string text;           // UTF-8, brackets and backslashes of the grammar removed
  float weight = 1.0f;        // how strongly the text counts, 1 = as usual
  bool break_before = false;  // BREAK stood before it: it starts a new chunk
  bool operator==(const WeightedText&) const = default;
};

// Reads a prompt in the grammar of AUTOMATIC1111/stable-diffusion-webui
// (modules/prompt_parser.py, parse_prompt_attention):
//
//   (text)       weight × 1.1          (text:1.3)  weight × 1.3, written without an exponent
//   [text]       weight ÷ 1.1          \( \) \[ \] \\   the sign itself
//   BREAK        as a word of its own: what follows starts a new chunk
//
// Brackets nest and their weights multiply. A bracket that is never closed counts to the end; one
// that was never opened is text, and so is anything else. Neighbours of equal weight are joined;
// the result has at least one entry. Unlike there, BREAK inside brackets is a break too, and AND
// has no meaning here.
//
// Throws Error(usage) for weights that are no number or beyond ±max_prompt_weight, for brackets
// nested deeper than max_prompt_depth, and for the schedule forms [from:to:when] and [a|b],
// which are not supported; Error(input) for text that is not UTF-8.
std::vector<WeightedText> parse_prompt(std::string_view prompt);

inline constexpr double max_prompt_weight = 100.0;
inline constexpr int max_prompt_depth = 256;

}  // namespace evenlight
