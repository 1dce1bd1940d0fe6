#include "app/common/files/png_file.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>

#include "app/common/files/user_comment.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/png_chunks.h"
#include "engine/base/small_file.h"
#include "engine/base/stb_decoder.h"

namespace evenlight {
namespace {

constexpr size_t max_png_bytes = size_t(1) << 30;
constexpr int max_side = 16384;

extern "C" void keep_error(png_structp png, png_const_charp message) {
  *static_cast<std::string*>(png_get_error_ptr(png)) = message;
  png_longjmp(png, 1);
}
extern "C" void ignore_warning(png_structp, png_const_charp) {}

extern "C" void append_bytes(png_structp png, png_bytep data, size_t size) {
  auto& out = *static_cast<std::vector<unsigned char>*>(png_get_io_ptr(png));
  out.insert(out.end(), data, data + size);
}
extern "C" void flush_nothing(png_structp) {}

extern "C" void take_bytes(png_structp png, png_bytep data, size_t size) {
  auto& in = *static_cast<std::string_view*>(png_get_io_ptr(png));
  if (size > in.size()) png_error(png, "the file ends too early");
  std::memcpy(data, in.data(), size);
  in.remove_prefix(size);
}

// A file cut into its chunks, by the lengths that they claim: libpng allocates what a chunk claims
// before it reads it, and takes its own limit (png_set_chunk_malloc_max) for a warning.
struct Chunks {
  std::string texts;   // all but the picture's data, in their order, as they stand in the file
  bool data = false;   // the picture's data begins
  bool whole = false;  // the end is there, and every checksum holds
};

Chunks chunks_of(std::string_view bytes) {
  Chunks chunks;
  bool sound = true;
  bytes.remove_prefix(std::min(bytes.size(), png_signature.size()));
  while (const auto chunk = take_png_chunk(bytes)) {
    chunks.data = chunks.data || chunk->kind == "IDAT";
    const std::string_view checked = chunk->checked();
    const auto* data = reinterpret_cast<const Bytef*>(checked.data());
    sound = sound && crc32_z(0, data, checked.size()) == chunk->checksum();
    if (chunk->kind == "IEND") {
      chunks.whole = sound && chunks.data;
      return chunks;
    }
    if (chunk->kind != "IDAT") chunks.texts += chunk->whole;
  }
  // The data begins even where its chunk is cut short.
  chunks.data = chunks.data || (bytes.size() >= 12 && bytes.substr(4, 4) == "IDAT");
  return chunks;
}

// UTF-8 → Latin-1, or nothing where that has no such character.
std::optional<std::string> latin1(std::string_view utf8) {
  std::string result;
  for (size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      result += char(byte);
    } else if ((byte == 0xc2 || byte == 0xc3) && i + 1 < utf8.size()) {
      result += char(((byte & 3) << 6) | (static_cast<unsigned char>(utf8[++i]) & 0x3f));
    } else {
      return std::nullopt;
    }
  }
  return result;
}

png_text text_chunk(const char* key, std::string& text, bool international) {
  png_text chunk{};
  chunk.compression = international ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
  chunk.key = const_cast<char*>(key);
  chunk.text = text.data();
  (international ? chunk.itxt_length : chunk.text_length) = text.size();
  return chunk;
}

// libpng leaves by longjmp: no object with a destructor may live in these two frames.
bool write_all(png_structp png, png_infop info, const Image& image, png_textp texts, int count) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, png_uint_32(image.width), png_uint_32(image.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 6);
  png_set_text(png, info, texts, count);
  png_write_info(png, info);
  for (int64_t y = 0; y < image.height; ++y) {
    png_write_row(png, image.rgb.data() + size_t(y) * size_t(image.width) * 3);
  }
  png_write_end(png, nullptr);
  return true;
}

bool read_head(png_structp png, png_infop info) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_read_info(png, info);
  return true;
}

