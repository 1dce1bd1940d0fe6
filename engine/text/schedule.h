// Prompts that change in the course of a picture.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// A text that a prompt is up to a step, counted from 1 and included; from the one before it on.
struct ScheduledText {
  int last_step = 0;
  std::string text;
  bool operator==(const ScheduledText&) const = default;
};

// The steps that a prompt is read for, and those of the pass before, whose picture this one makes
// large; 0: this is the first.
struct StepCount {
  int steps = 1;
  int before = 0;
};

// A prompt in the grammar of AUTOMATIC1111/stable-diffusion-webui (modules/prompt_parser.py,
// schedule_parser):
//
//   [from:to:when]   from up to the step `when`, to afterwards; either may be empty
//   [to:when]        nothing up to that step, to afterwards
//   [a|b|c]          in turn, a new one at every step; empty ones count
//
// They nest, and may stand inside of weights. `when` is a step where it is a whole number and a
// share of the steps where it has a point. In a second pass the steps of the first count, too, and
// shares beyond 1 are its own. All else is text: brackets that are no such form, escapes (\[, \:).
// A text with a | outside of square brackets, or a backslash at its end or that of a line, is
// outside the grammar and stays whole, as there.
class PromptSchedule {
 public:
  // Where the forms stand, for colours; in code points of the prompt.
  struct Sign {
    enum Kind { bracket, divider, when } kind = bracket;
    size_t start = 0;
    size_t length = 1;
  };

  // Throws Error(usage) for brackets nested deeper than max_prompt_depth (prompt.h), Error(input)
  // for text that is not UTF-8.
  explicit PromptSchedule(std::string_view prompt);

  bool changes() const;
  // The last of them ends with the last step. Throws Error(usage) where there are so many that they
  // would fill the memory.
  std::vector<ScheduledText> texts(StepCount count) const;
  // Texts in which each option of each form stands at least once, whatever the number of steps.
  // Throws as `texts`.
  std::vector<std::string> every_option() const;
  const std::vector<Sign>& signs() const { return signs_; }

  struct Piece;
  using Pieces = std::vector<Piece>;
  // Text, or a form with its options.
  struct Piece {
    enum Kind { text, timed, turns } kind = text;
    std::u32string words;         // of text
    std::vector<Pieces> options;  // of timed: before and after
    double when = 0;              // of timed
    bool is_share = false;        // its `when`
  };

 private:
  Pieces pieces_;
  std::vector<Sign> signs_;
};

}  // namespace evenlight
