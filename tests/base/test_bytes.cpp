#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/base64.h"
#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/base/linear_solve.h"
#include "engine/base/png_chunks.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"
#include "engine/base/stb_decoder.h"
#include "engine/base/utf8.h"

namespace evenlight {
namespace {

template <class Thrown = InputError, class Work>
std::string told(const Work& work) {
  try {
    work();
  } catch (const Thrown& error) {
    return error.what();
  }
  return "";
}

TEST(Check, ThrowsInEveryBuildAndNamesNoFolder) {
  const std::string message =
      told<std::logic_error>([] { EVENLIGHT_CHECK(1 + 1 == 3, "one and one are three"); });
  EXPECT_EQ(message.find("internal error: one and one are three (test_bytes.cpp:"), 0u) << message;
  EXPECT_EQ(told<std::logic_error>([] { EVENLIGHT_CHECK(true, "never told"); }), "");
}

TEST(Quoted, TextsAreFitForATerminal) {
  EXPECT_EQ(shown("a\x1b[2J\x7fz"), "a?[2J?z");
  EXPECT_EQ(shown(std::string(59, 'x') + "äö"), std::string(59, 'x') + "…");
  EXPECT_EQ(in_quotes("a\nä"), "\"a\\x0a\\xc3\\xa4\"");
  EXPECT_EQ(in_quotes(std::string(81, 'x')), "\"" + std::string(80, 'x') + "…\"");
}

TEST(Utf8, OverlongFormsAndSurrogatesAreNone) {
  EXPECT_TRUE(is_valid_utf8("aä€\xf0\x9f\x99\x82"));
  for (const char* bad : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

TEST(Base64, AgreesWithTheRfc) {
  const auto of = [](std::string_view text) {
    return base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  };
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("f"), "Zg==");
  EXPECT_EQ(of("fo"), "Zm8=");
  for (const char* text : {"", "f", "fo", "foo", "foob", "\xFF\xFE\xFD"}) {
    EXPECT_EQ(from_base64(of(text)), text);
  }
  for (const char* bad : {"Z", "Zg", "Zg=", "Zh==", "====", "Z===", "Zg==Zg==", "Zm 8", "Zm9\n"}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
  EXPECT_EQ(of("foobar"), "Zm9vYmFy");
}

TEST(PngChunks, ALengthPastTheEndEndsThem) {
  const std::string two("\0\0\0\2abcdXY1234\0\0\0\0IEND5678", 26);
  std::string_view rest = two;
  const auto first = take_png_chunk(rest);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, "abcd");
  EXPECT_EQ(first->checked(), "abcdXY");
  EXPECT_EQ(first->checksum(), 0x31323334u);
  const auto second = take_png_chunk(rest);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->whole.size(), 12u);
  EXPECT_FALSE(take_png_chunk(rest));
  rest = std::string_view("\0\0\0\3abcdXY1234", 14);
  EXPECT_FALSE(take_png_chunk(rest));
  EXPECT_EQ(rest.size(), 14u);
}

TEST(StbDecoder, SaysWhatItDoesNotRead) {
  EXPECT_EQ(told([] { decode_with_stb("GIF89a", "x", PictureFormats::png, 16); }),
            "x: is not a readable PNG (not a PNG file).");
  EXPECT_NE(told([] { decode_with_stb("", "x", PictureFormats::png_or_jpeg, 16); }), "");
}

TEST(SmallFile, IsReadWholeOrRefused) {
  const auto path = std::filesystem::path(testing::TempDir()) / "evenlight_small_file";
  std::ofstream(path, std::ios::binary) << std::string("ab\0c", 4);
  const std::string name = path.string();
  EXPECT_EQ(read_small_file(path, 4), std::string("ab\0c", 4));
  EXPECT_EQ(told([&] { read_small_file(path, 3); }),
            name + ": is larger than the 3 bytes that are read.");
  EXPECT_EQ(told([&] { read_small_file(path.parent_path(), 3); }),
            path.parent_path().string() + ": is not a regular file.");
  std::filesystem::remove(path);
  EXPECT_EQ(told([&] { read_small_file(path, 3); }), name + ": no such file.");
}

TEST(LinearSolve, SwapsRowsAndSeesWhatIsSingular) {
  Matrix b = {{3, 30}, {5, 50}};
  ASSERT_TRUE(solve_linear({{0, 1}, {1, 1}}, b, 1e-9));
  EXPECT_EQ(b, (Matrix{{2, 20}, {3, 30}}));
  EXPECT_FALSE(solve_linear({{1, 2}, {2, 4}}, b, 1e-9));
}

}  // namespace
}  // namespace evenlight
