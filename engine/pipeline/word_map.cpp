#include "engine/pipeline/word_map.h"

#include "engine/pipeline/prompts.h"

namespace evenlight {
namespace {

// The name of the embedding that has this id.
std::string added_word(const PromptEmbeddings& embeddings, int64_t id, int64_t first_id) {
  for (const EmbeddingWord& word : words_of(embeddings, first_id)) {
    if (id >= word.first_id && id < word.first_id + word.count) return word.name;
  }
  return {};
}

}  // namespace

std::vector<PromptWord> words_of(const Chunks& chunks, const Bpe& bpe,
                                 const PromptEmbeddings& embeddings) {
  std::vector<PromptWord> words;
  PromptWord open;
  const auto finish = [&] {
    if (!open.tokens.empty()) words.push_back(std::move(open));
    open = {};
  };
  size_t before = 0;
  for (const Chunk& chunk : chunks) {
    const std::vector<Bpe::TokenText> texts = bpe.texts(chunk.ids);
    for (int i = 1; i <= chunk.text_tokens; ++i) {
      const int64_t id = chunk.ids[size_t(i)];
      const bool added = id >= bpe.size();  // a row of an embedding
      const std::string text =
          added ? added_word(embeddings, id, bpe.size()) : texts[size_t(i)].bytes;
      if (added && open.text != text) finish();
      if (!added || open.tokens.empty()) open.text += text;
      open.tokens.push_back(before + size_t(i));
      if (!added && texts[size_t(i)].ends_word) finish();
    }
    finish();
    before += chunk.ids.size();
  }
  return words;
}

std::vector<WordMap> word_maps(const TextWatch& watch, const PreparedRecipe& prepared,
                               const Bpe& bpe, int image) {
  std::vector<WordMap> maps;
  for (size_t i = 0; i < prepared.uses.size(); ++i) {
    if (prepared.uses[i].side != Side::positive) continue;
    const std::vector<float> heat = watch.heat_of(i, image);
    if (heat.empty()) continue;
    const size_t tokens = size_t(watch.tokens());
    for (const PromptWord& word : words_of(prepared.prompts[i], bpe, prepared.recipe.embeddings)) {
      WordMap map{word.text, std::vector<float>(heat.size() / tokens)};
      for (size_t p = 0; p < map.heat.size(); ++p) {
        double sum = 0;
        for (const size_t token : word.tokens) sum += double(heat[p * tokens + token]);
        map.heat[p] = float(sum / double(word.tokens.size()));
      }
      maps.push_back(std::move(map));
    }
  }
  return maps;
}

}  // namespace evenlight
