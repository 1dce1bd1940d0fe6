#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/error.h"
#include "tests/text/clip_bpe.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

nlohmann::json read_json(const fs::path& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

// A folder for one test's vocabulary files, removed with the test.
class BpeFiles : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("evenlight_bpe_") + info->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  // The message with which the two files are refused.
  std::string refusal(const std::string& vocabulary, const std::string& merges) const {
    try {
      Bpe::from_files(write("vocab.json", vocabulary), write("merges.txt", merges));
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      return error.what();
    }
    return "accepted";
  }

  static constexpr const char* vocabulary_ =
      R"({"a":0,"b":1,"a</w>":2,"b</w>":3,"ab":4,"ab</w>":5,)"
      R"("<|startoftext|>":6,"<|endoftext|>":7})";

  fs::path folder_;
};

TEST(Bpe, HasClipsSizeAndSpecialTokens) {
  EXPECT_EQ(clip_bpe().size(), 49408);
  EXPECT_EQ(clip_bpe().start_id(), 49406);
  EXPECT_EQ(clip_bpe().end_id(), 49407);
  EXPECT_EQ(clip_bpe().comma_id(), 267);
}

TEST(Bpe, AgreesWithTheReferenceOnGoldenTexts) {
  const auto cases = read_json(std::string(EVENLIGHT_SOURCE_DIR) + "/tests/golden/tokens.json");
  ASSERT_GT(cases.size(), 150u);
  for (const auto& item : cases) {
    const auto text = item["text"].get<std::string>();
    EXPECT_EQ(clip_bpe().ids(text), item["ids"].get<std::vector<int>>()) << item["text"];
  }
}

TEST(Bpe, AgreesWithTheParityFiles) {
  const char* parity = std::getenv("EVENLIGHT_PARITY");
  if (parity == nullptr) GTEST_SKIP() << "EVENLIGHT_PARITY names no folder of reference results";
  const fs::path folder = fs::path(parity) / "sd1/tokenizer";
  const Bpe files = Bpe::from_files(folder / "vocab.json", folder / "merges.txt");
  EXPECT_EQ(files.size(), 49408);
  for (const auto& item : read_json(fs::path(parity) / "tokens.json")) {
    const auto text = item["text"].get<std::string>();
    auto expected = item["ids"].get<std::vector<int>>();
    expected = {expected.begin() + 1, expected.end() - 1};
    EXPECT_EQ(clip_bpe().ids(text), expected) << item["text"];
    EXPECT_EQ(files.ids(text), expected) << item["text"];
  }
}

TEST(Bpe, RefusesTextThatIsNotUtf8) {
  for (const std::string text : {"\xff", "a\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    EXPECT_THROW(clip_bpe().ids(text), Error) << testing::PrintToString(text);
  }
  try {
    clip_bpe().ids("<|endoftext|>ab\x80");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_NE(std::string(error.what()).find("at byte 15"), std::string::npos) << error.what();
  }
}

TEST(Bpe, RefusesTextBeyondItsLimit) {
  EXPECT_NO_THROW(clip_bpe().ids(std::string(Bpe::max_text_bytes, ' ')));
  EXPECT_THROW(clip_bpe().ids(std::string(Bpe::max_text_bytes + 1, ' ')), Error);
}

// Each of these takes minutes if a word, a run of marks or the special tokens cost n².
TEST(Bpe, StaysFastOnOneLongWord) {
  constexpr size_t bytes = Bpe::max_text_bytes / 2;
  EXPECT_GT(clip_bpe().ids(std::string(bytes, 'x')).size(), 1000u);
  std::string marks = "e";
  while (marks.size() < bytes) marks += "\xcc\x81\xcc\xa3";  // acute above, dot below
  EXPECT_GT(clip_bpe().ids(marks).size(), 1000u);
  std::string special;
  while (special.size() < bytes) special += "<|endoftext|>";
  EXPECT_EQ(clip_bpe().ids(special).size(), special.size() / 13);
}

TEST_F(BpeFiles, ReadsASmallVocabulary) {
  const Bpe bpe = Bpe::from_files(write("vocab.json", vocabulary_),
                                  write("merges.txt", "#version: 0.2\r\na b</w>\r\na b\r\n"));
  EXPECT_EQ(bpe.size(), 8);
  EXPECT_EQ(bpe.comma_id(), -1);
  EXPECT_EQ(bpe.ids("ab abab"), (std::vector<int>{5, 4, 5}));
  EXPECT_EQ(bpe.ids("a,b"), (std::vector<int>{2, 7, 3}));  // an unknown byte is the end token
}

TEST_F(BpeFiles, RefusesBadVocabularies) {
  EXPECT_NE(refusal("{", "").find("is not valid JSON"), std::string::npos);
  EXPECT_NE(refusal("", "").find("is not valid JSON"), std::string::npos);
  EXPECT_NE(refusal("[1]", "").find("JSON object"), std::string::npos);
  EXPECT_NE(refusal("{}", "").find("JSON object"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":"b"})", "").find("expected a number"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":-1})", "").find("expected a number from 0 to 0"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":1})", "").find("expected a number from 0 to 0"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":1e9})", "").find("expected a number"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":99999999999999999999})", "").find("expected"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":0,"b":0})", "").find("given to two tokens"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":0})", "").find("has no token <|startoftext|>"), std::string::npos);
  EXPECT_NE(refusal("{\"\xff\":0}", "").find("is not valid JSON"), std::string::npos);
  EXPECT_NE(refusal(R"({"a":{"b":0}})", "").find("nested more than 1 deep"), std::string::npos);
  EXPECT_NE(refusal("{\"a\":" + std::string(100000, '['), "").find("nested more than 1 deep"),
            std::string::npos);
}

TEST_F(BpeFiles, RefusesBadMerges) {
  EXPECT_NE(refusal(vocabulary_, "a\n").find("line 1 is not a merge"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "a b c\n").find("line 1 is not a merge"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "a  b\n").find("line 1 is not a merge"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "a b\n\na b</w>").find("line 2 is not"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "a \n").find("line 1 is not a merge"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "b a\n").find("the vocabulary lacks"), std::string::npos);
  EXPECT_NE(refusal(vocabulary_, "\x1b[2J\xff b\n").find("\\x1b"), std::string::npos);
}

TEST_F(BpeFiles, NamesAMissingFile) {
  const fs::path vocabulary = write("vocab.json", vocabulary_);
  for (const fs::path& path : {folder_ / "nothing.txt", folder_}) {
    try {
      Bpe::from_files(vocabulary, path);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_NE(std::string(error.what()).find(path.string()), std::string::npos);
    }
  }
}

TEST_F(BpeFiles, BuildsAVocabularyFromAFewMerges) {
  const Bpe bpe = Bpe::from_merges(write("merges.txt", "a b\nab c</w>\n"));
  EXPECT_EQ(bpe.size(), 516);
  EXPECT_EQ(bpe.ids("abc ab"), (std::vector<int>{513, 64, 256 + 65}));
  EXPECT_THROW(Bpe::from_merges(write("merges.txt", "a b\na b\n")), Error);
  EXPECT_THROW(Bpe::from_merges(write("merges.txt", "ab c\n")), Error);
}

}  // namespace
}  // namespace evenlight
