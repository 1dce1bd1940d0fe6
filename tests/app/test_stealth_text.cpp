// Texts in the lowest bits of pixels.
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

#include "app/common/files/stealth_text.h"
#include "tests/app/made_pictures.h"

namespace evenlight {
namespace {

constexpr int side = 128;

std::string bits_of(const std::string& bytes) {
  std::string bits;
  for (const char c : bytes) {
    for (int i = 7; i >= 0; --i) bits += char(static_cast<unsigned char>(c) >> i & 1);
  }
  return bits;
}

std::string length_of(size_t bytes) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += char(bytes * 8 >> shift & 0xff);
  return text;
}

// A PNG that hides those bits, in alpha or in the colours, column by column.
std::string hiding(const std::string& bits, bool in_alpha) {
  std::vector<uint8_t> rgba(size_t(side) * side * 4, 254);
  for (size_t i = 0; i < bits.size(); ++i) {
    const size_t pixel = in_alpha ? i : i / 3, channel = in_alpha ? 3 : i % 3;
    const size_t x = pixel / side, y = pixel % side;
    rgba[(y * side + x) * 4 + channel] |= uint8_t(bits[i]);
  }
  return test::rgba_png(rgba, side, side);
}

std::string gzipped(std::string text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(StealthText, OfAlphaAndColoursPlainAndPacked) {
  const std::string text = R"({"Software":"NovelAI","Comment":{"steps":3}})";
  for (const bool in_alpha : {false, true}) {
    for (const bool packed : {false, true}) {
      const std::string data = packed ? gzipped(text) : text;
      const std::string mark =
          std::string("stealth_") + (in_alpha ? "png" : "rgb") + (packed ? "comp" : "info");
      const PictureTexts texts =
          read_stealth_texts(hiding(bits_of(mark + length_of(data.size()) + data), in_alpha), "a");
      EXPECT_EQ(texts.get("Software"), "NovelAI") << mark;
      EXPECT_EQ(texts.get("Comment"), R"({"steps":3})") << mark;
    }
  }
  const std::string line = "a mill\nSteps: 4";
  EXPECT_EQ(read_stealth_texts(
                hiding(bits_of("stealth_pnginfo" + length_of(line.size()) + line), true), "a")
                .get("parameters"),
            line);
}

TEST(StealthText, HostileLengthsAndBytesGiveNothing) {
  for (const std::string& hidden :
       {std::string("stealth_pnginfo\xff\xff\xff\xff"),
        std::string("stealth_pngcomp\0\0\0\x08x", 20), "stealth_pnginfo" + length_of(5000),
        "stealth_pnginfo" + length_of(1) + "\xff", std::string("stealth_pngin")}) {
    EXPECT_TRUE(read_stealth_texts(hiding(bits_of(hidden), true), "a").empty());
  }
  // A megabyte and more of one letter.
  const std::string bomb = gzipped(std::string(size_t(4) << 20, 'a'));
  ASSERT_LT(bomb.size(), size_t(side) * side * 3 / 8 - 19);
  EXPECT_TRUE(read_stealth_texts(
                  hiding(bits_of("stealth_rgbcomp" + length_of(bomb.size()) + bomb), false), "a")
                  .empty());
  EXPECT_TRUE(read_stealth_texts("no picture", "a").empty());
  EXPECT_TRUE(read_stealth_texts(test::png_with({}), "a").empty());
}

}  // namespace
}  // namespace evenlight
