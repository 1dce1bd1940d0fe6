#include "app/common/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "engine/core/error.h"

namespace evenlight {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw Error(ErrorKind::failed,
              fmt::format("{}: {} failed: {}.", path.string(), what, std::strerror(errno)));
}

// A new file beside the target, removed again unless it was given its name.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target) {
    std::string name = (target.parent_path() / ".evenlight-XXXXXX").string();
    handle_ = mkstemp(name.data());
    if (handle_ < 0) fail(target, "writing");
    path_ = name;
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(handle_, 0666 & ~mask) != 0) fail(target, "setting its mode");
  }
  ~TemporaryFile() {
    if (handle_ >= 0) close(handle_);
    if (!path_.empty()) unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void write(std::span<const unsigned char> bytes, const std::filesystem::path& target) {
    for (size_t done = 0; done < bytes.size();) {
      const ssize_t count = ::write(handle_, bytes.data() + done, bytes.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(target, "writing");
      done += size_t(count);
    }
    if (fsync(handle_) != 0 && errno != EINVAL) fail(target, "flushing to the disk");
    if (close(std::exchange(handle_, -1)) != 0) fail(target, "closing");
  }

  void become(const std::filesystem::path& target, Overwrite overwrite) {
    if (overwrite == Overwrite::allow) {
      if (rename(path_.c_str(), target.c_str()) != 0) fail(target, "renaming");
    } else if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) !=
               0) {
      // Some file systems cannot rename so; a hard link refuses an existing name as well.
      if (errno == EINVAL && link(path_.c_str(), target.c_str()) == 0) return;
      if (errno == EEXIST) {
        throw Error(
            ErrorKind::usage,
            fmt::format("--output: {} exists; give --force to overwrite it.", target.string()));
      }
      fail(target, "renaming");
    }
    path_.clear();
  }

 private:
  int handle_ = -1;
  std::filesystem::path path_;
};

}  // namespace

void write_file_atomically(const std::filesystem::path& path, std::span<const unsigned char> bytes,
                           Overwrite overwrite,
                           const std::function<void(const std::filesystem::path&)>& verify) {
  TemporaryFile file(path);
  file.write(bytes, path);
  if (verify) verify(file.path());
  file.become(path, overwrite);
}

}  // namespace evenlight
