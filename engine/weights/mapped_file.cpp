#include "engine/weights/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "engine/base/error.h"
#include "engine/weights/lost_pages.h"

namespace evenlight {
namespace {

struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

[[noreturn]] void fail(const std::filesystem::path& path, const Message& problem) {
  throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), problem));
}

}  // namespace

MappedFile::MappedFile(std::filesystem::path path) : path_(std::move(path)) {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
  const Descriptor file{::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.value < 0) fail(path_, say<"cannot be opened: {0}">(std::strerror(errno)));
  struct stat status {};
  if (::fstat(file.value, &status) != 0) {
    fail(path_, say<"cannot be examined: {0}">(std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) fail(path_, say<"is a folder where a file was expected">());
  if (!S_ISREG(status.st_mode)) fail(path_, say<"is a pipe or a device; give a regular file">());
  if (status.st_size == 0) fail(path_, say<"is empty; copy or download it again">());
  size_ = static_cast<size_t>(status.st_size);
  void* address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.value, 0);
  if (address == MAP_FAILED) {
    fail(path_, say<"cannot be mapped into memory: {0}">(std::strerror(errno)));
  }
  data_ = static_cast<std::byte*>(address);
  watch_pages(data_, size_, path_);
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  forget_pages(data_);
  ::munmap(data_, size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

bool MappedFile::contains(std::span<const std::byte> part) const {
  const auto begin = reinterpret_cast<uintptr_t>(data_);
  const auto at = reinterpret_cast<uintptr_t>(part.data());
  return at >= begin && at - begin <= size_ && part.size() <= size_ - (at - begin);
}

void MappedFile::drop(std::span<const std::byte> part) const {
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = (reinterpret_cast<uintptr_t>(part.data()) + page - 1) / page * page;
  const auto end = reinterpret_cast<uintptr_t>(part.data() + part.size()) / page * page;
  // Only advice: the data stays right whether or not the kernel takes it.
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

void require_whole_files() {
  const std::string path = path_of_lost_pages();
  if (!path.empty()) {
    fail(path, say<"became shorter, or could not be read any more, while it was in use; start "
                   "again when it is complete">());
  }
}

}  // namespace evenlight
