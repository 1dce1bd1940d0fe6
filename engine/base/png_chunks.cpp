#include "engine/base/png_chunks.h"

namespace evenlight {
namespace {

constexpr size_t around = 12;  // length, kind and checksum

uint32_t number_at(std::string_view bytes, size_t at) {
  uint32_t number = 0;
  for (const char c : bytes.substr(at, 4)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

uint32_t PngChunk::checksum() const {
  return number_at(whole, whole.size() - 4);
}

std::optional<PngChunk> take_png_chunk(std::string_view& rest) {
  if (rest.size() < around) return std::nullopt;
  const size_t length = number_at(rest, 0);
  if (length > rest.size() - around) return std::nullopt;
  const std::string_view whole = rest.substr(0, length + around);
  rest.remove_prefix(whole.size());
  return PngChunk{whole.substr(4, 4), whole};
}

}  // namespace evenlight
