#include "app/common/library/part_files.h"

#include <algorithm>
#include <map>

#include "app/common/library/assets.h"
#include "app/common/library/shelf_folders.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/weights/folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// What a recipe calls a part, and the folder where its files are kept.
struct Part {
  std::string_view key;
  InputFile RecipeDocument::*file;
  fs::path ModelParts::*path;
  ShelfKind kind;  // of the folders where other programs keep such files
};
constexpr Part parts[] = {
    {"vae", &RecipeDocument::vae, &ModelParts::vae, ShelfKind::vae},
    {"unet", &RecipeDocument::unet, &ModelParts::unet, ShelfKind::unet},
    {"text_encoder", &RecipeDocument::text_encoder, &ModelParts::text_encoder,
     ShelfKind::text_encoder},
    {"text_encoder_2", &RecipeDocument::text_encoder_2, &ModelParts::text_encoder_2,
     ShelfKind::text_encoder},
};

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) files.push_back(item.path());
  std::ranges::sort(files);
  return files;
}

// Those that are called as wanted first.
std::vector<fs::path> candidates(const Part& part, const InputFile& wanted, const fs::path& model) {
  std::vector<fs::path> all;
  std::vector<fs::path> places = {model / part.key, model.parent_path() / part.key,
                                  data_folder() / part.key};
  for (const fs::path& folder : usual_folders_of(part.kind)) places.push_back(folder);
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::exists(place / "config.json", error)) all.push_back(place);  // a part as folder
    const auto files = files_in(place);
    all.insert(all.end(), files.begin(), files.end());
  }
  std::ranges::stable_partition(all, [&](const fs::path& file) {
    return file.filename() == wanted.name || file.stem() == wanted.name;
  });
  return all;
}

bool has_hash(const fs::path& file, const std::string& sha256, std::string_view part) {
  try {
    return sha256_of_part(file, std::string(part)).starts_with(sha256);
  } catch (const Error&) {
    return false;  // whatever it is, it is not the one
  }
}

// "kl-f8", or a hash's first digits where that is all there is.
std::string name_of(const InputFile& wanted) {
  constexpr size_t digits = 12;
  return in_quotes(wanted.name.empty() ? wanted.sha256.substr(0, digits) : wanted.name);
}

// Empty: the model's own.
fs::path find_part(const Part& part, const RecipeDocument& document, const KnownModel& model,
                   Notes& notes) {
  const InputFile& wanted = document.*part.file;
  if (!wanted.is_given()) return {};
  std::error_code error;
  const fs::path named = !wanted.path.empty() ? wanted.path : wanted.name;
  if (!wanted.path.empty() && !fs::exists(named, error)) {
    throw Error(ErrorKind::input,
                say<"{0}: there is no such file: {1}">(Field{std::string(part.key)}, wanted.path));
  }
  const bool is_path = !wanted.path.empty() || (wanted.sha256.empty() && fs::exists(named, error));
  if (is_path) return named;
  if (wanted.sha256.empty() && fs::exists(document.folder / named, error)) {
    return document.folder / named;
  }
  for (const fs::path& file : candidates(part, wanted, model.path)) {
    const bool called = file.filename() == wanted.name || file.stem() == wanted.name;
    if (wanted.sha256.empty() ? called : has_hash(file, wanted.sha256, part.key)) return file;
  }
  if (document.of_another_program && wanted.path.empty()) {
    notes.push_back(
        say<"{0}: the picture was made with {1}, which is not here; the model's own is "
            "used, so expect differences.">(Field{std::string(part.key)}, name_of(wanted)));
    return {};
  }
  throw Error(ErrorKind::input,
              say<"{0}: the recipe was made with the file {1}, which is not here; put it into a "
                  "folder “{2}” beside the model, or name it">(Field{std::string(part.key)},
                                                               name_of(wanted), part.key));
}

}  // namespace

void stamp_parts(RecipeDocument& document, const ModelParts& lent,
                 const std::map<std::string, std::string>& hashes) {
  for (const Part& part : parts) {
    const fs::path& path = lent.*part.path;
    document.*part.file = {};
    if (path.empty()) continue;
    const fs::path last = path.has_filename() ? path : path.parent_path();
    document.*part.file = {last.filename().string(), hashes.at(std::string(part.key)), {}};
  }
}

void find_parts(KnownModel& model, const RecipeDocument& document, Notes& notes) {
  for (const Part& part : parts) model.parts.*part.path = find_part(part, document, model, notes);
  model.parts.ema = document.model_ema;
}

namespace {

// Of a folder's files, by their hashes: name and digits.
std::string sha256_of_list(const std::map<std::string, std::string>& hashes) {
  std::string text;
  for (const auto& [name, sha256] : hashes) text += sha256 + "  " + name + "\n";
  return sha256_of_text(text);
}

}  // namespace

std::string sha256_of_part(const fs::path& path, const std::string& part) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return sha256_of_file(path);
  std::map<std::string, std::string> hashes;
  for (const fs::path& file : list_part_files(path, part)) {
    hashes[file.filename().string()] = sha256_of_file(file);
  }
  return sha256_of_list(hashes);
}

std::string sha256_of_part(const ModelWeights& model, const std::string& part) {
  const auto files = model.lent_files(part);
  std::map<std::string, std::string> hashes;
  for (const TensorFile* file : files) {
    hashes[file->path().filename().string()] = file->mapping().sha256();
  }
  // A single file was opened at the very path that the part was given as.
  const auto row = std::ranges::find(parts, part, &Part::key);
  const bool folder = files.front()->path() != model.parts().*row->path;
  return folder ? sha256_of_list(hashes) : hashes.begin()->second;
}

}  // namespace evenlight
