#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace evenlight {

// Which contents of which file: what changes when somebody writes to it or puts another in its
// place.
struct FileVersion {
  uint64_t device = 0, inode = 0;
  uint64_t size = 0;                     // bytes
  int64_t seconds = 0, nanoseconds = 0;  // of the last change

  bool operator==(const FileVersion&) const = default;
};

// Of what lies at a path now; nothing if it cannot be examined.
std::optional<FileVersion> version_at(const std::filesystem::path& path);

// A regular file, read-only in memory (a private mapping). The bytes stay valid while the object
// lives, wherever it is moved to. Where another program shortens the file meanwhile, or the disk
// fails, what is lost reads as zeros from then on; where it writes to the file, nobody knows which
// of both contents was read. require_whole_files() reports either. A file that is given the name of
// this one is another and changes nothing here.
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
  // When it was opened.
  const FileVersion& version() const { return version_; }
  // SHA-256 of the very file that is mapped. Throws Error(input) if it was written to since it was
  // opened, Error(interrupted) if asked to stop.
  std::string sha256(const std::stop_token& stop = {}) const;
  // Throws Error(input) if it was written to since it was opened.
  void require_unchanged() const;

  bool contains(std::span<const std::byte> part) const;
  // Lets the whole pages of `part` (which this file contains) leave memory; a later read brings
  // them back from the file.
  void drop(std::span<const std::byte> part) const;

 private:
  void map();

  std::filesystem::path path_;
  std::byte* data_ = nullptr;
  size_t size_ = 0;
  int descriptor_ = -1;  // stays open: a name may lead to another file tomorrow
  FileVersion version_;
};

// Throws Error(input) that names a mapped file of which a part was lost, or which was written to,
// while it was read: whatever was computed from it since is worth nothing. A file that lost a part
// and is not mapped any more is reported once.
void require_whole_files();

}  // namespace evenlight
