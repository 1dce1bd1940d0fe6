#include "app/common/library/model_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/common/files/cache_list.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/weights/summary.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t max_entries = 200;
constexpr size_t min_prefix = 8;

struct Entry {
  std::string path;                // of the model
  std::vector<std::string> files;  // of its weights
  std::string stamp;               // of the files' places, sizes and times
  std::string sha256;
};

constexpr const char* list_file = "models.json";

std::string line_of(const std::string& file, const FileVersion& version) {
  return fmt::format("{}\n{} {} {} {}.{}\n", file, version.device, version.inode, version.size,
                     version.seconds, version.nanoseconds);
}

// Of what lies there now. Empty if a file is missing.
std::string stamp_of(const std::vector<std::string>& files) {
  std::string text;
  for (const std::string& file : files) {
    const auto version = version_at(file);
    if (!version) return {};
    text += line_of(file, *version);
  }
  return sha256_of_text(text);
}

std::vector<Entry> read_cache() {
  std::vector<Entry> entries;
  read_cache_list(list_file, [&](const Json& row) {
    entries.push_back({row.at("path"), row.at("files"), row.at("stamp"), row.at("sha256")});
  });
  return entries;
}

void write_cache(const std::vector<Entry>& entries) {
  Json json = Json::array();
  for (const Entry& entry : entries) {
    json.push_back({{"path", entry.path},
                    {"files", entry.files},
                    {"stamp", entry.stamp},
                    {"sha256", entry.sha256}});
  }
  write_cache_list(list_file, json);
}

// What this process has hashed itself: it needs no folder for caches.
class OwnEntries {
 public:
  void keep(const Entry& entry) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const Entry& other) { return other.path == entry.path; });
    entries_.push_back(entry);
  }
  std::vector<Entry> all() const {
    const std::lock_guard lock(mutex_);
    return entries_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

OwnEntries& own_entries() {
  static OwnEntries entries;
  return entries;
}

std::vector<Entry> everything_remembered() {
  std::vector<Entry> entries = own_entries().all();
  for (Entry& entry : read_cache()) entries.push_back(std::move(entry));
  return entries;
}

std::string whole_path(const fs::path& path) {
  return fs::absolute(path).lexically_normal().string();
}

}  // namespace

std::string model_sha256(const ModelWeights& model, const std::stop_token& stop) {
  Entry current;
  current.path = whole_path(model.path());
  std::string versions;
  for (const auto& file : model.files()) {
    file->mapping().require_unchanged();
    current.files.push_back(whole_path(file->path()));
    versions += line_of(current.files.back(), file->mapping().version());
  }
  current.stamp = sha256_of_text(versions);
  const auto is_current = [&](const Entry& entry) {
    return entry.stamp == current.stamp && entry.path == current.path;
  };
  for (const Entry& entry : own_entries().all()) {
    if (is_current(entry)) return entry.sha256;
  }
  for (const Entry& entry : read_cache()) {
    if (!is_current(entry)) continue;
    own_entries().keep(entry);
    return entry.sha256;
  }
  current.sha256 = sha256_of_model(model, stop);
  own_entries().keep(current);
  std::vector<Entry> entries = read_cache();
  std::erase_if(entries, [&](const Entry& entry) { return entry.path == current.path; });
  if (entries.size() >= max_entries) entries.erase(entries.begin());
  entries.push_back(current);
  write_cache(entries);
  return current.sha256;
}

struct ModelHash::Work {
  std::shared_ptr<const ModelWeights> model;
  std::stop_source stop;
  std::shared_future<std::string> result;

  ~Work() { stop.request_stop(); }  // for `result` waits as it ends

  void launch(std::launch policy) {
    const auto work = [model = model, token = stop.get_token()] {
      return model_sha256(*model, token);
    };
    result = std::async(policy, work).share();
  }
};

ModelHash::ModelHash(std::shared_ptr<const ModelWeights> model) : work_(std::make_shared<Work>()) {
  work_->model = std::move(model);
  work_->launch(std::launch::deferred);
}

void ModelHash::begin_in_background() {
  if (wait_for({}) == std::future_status::deferred) work_->launch(std::launch::async);
}

const std::string& ModelHash::get() const {
  return work_->result.get();
}

std::future_status ModelHash::wait_for(std::chrono::milliseconds time) const {
  return work_->result.wait_for(time);
}

std::vector<fs::path> recall_models(std::string_view sha256) {
  std::vector<fs::path> paths;
  if (sha256.size() < min_prefix) return paths;
  for (const Entry& entry : everything_remembered()) {
    if (!entry.sha256.starts_with(sha256) || entry.stamp != stamp_of(entry.files)) continue;
    if (std::ranges::find(paths, fs::path(entry.path)) == paths.end()) paths.push_back(entry.path);
  }
  return paths;
}

std::optional<std::string> remembered_sha256(const fs::path& path) {
  const std::string wanted = whole_path(path);
  for (const Entry& entry : everything_remembered()) {
    if (entry.path == wanted && entry.stamp == stamp_of(entry.files)) return entry.sha256;
  }
  return std::nullopt;
}

std::string early_hash(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return {};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size_t(64) << 10, '\0');
  // Beyond the end nothing is read, and nothing is what A1111 hashed then.
  if (!file.seekg(std::streamoff(1) << 20)) return {};
  file.read(bytes.data(), std::streamsize(bytes.size()));
  bytes.resize(size_t(file.gcount()));
  return sha256_of_text(bytes).substr(0, min_prefix);
}

bool means_model(std::string_view digits, const fs::path& path,
                 const std::optional<std::string>& sha256) {
  if (sha256 && sha256->starts_with(digits)) return true;
  return digits.size() == min_prefix && digits == early_hash(path);
}

}  // namespace evenlight
