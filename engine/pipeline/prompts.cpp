#include "engine/pipeline/prompts.h"

#include "engine/base/check.h"

namespace evenlight {
namespace {

std::string weight_name(const PromptEmbedding& embedding) {
  return "textual_inversion." + embedding.sha256;
}

Shape shape_of(const PromptEmbedding& embedding) {
  return {embedding.count(), embedding.width};
}

}  // namespace

std::vector<EmbeddingWord> words_of(const PromptEmbeddings& embeddings, int64_t first_id) {
  std::vector<EmbeddingWord> words;
  for (const auto& embedding : embeddings) {
    words.push_back({embedding->name, int(embedding->count()), int(first_id)});
    first_id += embedding->count();
  }
  return words;
}

ChunkOptions chunk_options(const Recipe& recipe, const TextConfig& text) {
  ChunkOptions options;
  options.raw = recipe.raw;
  options.pad_id = int(text.pad_token);
  options.length = int(text.max_positions);
  options.words = words_of(recipe.embeddings, text.vocab);
  return options;
}

std::vector<WeightPart> added_rows(const PromptEmbeddings& embeddings) {
  std::vector<WeightPart> rows;
  for (const auto& embedding : embeddings) {
    rows.push_back({weight_name(*embedding), shape_of(*embedding)});
  }
  return rows;
}

HostWeight WeightsWithEmbeddings::get(const std::string& name, const Shape& shape) const {
  for (const auto& embedding : embeddings_) {
    if (name != weight_name(*embedding)) continue;
    EVENLIGHT_CHECK(shape == shape_of(*embedding), "an embedding is asked for by its own shape");
    return {DType::f32, shape, std::as_bytes(std::span(embedding->vectors)), embedding};
  }
  return model_.get(name, shape);
}

}  // namespace evenlight
