// How a recipe's prompts reach the text encoder: as chunks of token ids, where the ids behind the
// model's own vocabulary are rows that the recipe's embeddings add to the token embedding.
#pragma once

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"
#include "engine/pipeline/recipe.h"
#include "engine/tensor/weight_source.h"
#include "engine/text/chunks.h"
#include "engine/text/composition.h"
#include "engine/weights/prompt_embedding.h"

namespace evenlight {

// Ids from `first_id` on, in the order given.
std::vector<EmbeddingWord> words_of(const PromptEmbeddings& embeddings, int64_t first_id);

// What `auto` is, and what a recipe's prompts may hold. As ComfyUI reads them they change nothing
// and join nothing: [a:b:0.5], AND and BREAK are text.
Emphasis emphasis_of(const Recipe& recipe);
PromptGrammar grammar_of(const Recipe& recipe);
ChunkOptions chunk_options(const Recipe& recipe, const TextConfig& text);

// What trace_clip_text is to add for them: one weight each, named by its file's hash.
std::vector<WeightPart> added_rows(const PromptEmbeddings& embeddings);

// A model's weights and those rows.
class WeightsWithEmbeddings : public WeightSource {
 public:
  // Both must outlive this.
  WeightsWithEmbeddings(const WeightSource& model, const PromptEmbeddings& embeddings)
      : model_(model), embeddings_(embeddings) {}
  HostWeight get(const std::string& name, const Shape& shape) const override;
  void release(const HostWeight& weight) const override { model_.release(weight); }
  // An embedding's weight is named by its file's hash.
  std::string content_key(const std::string& name) const override;

 private:
  std::shared_ptr<const PromptEmbedding> embedding_of(const std::string& name) const;

  const WeightSource& model_;
  const PromptEmbeddings& embeddings_;
};

}  // namespace evenlight
