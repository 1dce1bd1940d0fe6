#include "app/common/files/stealth_text.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/png_chunks.h"
#include "engine/base/stb_decoder.h"
#include "engine/base/utf8.h"

namespace evenlight {
namespace {

constexpr int max_side = 16384;
constexpr int64_t max_pixels = int64_t(1) << 26;

struct Kind {
  std::string_view mark;
  bool in_alpha;
  bool packed;
};
constexpr Kind kinds[] = {{"stealth_pnginfo", true, false},
                          {"stealth_pngcomp", true, true},
                          {"stealth_rgbinfo", false, false},
                          {"stealth_rgbcomp", false, true}};

// The lowest bits of a picture [height][width][4], column by column: of alpha, or of red, green and
// blue in turn.
class Bits {
 public:
  Bits(const DecodedWithAlpha& picture, bool in_alpha) : picture_(picture), in_alpha_(in_alpha) {}

  // Nothing where fewer bytes are left.
  std::optional<std::string> take(size_t bytes) {
    const size_t all = size_t(picture_.width) * size_t(picture_.height) * (in_alpha_ ? 1 : 3);
    if (bytes > all / 8 || at_ > all - bytes * 8) return std::nullopt;
    std::string text(bytes, '\0');
    for (char& byte : text) {
      unsigned value = 0;
      for (int i = 0; i < 8; ++i) value = value << 1 | bit(at_++);
      byte = char(value);
    }
    return text;
  }

 private:
  unsigned bit(size_t index) const {
    const size_t pixel = in_alpha_ ? index : index / 3, channel = in_alpha_ ? 3 : index % 3;
    const size_t x = pixel / size_t(picture_.height), y = pixel % size_t(picture_.height);
    return picture_.rgba[(y * size_t(picture_.width) + x) * 4 + channel] & 1;
  }

  const DecodedWithAlpha& picture_;
  bool in_alpha_;
  size_t at_ = 0;
};

// gzip; nothing for what is damaged or larger than what is read.
std::optional<std::string> unpacked(const std::string& packed) {
  z_stream stream{};
  constexpr int gzip_or_zlib = 32 + MAX_WBITS;
  if (inflateInit2(&stream, gzip_or_zlib) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> end(&stream, inflateEnd);
  std::string in = packed, out(max_json_bytes, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = uInt(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  if (inflate(&stream, Z_FINISH) != Z_STREAM_END) return std::nullopt;
  out.resize(stream.total_out);
  return out;
}

// The length is written in bits, the highest byte first.
std::optional<std::string> text_of(const DecodedWithAlpha& picture) {
  for (const Kind& kind : kinds) {
    Bits bits(picture, kind.in_alpha);
    if (bits.take(kind.mark.size()) != std::optional(std::string(kind.mark))) continue;
    const auto length = bits.take(4);
    if (!length) continue;
    size_t count = 0;
    for (const char c : *length) count = count << 8 | static_cast<unsigned char>(c);
    if (count / 8 > max_json_bytes) continue;
    const auto data = bits.take(count / 8);
    const auto text = data && kind.packed ? unpacked(*data) : data;
    if (text && is_valid_utf8(*text)) return text;
  }
  return std::nullopt;
}

}  // namespace

PictureTexts read_stealth_texts(std::string_view png, const std::string& label) {
  PictureTexts texts;
  if (!png.starts_with(png_signature)) return texts;
  try {
    const auto text =
        text_of(decode_alpha_with_stb(png, label, PictureFormats::png, max_side, max_pixels));
    if (!text) return texts;
    if (!text->starts_with('{')) {
      texts.add("parameters", *text);
      return texts;
    }
    constexpr int max_depth = 64;
    const auto json = parse_json<nlohmann::json>(*text, label, {.depth = max_depth});
    for (const auto& [key, value] : json.items()) {
      texts.add(key, value.is_string() ? value.get<std::string>() : dump_json(value));
    }
  } catch (const Error&) {
    // Pixels that cannot be decoded, and JSON that is none, hide nothing that can be read.
  }
  return texts;
}

}  // namespace evenlight
