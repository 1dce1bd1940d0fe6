#include "app/common/library/model_library.h"

#include <algorithm>
#include <sstream>
#include <tuple>

#include "app/common/library/model_hash.h"
#include "app/common/library/models.h"
#include "app/common/library/named_files.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/text/unicode.h"
#include "engine/weights/tensor_file.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffixes[] = {".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".gguf"};
constexpr size_t min_hash_digits = 8, autov3_digits = 12;

std::string lower(std::string_view text) {
  try {
    return encode_utf8(to_lower(decode_utf8(text)));
  } catch (const Error&) {
    return std::string(text);  // a name that is no UTF-8
  }
}

bool is_model_file(const fs::path& path) {
  return std::ranges::find(suffixes, lower(path.extension().string())) != std::end(suffixes);
}

// A folder as diffusers writes it: a pipeline, or one part of one.
bool is_diffusers_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder / "model_index.json", error)) return true;
  if (!fs::exists(folder / "config.json", error)) return false;
  for (const char* name : {"diffusion_pytorch_model.safetensors", "model.safetensors"}) {
    if (fs::exists(folder / name, error)) return true;
  }
  return false;
}

// Files below a folder and diffusers' folders directly inside it, whose files are not listed.
std::vector<fs::path> items_in(const fs::path& folder) {
  std::vector<fs::path> items;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    std::error_code unreadable;
    if (item.is_directory(unreadable) && is_diffusers_folder(item.path())) {
      items.push_back(item.path());
    }
  }
  const auto in_folder = [&](const fs::path& file) {
    return std::ranges::any_of(items, [&](const fs::path& known) {
      const fs::path inside = file.lexically_relative(known);
      return !inside.empty() && *inside.begin() != "..";
    });
  };
  std::vector<fs::path> files = files_below(folder, is_model_file);
  std::erase_if(files, in_folder);
  items.insert(items.end(), files.begin(), files.end());
  return items;
}

uint64_t bytes_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
  }
  uint64_t bytes = 0;
  for (const fs::path& file : files_below(path, is_model_file)) bytes += fs::file_size(file, error);
  return bytes;
}

ShelfItem item_at(ShelfKind kind, const fs::path& path) {
  ShelfItem item;
  item.kind = kind;
  item.path = path;
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  item.name = (folder ? path.filename() : path.stem()).string();
  item.bytes = bytes_of(path);
  item.preview = preview_beside(path);
  item.notes = notes_beside(path);
  item.sha256 = remembered_sha256(path).value_or("");
  if (!folder && lower(path.extension().string()) == ".safetensors") {
    try {
      add_metadata(item.notes, TensorFile(path).metadata());
    } catch (const Error&) {
      // Listed all the same: whoever uses the file is told what is wrong with it.
    }
  }
  return item;
}

bool is_hash(const std::string& word) {
  return word.size() >= min_hash_digits && word.size() <= 64 &&
         word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool has_hash(const ShelfItem& item, const std::string& digits) {
  if (!item.sha256.empty() && item.sha256.starts_with(digits)) return true;
  return digits.size() == min_hash_digits && early_hash(item.path) == digits;
}

bool fits(const ShelfItem& item, const std::string& search) {
  std::string all =
      item.name + "\n" + item.notes.title + "\n" + item.notes.base + "\n" + item.notes.text;
  for (const std::string& word : item.notes.triggers) all += "\n" + word;
  all = lower(all);
  std::istringstream words(lower(search));
  for (std::string word; words >> word;) {
    if (all.find(word) != std::string::npos) continue;
    if (!is_hash(word) || !has_hash(item, word)) return false;
  }
  return true;
}

}  // namespace

ModelLibrary::ModelLibrary(const std::vector<fs::path>& places, ShelfKind flat)
    : folders_(usual_shelf_folders()) {
  for (const fs::path& place : places) {
    std::error_code error;
    if (!fs::exists(place, error)) {
      throw Error(ErrorKind::input, say<"{0}: there is no such folder.">(place.string()));
    }
    auto found = folders_of_place(place);
    if (found.empty() && fs::is_directory(place, error)) found.push_back({flat, place});
    for (const ShelfFolder& folder : found) {
      if (std::ranges::find(folders_, folder) == folders_.end()) folders_.push_back(folder);
    }
  }
}

std::vector<ShelfItem> ModelLibrary::find(std::optional<ShelfKind> kind,
                                          const std::string& search) const {
  std::vector<ShelfItem> items;
  for (const ShelfFolder& folder : folders_) {
    if (kind && folder.kind != *kind) continue;
    for (const fs::path& path : items_in(folder.path)) {
      std::error_code error;
      const auto is_same = [&](const ShelfItem& known) {
        return known.kind == folder.kind && fs::equivalent(known.path, path, error);
      };
      if (std::ranges::any_of(items, is_same)) continue;
      ShelfItem item = item_at(folder.kind, path);
      if (fits(item, search)) items.push_back(std::move(item));
    }
  }
  std::ranges::stable_sort(items, {}, [](const ShelfItem& item) {
    return std::tuple(item.kind, lower(item.name), item.path);
  });
  return items;
}

ShelfHashes hashes_of(const ShelfItem& item) {
  ShelfHashes hashes;
  std::error_code error;
  if (fs::is_directory(item.path, error)) {
    hashes.sha256 = item.kind == ShelfKind::model
                        ? model_sha256(*open_model(item.path, OpenFor::inspection))
                        : sha256_of_file(files_below(item.path, is_model_file).front());
    return hashes;
  }
  const TensorFile file(item.path);
  hashes.sha256 = item.sha256.empty() ? file.mapping().sha256() : item.sha256;
  hashes.early = early_hash(item.path);
  if (file.format() == "safetensors") {
    const auto all = file.mapping().bytes();
    size_t first = all.size();
    for (const TensorEntry& entry : file.tensors()) first = std::min(first, entry.offset);
    hashes.autov3 = sha256_of_bytes(all.subspan(first)).substr(0, autov3_digits);
  }
  return hashes;
}

}  // namespace evenlight
