#include "bias_audit/data/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw Error(ErrorKind::failed,
              say<"{0}: {1} failed: {2}.">(path.string(), say<"writing">(), reason));
}

bool write_all(int handle, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(handle, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(size_t(count));
  }
  return true;
}

}  // namespace

void write_whole_file(const fs::path& path, std::string_view bytes) {
  const int handle = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);
  if (handle < 0) fail(path, std::strerror(errno));
  const int failed = write_all(handle, bytes) ? 0 : errno;
  const int not_closed = close(handle) == 0 ? 0 : errno;  // where a network's disk says it is full
  if (failed == 0 && not_closed == 0) return;
  unlink(path.c_str());
  fail(path, std::strerror(failed ? failed : not_closed));
}

MadeTogether::~MadeTogether() {
  for (auto path = made_.rbegin(); path != made_.rend(); ++path) {
    std::error_code ignored;  // a folder in which something else lies stays
    fs::remove(*path, ignored);
  }
}

void MadeTogether::make_folder(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path at = folder.has_filename() ? folder : folder.parent_path();
       !at.empty() && !fs::exists(at, error); at = at.parent_path()) {
    missing.push_back(at);
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    if (!fs::create_directory(*at, error) && error) {
      throw InputError(say<"{0}: cannot be made: {1}">(at->string(), error.message()));
    }
    made_.push_back(*at);
  }
  if (!fs::is_directory(folder, error)) {
    throw InputError(say<"{0}: is a file, and a folder is wanted">(folder.string()));
  }
}

void MadeTogether::expect(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) made_.push_back(file);
}

void MadeTogether::write(const fs::path& file, std::string_view bytes) {
  expect(file);
  write_whole_file(file, bytes);
}

}  // namespace evenlight::audit
