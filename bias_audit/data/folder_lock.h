#pragma once

#include <filesystem>

namespace evenlight::audit {

// Held while a process makes an audit in a folder, so that a second one does not make the same
// pictures over the first one's. It leaves no file behind and ends with the process, however that
// ends. On file systems without locks it holds nothing.
class FolderLock {
 public:
  // Throws InputError when another process holds it.
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int handle_ = -1;
};

}  // namespace evenlight::audit
