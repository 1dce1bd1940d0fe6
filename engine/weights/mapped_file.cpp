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
#include "engine/base/sha256.h"
#include "engine/weights/lost_pages.h"

namespace evenlight {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const Message& problem) {
  throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), problem));
}

[[noreturn]] void fail_changed(const std::filesystem::path& path) {
  fail(path, say<"was written to while it was in use; start again when nobody changes it">());
}

}  // namespace

std::optional<FileVersion> version_at(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return version_of(status);
}

MappedFile::MappedFile(std::filesystem::path path) : path_(std::move(path)) {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) fail(path_, say<"cannot be opened: {0}">(std::strerror(errno)));
  try {
    map();
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

void MappedFile::map() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    fail(path_, say<"cannot be examined: {0}">(std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) fail(path_, say<"is a folder where a file was expected">());
  if (!S_ISREG(status.st_mode)) fail(path_, say<"is a pipe or a device; give a regular file">());
  if (status.st_size == 0) fail(path_, say<"is empty; copy or download it again">());
  version_ = version_of(status);
  size_ = static_cast<size_t>(status.st_size);
  void* address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor_, 0);
  if (address == MAP_FAILED) {
    fail(path_, say<"cannot be mapped into memory: {0}">(std::strerror(errno)));
  }
  data_ = static_cast<std::byte*>(address);
  watch_pages(data_, size_, descriptor_, version_, path_);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) {
    forget_pages(data_);
    ::munmap(data_, size_);
  }
  if (descriptor_ >= 0) ::close(descriptor_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      version_(other.version_) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(version_, other.version_);
  return *this;
}

void MappedFile::require_unchanged() const {
  if (descriptor_ >= 0 && !is_version(descriptor_, version_)) fail_changed(path_);
}

std::string MappedFile::sha256(const std::stop_token& stop) const {
  require_unchanged();
  std::string digits = sha256_of_descriptor(descriptor_, path_, stop);
  require_unchanged();
  return digits;
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
  const SpoiltFile spoilt = find_spoilt_file();
  if (spoilt.path.empty()) return;
  if (!spoilt.lost) fail_changed(spoilt.path);
  fail(spoilt.path, say<"became shorter, or could not be read any more, while it was in use; start "
                        "again when it is complete">());
}

}  // namespace evenlight
