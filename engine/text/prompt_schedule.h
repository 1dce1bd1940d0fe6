#pragma once

#include <string_view>

namespace evenlight {

// Throws Error(usage) if the prompt has a schedule, [to:when], [from:to:when] or [a|b], as
// AUTOMATIC1111's grammar (modules/prompt_parser.py, schedule_parser) reads it; such a prompt
// would otherwise quietly mean something else. Brackets that only resemble one are let through,
// except that any | directly inside square brackets counts.
void refuse_schedules(std::u32string_view prompt);

// Throws Error(usage) if the prompt has the word AND in capitals, which in that grammar
// (get_multicond_prompt_list) joins several prompts into one picture; it would otherwise quietly be
// read as a word.
void refuse_composition(std::u32string_view prompt);

}  // namespace evenlight
