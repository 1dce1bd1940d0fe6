#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "app/common/library/model_hash.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// What says that a file or folder is still the one that was opened: its size and time.
std::string change_stamp(const std::filesystem::path& path);

// Networks that recipes use, kept open: what a backend made of their weights stays good. `File` has
// `weights`.
template <class File>
class KeptOpen {
 public:
  struct Entry {
    std::string stamp;
    File file;
    std::string sha256;  // of its model
  };
  using Open = File (*)(const std::filesystem::path& path);

  explicit KeptOpen(Open open) : open_(open) {}

  // Opened anew if it was changed since. Throws what `open` throws.
  const Entry& at(const std::filesystem::path& path) {
    const std::string stamp = change_stamp(path);
    Entry& entry = entries_[path];
    if (entry.stamp == stamp) return entry;
    File file = open_(path);
    std::string sha256 = model_sha256(*file.weights);
    entry = {stamp, std::move(file), std::move(sha256)};
    return entry;
  }

 private:
  Open open_;
  std::map<std::filesystem::path, Entry> entries_;
};

}  // namespace evenlight
