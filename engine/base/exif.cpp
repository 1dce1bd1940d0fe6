// JEITA CP-3451 (EXIF 2.3), 4.6.2; the container of each picture format.
#include "engine/base/exif.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "engine/base/picture_blocks.h"

namespace evenlight {
namespace {

constexpr uint16_t orientation_tag = 0x0112;
constexpr uint16_t exif_directory_tag = 0x8769;
constexpr uint16_t byte_type = 1, ascii_type = 2, untyped_type = 7;
constexpr std::string_view exif_mark("Exif\0\0", 6);

// A number of `size` bytes at `at`, big-endian or little-endian; nothing beyond the end.
std::optional<uint32_t> number_at(std::string_view bytes, size_t at, size_t size, bool big) {
  if (at > bytes.size() || bytes.size() - at < size) return std::nullopt;
  uint32_t value = 0;
  for (size_t i = 0; i < size; ++i) {
    const size_t from = big ? i : size - 1 - i;
    value = (value << 8) | static_cast<unsigned char>(bytes[at + from]);
  }
  return value;
}

// An entry of the first directory of a TIFF file.
struct Entry {
  std::string_view tiff;
  size_t at = 0;
  bool big = false;
};

std::optional<Entry> find_entry(std::string_view tiff, uint16_t wanted) {
  if (tiff.starts_with(exif_mark)) tiff.remove_prefix(exif_mark.size());
  const bool big = tiff.starts_with("MM");
  if (!big && !tiff.starts_with("II")) return std::nullopt;
  const auto directory = number_at(tiff, 4, 4, big);
  if (!directory) return std::nullopt;
  const auto entries = number_at(tiff, *directory, 2, big);
  if (!entries) return std::nullopt;
  for (size_t i = 0; i < *entries; ++i) {
    const size_t at = size_t(*directory) + 2 + 12 * i;
    const auto tag = number_at(tiff, at, 2, big);
    if (!tag) return std::nullopt;
    if (*tag == wanted) return Entry{tiff, at, big};
  }
  return std::nullopt;
}

int orientation_in_tiff(std::string_view tiff) {
  const auto entry = find_entry(tiff, orientation_tag);
  if (!entry) return 1;
  const uint32_t value = number_at(entry->tiff, entry->at + 8, 2, entry->big).value_or(1);
  return value >= 1 && value <= 8 ? int(value) : 1;
}

// A text of the directory, without what would steer a terminal; four bytes stand in the entry
// itself.
std::string text_in_tiff(std::string_view tiff, uint16_t tag) {
  constexpr size_t max_text = 64;
  const auto entry = find_entry(tiff, tag);
  if (!entry) return "";
  const auto size = number_at(entry->tiff, entry->at + 4, 4, entry->big);
  const auto place = number_at(entry->tiff, entry->at + 8, 4, entry->big);
  if (!size || !place) return "";
  const size_t from = *size <= 4 ? entry->at + 8 : *place;
  if (from > entry->tiff.size()) return "";
  std::string text;
  for (const char c : entry->tiff.substr(from, std::min<size_t>(*size, max_text))) {
    if (c == '\0') break;
    text += c >= ' ' && c <= '~' ? c : '?';
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// The block itself; empty where there is none.
std::string_view exif_in(std::string_view picture) {
  return picture_blocks(picture).exif;
}

// Texts and untyped bytes of the directory at `directory`; where it points to another one, `more`
// has its place.
void add_texts(std::string_view tiff, bool big, size_t directory, std::vector<ExifText>& texts,
               size_t* more) {
  constexpr size_t max_entries = 1000;
  const auto entries = number_at(tiff, directory, 2, big);
  if (!entries) return;
  for (size_t i = 0; i < std::min<size_t>(*entries, max_entries); ++i) {
    const size_t at = directory + 2 + 12 * i;
    const auto tag = number_at(tiff, at, 2, big), type = number_at(tiff, at + 2, 2, big),
               size = number_at(tiff, at + 4, 4, big), place = number_at(tiff, at + 8, 4, big);
    if (!place) return;
    if (*tag == exif_directory_tag && more) *more = *place;
    const bool is_text = *type == byte_type || *type == ascii_type || *type == untyped_type;
    const size_t from = *size <= 4 ? at + 8 : *place;
    if (!is_text || from > tiff.size() || tiff.size() - from < *size) continue;
    texts.push_back({uint16_t(*tag), tiff.substr(from, *size)});
  }
}

}  // namespace

int exif_orientation(std::string_view picture) {
  return orientation_in_tiff(exif_in(picture));
}

std::vector<uint8_t> upright_rgb(std::span<const uint8_t> rgb, int64_t width, int64_t height,
                                 int orientation) {
  // Where the upright picture's pixel x, y stands in the stored one.
  struct Turn {
    bool transposed, from_right, from_bottom;
  };
  constexpr std::array turns = {
      Turn{false, false, false}, Turn{false, true, false}, Turn{false, true, true},
      Turn{false, false, true},  Turn{true, false, false}, Turn{true, false, true},
      Turn{true, true, true},    Turn{true, true, false},
  };
  const Turn turn = turns[size_t(orientation - 1)];
  const int64_t columns = turn.transposed ? height : width;
  const int64_t rows = turn.transposed ? width : height;
  std::vector<uint8_t> upright;
  upright.reserve(rgb.size());
  for (int64_t y = 0; y < rows; ++y) {
    for (int64_t x = 0; x < columns; ++x) {
      int64_t from_x = turn.transposed ? y : x, from_y = turn.transposed ? x : y;
      if (turn.from_right) from_x = width - 1 - from_x;
      if (turn.from_bottom) from_y = height - 1 - from_y;
      const auto pixel = rgb.subspan(size_t((from_y * width + from_x) * 3), 3);
      upright.insert(upright.end(), pixel.begin(), pixel.end());
    }
  }
  return upright;
}

std::vector<ExifText> exif_texts(std::string_view picture) {
  std::string_view tiff = exif_in(picture);
  if (tiff.starts_with(exif_mark)) tiff.remove_prefix(exif_mark.size());
  const bool big = tiff.starts_with("MM");
  const auto first = number_at(tiff, 4, 4, big);
  std::vector<ExifText> texts;
  if (!first || (!big && !tiff.starts_with("II"))) return texts;
  size_t second = 0;
  add_texts(tiff, big, *first, texts, &second);
  if (second > 0) add_texts(tiff, big, second, texts, nullptr);
  return texts;
}

std::string exif_camera(std::string_view picture) {
  const std::string_view tiff = exif_in(picture);
  const std::string maker = text_in_tiff(tiff, exif_maker_tag),
                    model = text_in_tiff(tiff, exif_model_tag);
  return maker.empty() || model.empty() ? maker + model : maker + " " + model;
}

}  // namespace evenlight
