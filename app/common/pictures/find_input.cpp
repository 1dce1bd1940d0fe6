#include "app/common/pictures/find_input.h"

#include "app/common/library/assets.h"
#include "app/common/pictures/known_pictures.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t shown_digits = 10;  // of a hash

std::vector<fs::path> places_of(const InputFile& file, const fs::path& folder) {
  if (!file.path.empty()) return {fs::path(file.path)};
  std::vector<fs::path> places;
  if (!file.name.empty()) {
    places.emplace_back(file.name);
    if (fs::path(file.name).is_relative()) {
      if (!folder.empty()) places.push_back(folder / file.name);
      places.push_back(data_folder() / "controls" / file.name);
    }
  }
  if (!file.sha256.empty()) {
    const auto known = recall_pictures(file.sha256);
    places.insert(places.end(), known.begin(), known.end());
  }
  return places;
}

}  // namespace

fs::path find_input(const char* field, const InputFile& file, const fs::path& folder, HashOf hash) {
  const fs::path* changed = nullptr;
  const std::vector<fs::path> places = places_of(file, folder);
  for (const fs::path& place : places) {
    std::error_code error;
    if (!fs::exists(place, error)) continue;
    // What a person named is taken as it is.
    if (!file.path.empty() || file.sha256.empty()) return place;
    if (hash(place) == file.sha256) return place;
    if (!changed) changed = &place;
  }
  const std::string digits = file.sha256.substr(0, shown_digits);
  if (changed) {
    throw Error(
        ErrorKind::input,
        say<"{0}: was changed after the recipe was written, whose {1} has sha256 {2}…; give "
            "the right file as {1}.">(changed->string(), Field{field}, digits));
  }
  const std::string named = file.path.empty() ? file.name : file.path;
  if (digits.empty()) {
    throw Error(ErrorKind::input, say<"{0}: {1}: no such file.">(Field{field}, named));
  }
  throw Error(ErrorKind::input, say<"{0}: the file {1} (sha256 {2}…) is not here; give it as {0}.">(
                                    Field{field}, named, digits));
}

void stamp_input(const char* field, InputFile& file, const fs::path& path,
                 const std::string& sha256, Notes& notes) {
  if (!file.sha256.empty() && file.sha256 != sha256) {
    notes.push_back(
        say<"{0}: {1} is another file than the recipe's.">(Field{field}, path.string()));
  }
  const fs::path normal = path.lexically_normal();
  const fs::path last = normal.has_filename() ? normal : normal.parent_path();
  file = {last.filename().string(), sha256, path.string()};
  remember_picture(sha256, path);
}

}  // namespace evenlight
