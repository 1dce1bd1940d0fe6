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
// the result has at least one entry. Unlike there, BREAK inside brackets is a break too. What a
// prompt is at one step: AND and schedules are read before (composition.h, schedule.h).
//
// Throws Error(usage) for weights that are no number or beyond ±max_prompt_weight and for brackets
// nested deeper than max_prompt_depth; Error(input) for text that is not UTF-8.
std::vector<WeightedText> parse_prompt(std::string_view prompt);

// How weights act on what the text encoder made of a text (emphasis.h); the first four are
// AUTOMATIC1111's (modules/sd_emphasis.py).
enum class Emphasis {
  original,  // vectors are multiplied, then all of a chunk so that their mean stays
  no_norm,   // vectors are multiplied
  ignore,    // weights do nothing
  none,      // brackets and BREAK are text
  comfyui,   // away from the empty text's vectors, or towards them; read as comfy_prompt.h says
};

// The text as that emphasis reads it: by parse_prompt, by parse_comfy_prompt or as it is; ignored
// weights are 1. Throws as they do.
std::vector<WeightedText> weighted_texts(std::string_view text, Emphasis emphasis);

inline constexpr double max_prompt_weight = 100.0;
inline constexpr int max_prompt_depth = 256;
// Throws Error(usage): the brackets are nested deeper.
[[noreturn]] void refuse_depth();

}  // namespace evenlight
