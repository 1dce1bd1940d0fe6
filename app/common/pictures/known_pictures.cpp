#include "app/common/pictures/known_pictures.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "app/common/files/atomic_file.h"
#include "app/common/library/assets.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t max_entries = 500;

struct Entry {
  std::string sha256, path;
  bool operator==(const Entry&) const = default;
};

fs::path cache_file() {
  const fs::path folder = cache_folder();
  return folder.empty() ? fs::path() : folder / "pictures.json";
}

std::vector<Entry> read_cache() {
  std::vector<Entry> entries;
  const fs::path path = cache_file();
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return entries;
  try {
    for (const Json& row : parse_json(read_small_file(path, max_json_bytes), path.string())) {
      entries.push_back({row.at("sha256"), row.at("path")});
    }
  } catch (const Error& problem) {
    spdlog::debug("The list of pictures is made anew: {}", problem.what());
  } catch (const Json::exception& problem) {
    spdlog::debug("The list of pictures is made anew: {}", problem.what());
  }
  return entries;
}

void write_cache(const std::vector<Entry>& entries) {
  const fs::path path = cache_file();
  if (path.empty()) return;
  Json json = Json::array();
  for (const Entry& one : entries) json.push_back({{"sha256", one.sha256}, {"path", one.path}});
  const std::string text = dump_json(json, 1);
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  try {
    write_file_atomically(path, {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
                          Overwrite::allow);
  } catch (const Error& problem) {
    spdlog::debug("Where the picture lies is not remembered: {}", problem.what());
  }
}

void put_first(std::vector<Entry>& entries, const Entry& entry) {
  std::erase(entries, entry);
  entries.insert(entries.begin(), entry);
  if (entries.size() > max_entries) entries.resize(max_entries);
}

// What this process has seen itself: it needs no folder for caches.
struct Seen {
  std::mutex mutex;
  std::vector<Entry> entries;
};

Seen& seen() {
  static Seen pictures;
  return pictures;
}

}  // namespace

void remember_picture(std::string_view sha256, const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  const Entry entry{std::string(sha256), whole.string()};
  Seen& own = seen();
  const std::lock_guard lock(own.mutex);
  if (std::ranges::find(own.entries, entry) != own.entries.end()) return;
  put_first(own.entries, entry);
  std::vector<Entry> all = read_cache();
  put_first(all, entry);
  write_cache(all);
}

std::vector<fs::path> recall_pictures(std::string_view sha256) {
  Seen& own = seen();
  const std::lock_guard lock(own.mutex);
  std::vector<Entry> all = own.entries;
  const std::vector<Entry> kept = read_cache();
  all.insert(all.end(), kept.begin(), kept.end());
  std::vector<fs::path> paths;
  for (const Entry& one : all) {
    if (one.sha256 == sha256 && std::ranges::find(paths, fs::path(one.path)) == paths.end()) {
      paths.emplace_back(one.path);
    }
  }
  return paths;
}

}  // namespace evenlight
