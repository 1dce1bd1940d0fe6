// Where a prompt's weights stand, for highlighting, and changing them from the keyboard.
#pragma once

#include <QString>
#include <vector>

#include "engine/text/embedding_names.h"

namespace evenlight::studio {

struct PromptMark {
  // pause: BREAK; timing: the signs of [from:to:when] and [a|b]; joint: AND, and a part's weight;
  // choice: the signs of {a|b}, and __list__.
  enum Kind { text, syntax, pause, embedding, timing, joint, choice } kind = text;
  qsizetype start = 0;
  qsizetype length = 0;
  double weight = 1;  // of text and embeddings
};

// Stretches whose weight is not 1, embeddings, brackets, BREAK and the signs of the language, in
// order; the rest is plain text. The grammar is engine/text's: prompt.h, schedule.h, composition.h,
// variants.h; what that refuses is marked as far as it makes
// sense. `names` are spelled as in prompts.
std::vector<PromptMark> mark_prompt(const QString& prompt,
                                    const EmbeddingNames& names = EmbeddingNames({}));

// The prompt with what it leaves to be drawn as plain words, {a/b}, so that the rest can be read.
QString without_choices(const QString& prompt);

// An embedding's name as a prompt has it: brackets would be grammar.
QString spelled_in_prompt(const QString& name);

struct PromptEdit {
  QString text;
  qsizetype start = 0;  // of the new selection
  qsizetype end = 0;
};

// The selection (or the word at an empty one) with `by` more weight: word → (word:1.1),
// (word:1.1) → (word:1.2), and back to word at 1.
PromptEdit change_weight(const QString& prompt, qsizetype start, qsizetype end, double by);

}  // namespace evenlight::studio
