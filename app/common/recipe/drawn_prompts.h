// Prompts that leave something open, {red|blue} or __colour__, become the texts of their seed.
#pragma once

#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/text/variants.h"

namespace evenlight {

// Draws both prompts for the recipe's seed where a person wrote them: a picture's recipe, of ours
// or of another program, holds the text that was used. The templates keep what was written. Done
// again it changes nothing. Throws RecipeFault as drawn_text.
void draw_prompts(RecipeDocument& document, const WordList& lists);

// The same document for another seed, whose texts may be others; its embeddings and LoRAs are to be
// found again then.
bool draws_for_each_seed(const RecipeDocument& document);
RecipeDocument for_seed(const RecipeDocument& document, uint64_t seed, const WordList& lists);

bool same_prompts(const RecipeDocument& a, const RecipeDocument& b);

// What a person may not expect of how the prompt is read.
void note_grammar(const Recipe& recipe, Notes& notes);

}  // namespace evenlight
