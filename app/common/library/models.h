// Models by name: the built-in one and those in data_folder()/models; or by path.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/common/library/embedding_shelf.h"
#include "app/common/library/model_hash.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/text/bpe.h"
#include "engine/weights/model_files.h"

namespace evenlight {

inline constexpr const char* built_in_model = "built-in";

struct KnownModel {
  std::string name;
  std::filesystem::path path;
};

// The built-in model first, if it is installed; then files and folders of data_folder()/models by
// name. Nothing is opened.
std::vector<KnownModel> list_models();

// A known name, else a path. Empty: the built-in model. Throws Error(input) if there is no such
// model or path.
KnownModel find_model(const std::string& name_or_path);

// The model that a recipe names: by name, or by hash wherever it was used before; the built-in one
// if it names none. Throws Error(input).
KnownModel find_model_of(const RecipeDocument& document);

// An open model with what a recipe has to say about it.
struct LoadedModel {
  std::string name;
  std::shared_ptr<const ModelWeights> weights;
  ModelHash sha256;                    // it reads every byte of a large file
  nlohmann::ordered_json recommended;  // recipe keys of the folder's evenlight.json, or {}

  void hash_in_background() { sha256.begin_in_background(); }
};

// Throws Error(input), also for a malformed evenlight.json.
LoadedModel load_model(const KnownModel& known);

// The folder's own vocabulary, else CLIP's. Throws Error(input) if it does not fit the model.
Bpe load_tokenizer(const ModelWeights& model);

// What the model recommends, and its own picture size, for every key that was not given; names of
// sampler and schedule become our ids. Keys filled in so are added to `given`.
void complete(RecipeDocument& document, const LoadedModel& model);

// Puts the embeddings into a document that is complete but for them, and refuses what this model
// cannot render: Error(input) "FILE: key: …" for a value out of a file, else as RecipeFault says;
// Error(input) for embeddings and starting noise that are not at hand.
void settle(RecipeDocument& document, const ModelConfigs& configs, const Bpe& tokenizer,
            const EmbeddingShelf& shelf);

// A sentence, if the document names another model by its hash; else empty.
std::string other_model(const RecipeDocument& document, const LoadedModel& model);

// Throws that sentence as Error(input).
void require_same_model(const RecipeDocument& document, const LoadedModel& model);

}  // namespace evenlight
