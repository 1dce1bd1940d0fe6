#include "app/common/library/embedding_shelf.h"

#include <algorithm>

#include "app/common/library/assets.h"
#include "app/common/library/shelf_folders.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/unicode.h"
#include "engine/weights/embedding_file.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffixes[] = {".safetensors", ".pt", ".bin"};

std::string lower(std::string_view text) {
  return encode_utf8(to_lower(decode_utf8(text)));
}

bool is_embedding_file(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::ranges::transform(suffix, suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::find(suffixes, suffix) != std::end(suffixes) &&
         is_embedding_name(path.stem().string());
}

bool same(const std::string& a, const std::string& b) {
  return lower(a) == lower(b);
}

const EmbeddingStamp* listed(const RecipeDocument& document, const std::string& name) {
  const auto found = std::ranges::find_if(
      document.embeddings, [&](const EmbeddingStamp& stamp) { return same(stamp.name, name); });
  return found == document.embeddings.end() ? nullptr : &*found;
}

}  // namespace

EmbeddingShelf::EmbeddingShelf(const fs::path& model, const std::vector<std::string>& named) {
  std::error_code error;
  for (const std::string& path : named) {
    if (fs::is_directory(path, error)) {
      add_folder(path, true);
    } else if (fs::exists(path, error)) {
      add(path, true);
    } else {
      throw Error(ErrorKind::input, say<"{0}: {1} is neither a file nor a folder.">(
                                        Field{"embeddings"}, shown(path)));
    }
  }
  for (const fs::path& folder : usual_folders_of(ShelfKind::embedding)) add_folder(folder, false);
  if (!model.empty()) {
    const fs::path place = place_of(model);
    if (fs::is_directory(place, error)) add_folder(place / embeddings_folder, false);
    add_folder(place.parent_path() / embeddings_folder, false);
  }
}

void EmbeddingShelf::add_folder(const fs::path& folder, bool named) {
  for (const fs::path& file : files_below(folder, is_embedding_file)) add(file, named);
}

void EmbeddingShelf::add(const fs::path& file, bool named) {
  const std::string name = file.stem().string();
  if (!is_embedding_name(name)) {
    throw Error(ErrorKind::input,
                say<"{0}: {1} has a name that no prompt can hold; rename the file.">(
                    Field{"embeddings"}, shown(file.string())));
  }
  files_.add(name, file, named);
  // diffusers' users write the word that the file was trained for, and its file is always called
  // alike.
  if (!named && !name.starts_with("learned_embeds")) return;
  const std::string token = embedding_token(file);
  if (is_embedding_name(token) && !same(token, name)) files_.add(token, file, named);
}

bool EmbeddingShelf::was_named(const std::string& name) const {
  const NamedFiles::Entry* entry = files_.find(name);
  return entry && entry->named;
}

const fs::path& EmbeddingShelf::file_of(const std::string& name) const {
  const NamedFiles::Entry* entry = files_.find(name);
  if (!entry) {
    throw Error(ErrorKind::input, say<"The embedding {0} is not here; put {0}.safetensors into a "
                                      "folder “embeddings” beside the model.">(shown(name)));
  }
  if (entry->files.size() > 1) {
    throw Error(
        ErrorKind::input,
        say<"The embedding {0} is here more than once, as {1} and {2}; remove or rename one.">(
            shown(entry->name), entry->files[0].string(), entry->files[1].string()));
  }
  return entry->files.front();
}

std::shared_ptr<const PromptEmbedding> EmbeddingShelf::read(const std::string& name,
                                                            int64_t width) const {
  const fs::path& file = file_of(name);
  return read_embedding(file, width, files_.find(name)->name);
}

int64_t EmbeddingShelf::vectors(const std::string& name, int64_t width) const {
  return embedding_vectors(file_of(name), width);
}

std::vector<std::string> EmbeddingShelf::names_for(const RecipeDocument& document) const {
  std::vector<std::string> names;
  for (const auto& [key, entry] : files_.entries()) {
    const bool allowed =
        !document.embeddings_listed || entry.named || listed(document, entry.name) != nullptr;
    if (allowed) names.push_back(entry.name);
  }
  for (const EmbeddingStamp& stamp : document.embeddings) {
    if (!files_.find(stamp.name)) names.push_back(stamp.name);
  }
  return names;
}

std::shared_ptr<const PromptEmbedding> EmbeddingShelf::read_as_listed(
    const std::string& name, int64_t width, const RecipeDocument& document, Notes& notes) const {
  const EmbeddingStamp* stamp = listed(document, name);
  const auto hash = [](const std::string& sha256) { return sha256.substr(0, 12); };
  if (stamp && !files_.find(name)) {
    throw Error(ErrorKind::input,
                say<"The recipe uses the embedding {0} (sha256 {1}…), which is not here; put "
                    "{0}.safetensors into a folder “embeddings” beside the model.">(
                    shown(name), hash(stamp->sha256)));
  }
  auto embedding = read(name, width);
  if (!stamp || embedding->sha256.starts_with(stamp->sha256)) return embedding;
  const Message difference =
      say<"The recipe was made with another embedding {0}: the one here has sha256 {1}…, the "
          "recipe says {2}….">(shown(name), hash(embedding->sha256), hash(stamp->sha256));
  if (!was_named(name) && !document.of_another_program) {
    throw Error(ErrorKind::input, say<"{0} Put the right one there.">(difference));
  }
  notes.push_back(difference);
  return embedding;
}

void EmbeddingShelf::go_without_missing(RecipeDocument& document, Notes& notes) const {
  std::erase_if(document.embeddings, [&](const EmbeddingStamp& stamp) {
    if (files_.find(stamp.name)) return false;
    notes.push_back(say<"The picture was made with the embedding {0}, which is not here; its name "
                        "is read as a word, so expect differences.">(shown(stamp.name)));
    return true;
  });
}

void EmbeddingShelf::resolve(RecipeDocument& document, int64_t width, Notes& notes) const {
  if (document.of_another_program) go_without_missing(document, notes);
  if (!document.given.contains("prompt")) return;
  PromptEmbeddings used;
  if (!document.recipe.raw) {
    const std::vector<std::string> names = names_for(document);
    const EmbeddingNames finder(names);
    std::vector<int> found;
    const Emphasis emphasis = emphasis_of(document.recipe);
    for_each_text(document.recipe, [&](const std::string& text) {
      for (const int name : finder.used_in(weighted_texts(text, emphasis))) {
        if (std::ranges::find(found, name) == found.end()) found.push_back(name);
      }
    });
    for (const int name : found) {
      used.push_back(read_as_listed(names[size_t(name)], width, document, notes));
    }
  }
  document.recipe.embeddings = used;
  document.embeddings.clear();
  for (const auto& embedding : used) {
    document.embeddings.push_back({embedding->name, embedding->sha256});
  }
}

}  // namespace evenlight
