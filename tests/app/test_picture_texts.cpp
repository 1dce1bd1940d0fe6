// Texts in picture files, whatever program put them there and however.
#include <gtest/gtest.h>

#include <string>

#include "app/common/files/picture_texts.h"
#include "app/common/files/user_comment.h"
#include "app/common/files/xmp_texts.h"
#include "tests/app/made_pictures.h"

namespace evenlight {
namespace {

using test::MadeExif;

constexpr uint16_t description = 0x010e, model = 0x0110, user_comment = 0x9286;

PictureTexts texts_of(const std::string& picture) {
  return read_picture_texts(picture, "a");
}

TEST(PictureTexts, OfEveryKindOfPngTextInUtf8) {
  const PictureTexts texts = texts_of(test::png_with({{"tEXt", "a", "caf\xe9"},  // Latin-1
                                                      {"tEXt", "b", "café"},
                                                      {"zTXt", "c", "packed"},
                                                      {"iTXt", "d", "夜の港"}}));
  EXPECT_EQ(texts.get("a"), "café");
  EXPECT_EQ(texts.get("b"), "café");
  EXPECT_EQ(texts.get("c"), "packed");
  EXPECT_EQ(texts.get("d"), "夜の港");
  EXPECT_FALSE(texts.has("e"));
}

TEST(PictureTexts, OfExifInBothOrdersOfBytes) {
  for (const bool big : {false, true}) {
    for (const bool text_big : {false, true}) {
      const std::string exif = test::exif_block(
          {.big = big,
           .first = {{description, std::string("short\0", 6)}, {model, "abc"}},
           .second = {{user_comment, test::unicode_comment("a salt marsh\nSteps: 4", text_big)}}});
      for (const std::string& picture : {test::jpeg_with(exif), test::webp_with(exif)}) {
        const PictureTexts texts = texts_of(picture);
        EXPECT_EQ(texts.get("UserComment"), "a salt marsh\nSteps: 4") << big << text_big;
        EXPECT_EQ(texts.get("ImageDescription"), "short");
        EXPECT_EQ(texts.get("Model"), "abc");
      }
    }
  }
}

TEST(PictureTexts, OfUserCommentsInEveryCharacterSet) {
  EXPECT_EQ(text_of_user_comment(std::string("ASCII\0\0\0caf\xc3\xa9\0", 14)), "café");
  EXPECT_EQ(text_of_user_comment(std::string("ASCII\0\0\0caf\xe9", 12)), "café");
  EXPECT_EQ(text_of_user_comment(std::string("\0\0\0\0\0\0\0\0plain", 13)), "plain");
  EXPECT_EQ(text_of_user_comment("no mark at all"), "no mark at all");
  EXPECT_EQ(text_of_user_comment(std::string("JIS\0\0\0\0\0\x1b$B9A\x1b(B", 16)), "港");
  // U+1F98A in two units, little-endian behind a mark, and a half that stands alone.
  EXPECT_EQ(text_of_user_comment(std::string("UNICODE\0\xff\xfe\x3e\xd8\x8a\xdd\x3e\xd8z", 17)),
            "🦊\xef\xbf\xbd");
  EXPECT_EQ(text_of_user_comment(""), "");
  EXPECT_EQ(text_of_user_comment(std::string("UNICODE\0x", 9)), "");
}

const std::string xmp = R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:e="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmp:CreatorTool="Some &amp; Tool">
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">one&#xA;two</rdf:li>
    <rdf:li xml:lang="de">eins</rdf:li></rdf:Alt></dc:description>
  <e:UserComment>plain</e:UserComment>
 </rdf:Description></rdf:RDF></x:xmpmeta>)";

TEST(PictureTexts, OfXmpByTheirUsualNames) {
  for (const std::string& picture : {test::jpeg_with("", xmp), test::webp_with("", xmp),
                                     test::png_with({{"iTXt", "XML:com.adobe.xmp", xmp}}),
                                     test::png_with({{"zTXt", "XML:com.adobe.xmp", xmp}})}) {
    const PictureTexts texts = texts_of(picture);
    EXPECT_EQ(texts.get("xmp:CreatorTool"), "Some & Tool");
    EXPECT_EQ(texts.get("dc:description"), "one\ntwo");
    EXPECT_EQ(texts.get("exif:UserComment"), "plain");
  }
}

TEST(PictureTexts, OfAJpegsComment) {
  EXPECT_EQ(texts_of(test::jpeg_with("", "", "said here")).get("comment"), "said here");
}

TEST(PictureTexts, HostileBlocksGiveNothing) {
  // Lengths and places beyond the end, directories that point to themselves.
  std::string exif =
      test::exif_block({.second = {{user_comment, std::string("ASCII\0\0\0long enough", 19)}}});
  for (size_t at = 6; at < exif.size(); ++at) {
    std::string wrong = exif;
    wrong[at] = '\xff';
    texts_of(test::jpeg_with(wrong));
    texts_of(test::webp_with(exif.substr(0, at)));
  }
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  EXPECT_TRUE(xmp_texts(deep).empty());
  const std::string bomb =
      R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)"
      R"(<r:Description xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#")"
      R"( xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>&b;</d:title></r:Description>)";
  EXPECT_TRUE(xmp_texts(bomb).empty());
  EXPECT_TRUE(xmp_texts("no XML").empty());
  std::string webp = test::webp_with("x");
  webp[24] = webp[25] = webp[26] = webp[27] = '\xff';
  texts_of(webp);
}

}  // namespace
}  // namespace evenlight
