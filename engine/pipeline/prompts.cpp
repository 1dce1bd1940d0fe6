#include "engine/pipeline/prompts.h"

#include <algorithm>
#include <map>

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

Emphasis emphasis_of(const Recipe& recipe) {
  static const std::map<std::string, Emphasis> named = {{"original", Emphasis::original},
                                                        {"no-norm", Emphasis::no_norm},
                                                        {"ignore", Emphasis::ignore},
                                                        {"none", Emphasis::none},
                                                        {"comfyui", Emphasis::comfyui}};
  const auto found = named.find(recipe.emphasis);
  if (found != named.end()) return found->second;
  return recipe.like == "comfyui" ? Emphasis::comfyui : Emphasis::original;
}

PromptGrammar grammar_of(const Recipe& recipe) {
  return {
      .raw = recipe.raw, .timed = recipe.like != "comfyui", .lone_weight = recipe.like == "a1111"};
}

ChunkOptions chunk_options(const Recipe& recipe, const TextConfig& text) {
  ChunkOptions options;
  options.raw = recipe.raw;
  options.emphasis = emphasis_of(recipe);
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

std::shared_ptr<const PromptEmbedding> WeightsWithEmbeddings::embedding_of(
    const std::string& name) const {
  const auto found = std::ranges::find(
      embeddings_, name, [](const auto& embedding) { return weight_name(*embedding); });
  return found == embeddings_.end() ? nullptr : *found;
}

HostWeight WeightsWithEmbeddings::get(const std::string& name, const Shape& shape) const {
  const auto embedding = embedding_of(name);
  if (!embedding) return model_.get(name, shape);
  EVENLIGHT_CHECK(shape == shape_of(*embedding), "an embedding is asked for by its own shape");
  return {DType::f32, shape, std::as_bytes(std::span(embedding->vectors)), embedding};
}

std::string WeightsWithEmbeddings::content_key(const std::string& name) const {
  return embedding_of(name) ? name : model_.content_key(name);
}

}  // namespace evenlight
