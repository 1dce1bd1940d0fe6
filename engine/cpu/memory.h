#pragma once

#include <cstddef>
#include <string_view>

namespace evenlight::cpu {

// Zeroed pages from the system, in huge pages where it grants them. Reading up to one vector
// past the end is harmless.
class Memory {
 public:
  Memory() = default;
  // Throws Error(device) that names `purpose` and the bytes.
  Memory(size_t bytes, std::string_view purpose);
  Memory(Memory&& other) noexcept;
  Memory& operator=(Memory&& other) noexcept;
  ~Memory();

  // Makes room for at least `bytes`; what is there stays, though it may move.
  void grow(size_t bytes, std::string_view purpose);

  size_t size() const { return bytes_; }
  std::byte* data() const { return data_; }
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(data_);
  }

 private:
  std::byte* data_ = nullptr;
  size_t bytes_ = 0;   // asked for
  size_t mapped_ = 0;  // taken from the system
};

}  // namespace evenlight::cpu
