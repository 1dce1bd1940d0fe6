// Models by name: the built-in one and those in data_folder()/models; or by path.
#pragma once

#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/common/library/embedding_shelf.h"
#include "app/common/library/model_hash.h"
#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/text/bpe.h"
#include "engine/weights/model_files.h"

namespace evenlight {

inline constexpr const char* built_in_model = "built-in";

struct KnownModel {
  std::string name;
  std::filesystem::path path;
  ModelParts parts = {};  // that stand in for its own: see part_files.h

  bool operator==(const KnownModel&) const = default;
};

// The built-in model first, if it is installed; then files and folders of data_folder()/models by
// name. Nothing is opened.
std::vector<KnownModel> list_models();

// A known name, else a path; the path of a model that has a name gives that name. Empty: the
// built-in model. Throws Error(input) if there is no such model or path.
KnownModel find_model(const std::string& name_or_path);

// Whether the files of a model may be read for their hash, which takes seconds a gigabyte.
enum class Hashing { as_needed, remembered_only };

// The model that a recipe names, out of `known`, else where it was used before, else at the path
// that stands for its name; the built-in one if it names none. The hash goes before the name, and
// the configurations (v or epsilon, the tokenizer) count as much as the weights, where the recipe
// tells them. If nothing has that hash, the one of that name: see other_model. A note where several
// fit and nothing decides. Throws Error(input) if there is none.
KnownModel find_model_of(const RecipeDocument& document, const std::vector<KnownModel>& known,
                         Hashing hashing, Notes& notes);

// Out of list_models().
KnownModel find_model_of(const RecipeDocument& document, Notes& notes);

// Whether it is the model that the recipe was made with, as far as its hashes say; nothing if that
// is not known without reading its files.
std::optional<bool> is_model_of(const RecipeDocument& document, const KnownModel& model,
                                Hashing hashing);

// An open model with what a recipe has to say about it.
struct LoadedModel {
  std::string name;
  std::shared_ptr<const ModelWeights> weights;
  ModelHash sha256;           // it reads every byte of a large file
  std::string config_sha256;  // see config_sha256_of_model
  std::shared_future<std::map<std::string, std::string>>
      part_sha256;                     // of those that are lent; deferred
  nlohmann::ordered_json recommended;  // recipe keys of the folder's evenlight.json, or {}

  void hash_in_background() { sha256.begin_in_background(); }
  // Name and hashes into a recipe; waits for the hash.
  void stamp(RecipeDocument& document) const;
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
void validate_recipe(RecipeDocument& document, const ModelConfigs& configs, const Bpe& tokenizer,
                     const EmbeddingShelf& shelf, Notes& notes);

// A sentence, if the document names another model by its hashes; else empty.
std::optional<Message> other_model(const RecipeDocument& document, const LoadedModel& model);

// Throws that sentence as Error(input).
void require_same_model(const RecipeDocument& document, const LoadedModel& model);

}  // namespace evenlight
