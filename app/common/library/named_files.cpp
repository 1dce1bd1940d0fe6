#include "app/common/library/named_files.h"

#include <algorithm>

#include "engine/text/unicode.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr int max_depth = 4;

std::string lower(std::string_view text) {
  return encode_utf8(to_lower(decode_utf8(text)));
}

}  // namespace

void NamedFiles::add(const std::string& name, const fs::path& file, bool named) {
  const std::string key = lower(name);
  const auto known = entries_.find(key);
  if (known == entries_.end()) {
    if (entries_.size() < max_names_) entries_[key] = {name, {file}, named};
    return;
  }
  Entry& entry = known->second;
  if (entry.named && !named) return;
  std::error_code error;
  const auto is_same = [&](const fs::path& other) { return fs::equivalent(other, file, error); };
  if (std::ranges::any_of(entry.files, is_same)) return;
  const bool safe = file.extension() == ".safetensors";
  const bool have_safe = entry.files.front().extension() == ".safetensors";
  if (safe && !have_safe) {
    entry = {name, {file}, named};
  } else if (safe || !have_safe) {
    entry.files.push_back(file);
  }
}

const NamedFiles::Entry* NamedFiles::find(std::string_view name) const {
  const auto found = entries_.find(lower(name));
  return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string> NamedFiles::names() const {
  std::vector<std::string> names;
  for (const auto& [key, entry] : entries_) names.push_back(entry.name);
  return names;
}

std::vector<fs::path> files_below(const fs::path& folder, bool (*accepts)(const fs::path&)) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator item(folder, fs::directory_options::skip_permission_denied,
                                        error);
  for (; !error && item != fs::recursive_directory_iterator(); item.increment(error)) {
    if (item.depth() >= max_depth) item.disable_recursion_pending();
    std::error_code unreadable;  // a link that leads nowhere, say
    if (item->is_regular_file(unreadable) && accepts(item->path())) files.push_back(item->path());
  }
  std::ranges::sort(files);
  return files;
}

fs::path place_of(const fs::path& model) {
  const fs::path whole = fs::absolute(model).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

}  // namespace evenlight
