#include "app/common/recipe/drawn_prompts.h"

#include <algorithm>
#include <utility>

#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/composition.h"
#include "engine/text/schedule.h"

namespace evenlight {
namespace {

struct PromptPlace {
  const char* key;
  std::string Recipe::*text;
  std::string PromptTemplates::*written;
  uint64_t stream;  // so that both prompts draw on their own
};

constexpr PromptPlace places[] = {
    {"prompt", &Recipe::prompt, &PromptTemplates::prompt, 1},
    {"negative", &Recipe::negative, &PromptTemplates::negative, 2},
};

bool is_as_used(const RecipeDocument& document, const char* key) {
  const bool of_a_picture = document.of_another_program || !document.app.empty();
  return of_a_picture && document.origin.contains(key);
}

std::string drawn(const PromptPlace& place, const std::string& written, uint64_t seed,
                  const WordList& lists) {
  std::string text;
  read_prompt(place.key, [&] { text = drawn_text(written, seed, place.stream, lists); });
  return text;
}

}  // namespace

void draw_prompts(RecipeDocument& document, const WordList& lists) {
  if (document.recipe.raw) return;
  for (const PromptPlace& place : places) {
    std::string& written = document.templates.*(place.written);
    std::string& text = document.recipe.*(place.text);
    if (!written.empty() || is_as_used(document, place.key)) continue;
    const std::string drawn_now = drawn(place, text, document.recipe.seed, lists);
    if (drawn_now == text) continue;
    written = std::exchange(text, drawn_now);
  }
}

bool draws_for_each_seed(const RecipeDocument& document) {
  return document.templates != PromptTemplates();
}

RecipeDocument for_seed(const RecipeDocument& document, uint64_t seed, const WordList& lists) {
  RecipeDocument other = document;
  other.recipe.seed = seed;
  if (!draws_for_each_seed(document) || seed == document.recipe.seed) return other;
  for (const PromptPlace& place : places) {
    const std::string& written = document.templates.*(place.written);
    if (!written.empty()) other.recipe.*(place.text) = drawn(place, written, seed, lists);
  }
  other.forget_embeddings();
  return other;
}

bool same_prompts(const RecipeDocument& a, const RecipeDocument& b) {
  return a.recipe.prompt == b.recipe.prompt && a.recipe.negative == b.recipe.negative;
}

void note_grammar(const Recipe& recipe, Notes& notes) {
  if (recipe.raw) return;
  if (!grammar_of(recipe).timed) {
    const bool changes = has_and(recipe.prompt) || PromptSchedule(recipe.prompt).changes() ||
                         PromptSchedule(recipe.negative).changes();
    if (changes) {
      notes.push_back(say<"The prompt is read as ComfyUI reads it: AND, [from:to:when] and [a|b] "
                          "are plain text there.">());
    }
    return;
  }
  const std::vector<PromptPart> parts = parts_of(recipe.prompt, grammar_of(recipe));
  const bool weighted = std::any_of(parts.begin(), parts.end(),
                                    [](const PromptPart& part) { return part.weight != 1.0; });
  if (parts.size() > 1 && !weighted) {
    notes.push_back(say<"AND in capitals joins {0} prompts into one picture, each of which counts "
                        "for itself; write “and” for the word.">(parts.size()));
  }
  if (parts.size() == 1 && weighted) {
    notes.push_back(say<"The prompt ends with a colon and a number, so all of it counts {0:g} "
                        "times; write something behind the number if that is not meant.">(
        parts.front().weight));
  }
}

}  // namespace evenlight
