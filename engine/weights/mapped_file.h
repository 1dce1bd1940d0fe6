#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace evenlight {

// A regular file, read-only in memory (a private mapping). The bytes stay valid while the object
// lives, wherever it is moved to. Where another program shortens the file meanwhile, or the disk
// fails, what is lost reads as zeros from then on, and require_whole_files() reports it.
class MappedFile {
 public:
  // Throws Error(input) when there is no such file, it is a folder, a pipe or a device, it is
  // empty, or it may not be read.
  explicit MappedFile(std::filesystem::path path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  const std::filesystem::path& path() const { return path_; }
  std::span<const std::byte> bytes() const { return {data_, size_}; }
  bool contains(std::span<const std::byte> part) const;
  // Lets the whole pages of `part` (which this file contains) leave memory; a later read brings
  // them back from the file.
  void drop(std::span<const std::byte> part) const;

 private:
  std::filesystem::path path_;
  std::byte* data_ = nullptr;
  size_t size_ = 0;
};

// Throws Error(input) that names a mapped file of which a part was lost while it was read: whatever
// was computed from it since is worth nothing. A file that is not mapped any more is reported once.
void require_whole_files();

}  // namespace evenlight
