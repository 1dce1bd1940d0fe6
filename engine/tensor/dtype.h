#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace evenlight {

// Element types that a value, a weight or a file's tensor can have.
enum class DType { f32, f16, bf16, i32, i64, other };

constexpr size_t size_of(DType type) {
  switch (type) {
    case DType::f32:
    case DType::i32:
      return 4;
    case DType::f16:
    case DType::bf16:
      return 2;
    case DType::i64:
      return 8;
    case DType::other:
      return 0;
  }
  return 0;
}

constexpr std::string_view name_of(DType type) {
  switch (type) {
    case DType::f32:
      return "f32";
    case DType::f16:
      return "f16";
    case DType::bf16:
      return "bf16";
    case DType::i32:
      return "i32";
    case DType::i64:
      return "i64";
    case DType::other:
      return "other";
  }
  return "other";
}

}  // namespace evenlight
