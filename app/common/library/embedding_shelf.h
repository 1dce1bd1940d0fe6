// Textual-inversion embeddings by name: files in folders called "embeddings".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/common/library/named_files.h"
#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/text/embedding_names.h"

namespace evenlight {

inline constexpr const char* embeddings_folder = "embeddings";

class EmbeddingShelf {
 public:
  EmbeddingShelf() = default;
  // Files, or folders of them, that a person named; then data_folder()/embeddings; then, unless
  // `model` is empty, "embeddings" inside the model's folder and beside the model. Folders inside
  // these count too: .safetensors, .pt and .bin. Files are named without being opened. Throws
  // Error(input) if a path that was named is not there.
  explicit EmbeddingShelf(const std::filesystem::path& model,
                          const std::vector<std::string>& named = {});

  // Files' names without suffix, sorted, capitals apart each once. A file of diffusers' that a
  // person named, or that has its usual name (learned_embeds.safetensors), also answers to the word
  // inside.
  std::vector<std::string> names() const { return files_.names(); }
  // Whether a person named its path.
  bool was_named(const std::string& name) const;
  // Width as in read_embedding. Throws Error(input), also if several files have that name.
  std::shared_ptr<const PromptEmbedding> read(const std::string& name, int64_t width) const;
  // How many vectors it has, without reading them. Throws as `read`.
  int64_t vectors(const std::string& name, int64_t width) const;

  // Puts what the document's prompts use into its recipe and its list. What the list had stays
  // binding: Error(input) if such an embedding is missing or, unless a person named it, another
  // one. An Evenlight picture's list is all that is looked for, beside what was named. Nothing is
  // done for a document without a prompt. A note where a named one is another than the recipe's; of
  // a recipe of another program that is all that is said, and what is missing is a note as well.
  // Throws RecipeFault for a prompt that cannot be read.
  void resolve(RecipeDocument& document, int64_t width, Notes& notes) const;

 private:
  void add(const std::filesystem::path& file, bool named);
  void add_folder(const std::filesystem::path& folder, bool named);
  const std::filesystem::path& file_of(const std::string& name) const;
  void go_without_missing(RecipeDocument& document, Notes& notes) const;
  std::vector<std::string> names_for(const RecipeDocument& document) const;
  std::shared_ptr<const PromptEmbedding> read_as_listed(const std::string& name, int64_t width,
                                                        const RecipeDocument& document,
                                                        Notes& notes) const;

  NamedFiles files_{5000};
};

}  // namespace evenlight
