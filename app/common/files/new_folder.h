// A folder that is there whole or not at all.
#pragma once

#include <filesystem>
#include <vector>

#include "app/common/files/atomic_file.h"

namespace evenlight {

// It is filled under a hidden name beside its place; whatever happens before `become`, nothing of
// it stays.
class NewFolder {
 public:
  // Makes the folders above it as well. Throws Error(failed) with the system's reason.
  explicit NewFolder(std::filesystem::path target);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  // Where it is filled.
  const std::filesystem::path& path() const { return hidden_; }

  // Gives it its name. Into a folder that has files already it goes file by file, `last` (a path
  // inside) at the end. Throws Error(usage) if one exists and may not be overwritten,
  // Error(failed).
  void become(Overwrite overwrite, const std::filesystem::path& last);

 private:
  void move_files(Overwrite overwrite, const std::filesystem::path& last) const;

  std::filesystem::path target_, hidden_;
  std::vector<std::filesystem::path> made_;  // above it, the innermost last
  bool done_ = false;
};

}  // namespace evenlight
