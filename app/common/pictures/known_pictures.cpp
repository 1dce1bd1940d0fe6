#include "app/common/pictures/known_pictures.h"

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "app/common/files/cache_list.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t max_entries = 500;

struct Entry {
  std::string sha256, path;
  bool operator==(const Entry&) const = default;
};

constexpr const char* list_file = "pictures.json";

std::vector<Entry> read_cache() {
  std::vector<Entry> entries;
  read_cache_list(list_file, [&](const Json& row) {
    entries.push_back({row.at("sha256"), row.at("path")});
  });
  return entries;
}

void write_cache(const std::vector<Entry>& entries) {
  Json json = Json::array();
  for (const Entry& one : entries) json.push_back({{"sha256", one.sha256}, {"path", one.path}});
  write_cache_list(list_file, json);
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
