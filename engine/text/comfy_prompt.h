#pragma once

#include <string_view>
#include <vector>

#include "engine/text/prompt.h"

namespace evenlight {

// Reads weights as ComfyUI does (comfy/sd1_clip.py, token_weights): (text) weighs 1.1 times as much
// as what is around it, (text:1.3) weighs 1.3 whatever is around it, \( and \) are the brackets
// themselves, and all else is text: [text], BREAK, AND.
// Throws Error(usage) for weights beyond ±max_prompt_weight and for brackets nested deeper than
// max_prompt_depth; Error(input) for text that is not UTF-8.
std::vector<WeightedText> parse_comfy_prompt(std::string_view prompt);

}  // namespace evenlight
