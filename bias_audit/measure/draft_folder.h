#pragma once

#include <filesystem>

#include "engine/base/input_error.h"

namespace evenlight::audit {

// A folder in which something whole is put together; gone again unless it was given its name.
class DraftFolder {
 public:
  // `name` with `suffix` behind it. Throws InputError if that is in the way.
  DraftFolder(std::filesystem::path name, const char* suffix)
      : name_(name.has_filename() ? std::move(name) : name.parent_path()), folder_(name_) {
    folder_ += suffix;
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(folder_, error))) {
      throw InputError(
          say<"{0}: is in the way; it may be left from a run that was stopped. Look into it, and "
              "remove it.">(folder_.string()));
    }
  }
  ~DraftFolder() {
    std::error_code error;
    if (!done_) std::filesystem::remove_all(folder_, error);
  }
  DraftFolder(const DraftFolder&) = delete;
  DraftFolder& operator=(const DraftFolder&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  void finish() {
    std::filesystem::remove(name_);
    std::filesystem::rename(folder_, name_);
    done_ = true;
  }

 private:
  std::filesystem::path name_, folder_;
  bool done_ = false;
};

}  // namespace evenlight::audit
