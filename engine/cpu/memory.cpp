#include "engine/cpu/memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <string>
#include <utility>

#include "engine/core/error.h"

namespace evenlight::cpu {

namespace {
constexpr size_t slack = 256;  // for vectors that read past the end
constexpr size_t huge_page = size_t(2) << 20;

size_t mapping_size(size_t bytes) {
  const size_t unit = bytes >= huge_page ? huge_page : 4096;
  return (bytes + slack + unit - 1) / unit * unit;
}

[[noreturn]] void throw_full(size_t bytes, std::string_view purpose) {
  throw Error(ErrorKind::device,
              "not enough memory: " + std::to_string(bytes) + " bytes were asked for (" +
                  std::string(purpose) +
                  "); close other programs, or choose a smaller picture or batch");
}

void* map(size_t bytes, size_t asked, std::string_view purpose) {
  void* data = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) throw_full(asked, purpose);
  // A refusal costs speed only.
  if (bytes >= huge_page) madvise(data, bytes, MADV_HUGEPAGE);
  return data;
}
}  // namespace

Memory::Memory(size_t bytes, std::string_view purpose) {
  if (bytes > SIZE_MAX / 2) throw_full(bytes, purpose);
  mapped_ = mapping_size(bytes);
  data_ = static_cast<std::byte*>(map(mapped_, bytes, purpose));
  bytes_ = bytes;
}

Memory::Memory(Memory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      bytes_(std::exchange(other.bytes_, 0)),
      mapped_(std::exchange(other.mapped_, 0)) {}

Memory& Memory::operator=(Memory&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  std::swap(mapped_, other.mapped_);
  return *this;
}

Memory::~Memory() {
  if (data_) munmap(data_, mapped_);
}

void Memory::grow(size_t bytes, std::string_view purpose) {
  if (bytes <= bytes_) return;
  if (!data_) {
    *this = Memory(bytes, purpose);
    return;
  }
  if (bytes > SIZE_MAX / 2) throw_full(bytes, purpose);
  const size_t mapped = mapping_size(bytes);
  void* data = mremap(data_, mapped_, mapped, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) throw_full(bytes, purpose);
  if (mapped >= huge_page) madvise(data, mapped, MADV_HUGEPAGE);
  data_ = static_cast<std::byte*>(data);
  bytes_ = bytes;
  mapped_ = mapped;
}

}  // namespace evenlight::cpu
