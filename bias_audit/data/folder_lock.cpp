#include "bias_audit/data/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "engine/base/input_error.h"

namespace evenlight::audit {

FolderLock::FolderLock(const std::filesystem::path& folder)
    : handle_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (handle_ < 0 || flock(handle_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  close(handle_);
  throw InputError(say<"{0}: another process is making this audit; wait until it ends, or stop it">(
      folder.string()));
}

FolderLock::~FolderLock() {
  if (handle_ >= 0) close(handle_);
}

}  // namespace evenlight::audit
