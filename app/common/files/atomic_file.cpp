#include "app/common/files/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>
#include <string>

#include "app/common/files/system_reason.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const Message& what) {
  throw Error(ErrorKind::failed,
              say<"{0}: {1} failed: {2}.">(path.string(), what, system_reason(errno)));
}

std::string hidden_name() {
  std::random_device random;
  return fmt::format(".evenlight-{:08x}{:08x}", random(), random());
}

// A new file beside the target. Where the file system can, it has no name until it is complete, so
// that nothing of it stays behind even if the program is killed; elsewhere it has a hidden name,
// which is removed again unless the file was given its own.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target)
      : folder_(target.has_parent_path() ? target.parent_path() : ".") {
    handle_ = open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (handle_ >= 0 && access(path().c_str(), F_OK) == 0) return;
    if (handle_ >= 0) close(handle_);  // no /proc, through which such a file is reached
    make_hidden_file(target);
  }
  ~TemporaryFile() {
    if (handle_ >= 0) close(handle_);
    if (!name_.empty()) unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  // Where it can be read for now.
  std::filesystem::path path() const {
    return name_.empty() ? fmt::format("/proc/self/fd/{}", handle_) : name_;
  }

  void write(std::span<const unsigned char> bytes, const std::filesystem::path& target) {
    for (size_t done = 0; done < bytes.size();) {
      const ssize_t count = ::write(handle_, bytes.data() + done, bytes.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(target, say<"writing">());
      done += size_t(count);
    }
  }

  void flush(const std::filesystem::path& target) {
    if (fsync(handle_) != 0 && errno != EINVAL) fail(target, say<"flushing to the disk">());
  }

  void become(const std::filesystem::path& target, Overwrite overwrite) {
    const bool named = name_.empty() ? link_to(target) : rename_to(target);
    if (named) return;
    if (errno != EEXIST) fail(target, say<"renaming">());
    if (overwrite == Overwrite::refuse) {
      throw Error(ErrorKind::usage,
                  say<"{0} exists; {1}.">(target.string(), say<"choose another name">()));
    }
    if (name_.empty()) take_hidden_name(target);
    if (rename(name_.c_str(), target.c_str()) != 0) fail(target, say<"renaming">());
    name_.clear();
  }

 private:
  // Not mkstemp, whose files are for their owner alone: here the kernel applies the process's mask.
  void make_hidden_file(const std::filesystem::path& target) {
    do {
      name_ = (folder_ / hidden_name()).string();
      handle_ = open(name_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    } while (handle_ < 0 && errno == EEXIST);
    if (handle_ >= 0) return;
    name_.clear();
    fail(target, say<"writing">());
  }

  // These give the complete file a name that nobody has yet; false, with errno, if they cannot.
  bool link_to(const std::filesystem::path& target) {
    return linkat(AT_FDCWD, path().c_str(), AT_FDCWD, target.c_str(), AT_SYMLINK_FOLLOW) == 0;
  }
  bool rename_to(const std::filesystem::path& target) {
    if (renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) {
      name_.clear();
      return true;
    }
    // Some file systems cannot rename so; a hard link refuses an existing name as well.
    return errno == EINVAL && link(name_.c_str(), target.c_str()) == 0;
  }

  // A link cannot replace a file, a renaming can: the complete file needs a name for that moment.
  void take_hidden_name(const std::filesystem::path& target) {
    for (int attempt = 0; attempt < 100; ++attempt) {
      const std::string name = hidden_name();
      if (link_to(folder_ / name)) {
        name_ = (folder_ / name).string();
        return;
      }
      if (errno != EEXIST) break;
    }
    fail(target, say<"renaming">());
  }

  std::filesystem::path folder_;
  int handle_ = -1;
  std::string name_;  // the hidden one; empty while it has none
};

}  // namespace

void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(const FileSink&)>& fill, Overwrite overwrite,
                           const std::function<void(const std::filesystem::path&)>& verify) {
  // The system would take such a name for its part in front of the NUL: another file.
  if (path.native().find('\0') != std::string::npos) {
    throw Error(ErrorKind::usage,
                say<"{0}: a file's name cannot hold the character NUL.">(path.c_str()));
  }
  TemporaryFile file(path);
  fill([&](std::span<const unsigned char> bytes) { file.write(bytes, path); });
  file.flush(path);
  if (verify) verify(file.path());
  file.become(path, overwrite);
}

void write_file_atomically(const std::filesystem::path& path, std::span<const unsigned char> bytes,
                           Overwrite overwrite,
                           const std::function<void(const std::filesystem::path&)>& verify) {
  write_file_atomically(
      path, [&](const FileSink& sink) { sink(bytes); }, overwrite, verify);
}

}  // namespace evenlight