std::vector<PictureText> texts_of(png_structp png, png_infop info) {
  std::vector<PictureText> result;
  png_textp texts = nullptr;
  int count = 0;
  png_get_text(png, info, &texts, &count);
  for (int i = 0; i < count; ++i) {
    const bool international = texts[i].compression >= PNG_ITXT_COMPRESSION_NONE;
    const std::string value(texts[i].text,
                            international ? texts[i].itxt_length : texts[i].text_length);
    // tEXt and zTXt are Latin-1 by the standard, but many programs write UTF-8 into them; what is
    // well-formed UTF-8 is hardly ever meant otherwise.
    result.push_back({texts[i].key, international ? value : utf8_of_bytes(value)});
  }
  return result;
}

}  // namespace

std::vector<unsigned char> encode_png(const Image& image, const PngText& text) {
  std::string error = "out of memory";
  std::vector<unsigned char> out;
  png_structp png =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, &error, keep_error, ignore_warning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool done = false;
  if (info) {
    png_set_write_fn(png, &out, append_bytes, flush_nothing);
    std::string json = text.evenlight;
    std::string parameters = text.parameters;
    // A text chunk ends at the first zero byte.
    for (char& c : parameters) c = c == '\0' ? ' ' : c;
    const auto narrow = latin1(parameters);
    if (narrow) parameters = *narrow;
    std::vector<png_text> chunks;
    if (!parameters.empty()) chunks.push_back(text_chunk("parameters", parameters, !narrow));
    if (!json.empty()) chunks.push_back(text_chunk("evenlight", json, true));
    done = write_all(png, info, image, chunks.data(), int(chunks.size()));
  }
  png_destroy_write_struct(&png, &info);
  if (!done) throw Error(ErrorKind::failed, say<"Encoding the PNG failed: {0}.">(error));
  return out;
}

void save_png(const std::filesystem::path& path, const Image& image, const PngText& text,
              Overwrite overwrite) {
  const std::vector<unsigned char> bytes = encode_png(image, text);
  write_file_atomically(path, bytes, overwrite, [&](const std::filesystem::path& written) {
    if (load_png(written) != image) {
      throw Error(ErrorKind::check, say<"{0}: the picture does not read back as it was written; "
                                        "the disk or the memory may be faulty.">(path.string()));
    }
  });
}

bool is_png(std::string_view bytes) {
  return bytes.starts_with(png_signature);
}

PngContent read_png_content(std::string_view bytes, const std::string& label) {
  const Chunks chunks = chunks_of(bytes);
  if (!chunks.data) {
    throw Error(ErrorKind::input, say<"{0}: is a damaged PNG: the file ends too early.">(label));
  }
  // libpng stops where the picture's data would begin, also for texts that stand behind it.
  constexpr std::string_view no_data("\0\0\0\0IDAT\x35\xaf\x06\x1e", 12);
  const std::string file = std::string(png_signature) + chunks.texts + std::string(no_data);
  std::string_view rest = file;
  PngContent content;
  content.whole = chunks.whole;
  std::string error = "out of memory";
  png_structp png =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, &error, keep_error, ignore_warning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  bool done = false;
  if (info) {
    png_set_read_fn(png, &rest, take_bytes);
    png_set_user_limits(png, 1 << 20, 1 << 20);  // nothing of that size is allocated here
    png_set_chunk_malloc_max(png, max_json_bytes);
    png_set_chunk_cache_max(png, 64);
    done = read_head(png, info);
    if (done) content.texts = texts_of(png, info);
  }
  png_destroy_read_struct(&png, &info, nullptr);
  if (!done) {
    throw Error(ErrorKind::input, say<"{0}: is a damaged PNG: {1}.">(label, error));
  }
  for (const PictureText& text : content.texts) {
    if (text.key == "evenlight") content.text.evenlight = text.value;
    if (text.key == "parameters") content.text.parameters = text.value;
  }
  return content;
}

Image load_png(const std::filesystem::path& path) {
  const std::string bytes = read_small_file(path.string(), max_png_bytes);
  if (!is_png(bytes))
    throw Error(ErrorKind::input, say<"{0}: is not a PNG picture.">(path.string()));
  DecodedPicture picture = decode_with_stb(bytes, path.string(), PictureFormats::png, max_side);
  return {picture.width, picture.height, std::move(picture.rgb)};
}

}  // namespace evenlight
