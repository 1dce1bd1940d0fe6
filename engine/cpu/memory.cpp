#include "engine/cpu/memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <string>
#include <utility>

#include "engine/base/error.h"

namespace evenlight::cpu {

namespace {
constexpr size_t slack = 256;  // for vectors that read past the end
constexpr size_t huge_page = size_t(2) << 20;

constexpr size_t page = 4096;

size_t mapping_size(size_t bytes) {
  return (bytes + slack + page - 1) / page * page;
}

[[noreturn]] void throw_full(size_t bytes, std::string_view purpose) {
  throw Error(ErrorKind::device,
              say<"not enough memory: {0} bytes were asked for ({1}); close other programs, or "
                  "choose a smaller picture or batch">(bytes, purpose));
}

// Huge pages where a whole one is used: a model has hundreds of weights, and half a huge page lost
// behind each would add up. The kernel gives none to the rest behind the last whole one; advice
// that left it out would split the mapping in two, which mremap refuses. A refusal costs speed
// only.
void ask_for_huge_pages(void* data, size_t mapped) {
  if (mapped >= huge_page) madvise(data, mapped, MADV_HUGEPAGE);
}

// `mapped` bytes of zeros; if it holds a huge page, it begins at the boundary of one.
void* map(size_t mapped, size_t asked, std::string_view purpose) {
  const size_t room = mapped < huge_page ? mapped : mapped + huge_page;
  void* all = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) throw_full(asked, purpose);
  if (room == mapped) return all;
  auto* const first = static_cast<std::byte*>(all);
  const size_t skipped = (huge_page - reinterpret_cast<uintptr_t>(all) % huge_page) % huge_page;
  if (skipped > 0) munmap(first, skipped);
  std::byte* const data = first + skipped;
  if (skipped < huge_page) munmap(data + mapped, huge_page - skipped);
  ask_for_huge_pages(data, mapped);
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
  ask_for_huge_pages(data, mapped);
  data_ = static_cast<std::byte*>(data);
  bytes_ = bytes;
  mapped_ = mapped;
}

}  // namespace evenlight::cpu
