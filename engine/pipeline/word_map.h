// Where in a picture each word of its prompt acted.
#pragma once

#include <string>
#include <vector>

#include "engine/pipeline/prepared_recipe.h"
#include "engine/pipeline/text_watch.h"
#include "engine/text/bpe.h"

namespace evenlight {

struct WordMap {
  std::string word;         // as the text encoder reads it, or an embedding's name
  std::vector<float> heat;  // [h,w] of the latent: how much each place heeds it, 0 … 1
};

// A word of a prompt in chunks, and where its tokens are among all.
struct PromptWord {
  std::string text;
  std::vector<size_t> tokens;
};
std::vector<PromptWord> words_of(const Chunks& chunks, const Bpe& bpe,
                                 const PromptEmbeddings& embeddings);

// Of every prompt that guidance went towards, in their order, the mean over each word's tokens.
std::vector<WordMap> word_maps(const TextWatch& watch, const PreparedRecipe& prepared,
                               const Bpe& bpe, int image);

}  // namespace evenlight
