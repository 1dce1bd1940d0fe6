// Pictures as PNG, with the recipe inside: iTXt `evenlight` (JSON) and `parameters` (A1111's text).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/files/atomic_file.h"
#include "app/common/files/picture_texts.h"
#include "engine/pipeline/image.h"

namespace evenlight {

struct PngText {
  std::string evenlight;   // JSON, UTF-8
  std::string parameters;  // UTF-8
};

// The same image and text give the same bytes; there is no date in them. `parameters` is tEXt
// where Latin-1 can hold it, else iTXt, as A1111 itself does. Throws Error(failed).
std::vector<unsigned char> encode_png(const Image& image, const PngText& text);

// Writes the file, reads it back with another decoder and compares every pixel before it gets its
// name. Throws Error: usage (it exists), failed (the disk), check (it does not read back).
void save_png(const std::filesystem::path& path, const Image& image, const PngText& text,
              Overwrite overwrite);

bool is_png(std::string_view bytes);

struct PngContent {
  PngText text;
  std::vector<PictureText> texts;  // all there are, in UTF-8
  bool whole = false;              // all of the file is there, and its checksums hold
};

// The texts, wherever they stand. Takes any bytes, and from a damaged or cut picture what can be
// read; sizes are bounded (1 MB a text). Throws Error(input) "LABEL: …" if the damage comes before
// the picture's data.
PngContent read_png_content(std::string_view bytes, const std::string& label);

// Pixels as 8-bit RGB. Throws Error(input) for what is no such picture or larger than 16384².
Image load_png(const std::filesystem::path& path);

}  // namespace evenlight
