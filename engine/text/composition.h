// Several prompts for one picture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/text/schedule.h"

namespace evenlight {

// A part of a prompt, and how strongly it counts beside the others.
struct PromptPart {
  std::string text;
  double weight = 1.0;
  bool operator==(const PromptPart&) const = default;
};

// Cuts a prompt at each AND that is a word of its own, as AUTOMATIC1111/stable-diffusion-webui does
// (modules/prompt_parser.py, get_multicond_prompt_list). A number behind a colon at a part's end is
// its weight; spaces at the end are left out. Throws Error(usage) for a weight beyond
// ±max_prompt_weight (prompt.h).
std::vector<PromptPart> and_parts(std::string_view prompt);

bool has_and(std::string_view prompt);

// How a part counts, and its texts in time.
struct TimedPart {
  double weight = 1.0;
  std::vector<ScheduledText> texts;
};

// How prompts are read.
struct PromptGrammar {
  bool raw = false;   // as they are
  bool timed = true;  // with AND, [from:to:when] and [a|b]
  // Whether "format 21:9" without any AND is "format 21", nine times, as A1111 has it, or those
  // words.
  bool lone_weight = false;
};

// and_parts, where a prompt without AND is one text unless the grammar gives it a weight.
std::vector<PromptPart> parts_of(std::string_view prompt, PromptGrammar grammar);
// The prompt without its LoRA tags, in parts and in time. Throws as and_parts and PromptSchedule.
std::vector<TimedPart> timed_parts(std::string_view prompt, PromptGrammar grammar, StepCount count);
// The same of a negative prompt, which is one part. Throws Error(usage) where it has AND, too.
std::vector<ScheduledText> timed_negative(std::string_view prompt, PromptGrammar grammar,
                                          StepCount count);
// Texts that hold every word that they can have at some step. Throw as those.
std::vector<std::string> every_text(std::string_view prompt, PromptGrammar grammar);
std::vector<std::string> every_negative_text(std::string_view prompt, PromptGrammar grammar);

}  // namespace evenlight
