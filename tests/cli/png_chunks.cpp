#include "tests/cli/png_chunks.h"

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace evenlight::test {
namespace {

constexpr size_t signature_size = 8;

struct Chunk {
  std::string type;
  std::string data;
};

uint32_t number_at(const std::string& bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

std::string as_bytes(uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += char(value >> shift & 0xff);
  return bytes;
}

// ISO 3309, as in the PNG specification's annex D.
uint32_t crc(const std::string& bytes) {
  uint32_t value = 0xffffffffu;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320u ^ value >> 1 : value >> 1;
  }
  return ~value;
}

std::string as_bytes(const Chunk& chunk) {
  return as_bytes(uint32_t(chunk.data.size())) + chunk.type + chunk.data +
         as_bytes(crc(chunk.type + chunk.data));
}

std::vector<Chunk> chunks_of(const std::string& png) {
  std::vector<Chunk> chunks;
  for (size_t at = signature_size; at < png.size();) {
    const size_t size = number_at(png, at);
    if (size > png.size() - at - 8) throw std::runtime_error("a PNG chunk is cut off");
    chunks.push_back({png.substr(at + 4, 4), png.substr(at + 8, size)});
    if (crc(chunks.back().type + chunks.back().data) != number_at(png, at + 8 + size)) {
      throw std::runtime_error("a PNG chunk's checksum is wrong");
    }
    at += 12 + size;
  }
  return chunks;
}

bool is_text(const Chunk& chunk) {
  return chunk.type == "tEXt" || chunk.type == "iTXt" || chunk.type == "zTXt";
}

}  // namespace

std::map<std::string, std::string> png_texts(const std::string& png) {
  std::map<std::string, std::string> texts;
  for (const Chunk& chunk : chunks_of(png)) {
    const size_t end = chunk.data.find('\0');
    const std::string key = chunk.data.substr(0, end);
    if (chunk.type == "tEXt") {
      texts[key] = chunk.data.substr(end + 1);
    } else if (chunk.type == "iTXt") {
      // compression flag and method, then language and translated keyword, each ended by a zero
      const size_t language = chunk.data.find('\0', end + 3);
      const size_t translated = chunk.data.find('\0', language + 1);
      texts[key] = chunk.data.substr(translated + 1);
    }
  }
  return texts;
}

std::string with_only_text(const std::string& png, const std::string& keyword,
                           const std::string& text) {
  std::string result = png.substr(0, signature_size);
  for (const Chunk& chunk : chunks_of(png)) {
    if (is_text(chunk)) continue;
    result += as_bytes(chunk);
    if (chunk.type == "IHDR") result += as_bytes(Chunk{"tEXt", keyword + '\0' + text});
  }
  return result;
}

std::string with_texts_last(const std::string& png) {
  std::string result = png.substr(0, signature_size), texts;
  for (const Chunk& chunk : chunks_of(png)) {
    if (chunk.type == "IEND") result += texts;
    (is_text(chunk) ? texts : result) += as_bytes(chunk);
  }
  return result;
}

}  // namespace evenlight::test
