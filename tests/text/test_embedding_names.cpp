#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/text/chunks.h"
#include "engine/text/embedding_names.h"
#include "engine/text/prompt.h"
#include "tests/text/clip_bpe.h"

namespace evenlight {
namespace {

// "…<name>…": every place in brackets, with the name that it stands for.
std::string marked(const std::vector<std::string>& names, const std::string& text) {
  std::string result;
  for (const auto& stretch : EmbeddingNames(names).split(text)) {
    result += stretch.name < 0 ? stretch.text : "<" + names[size_t(stretch.name)] + ">";
  }
  return result;
}

TEST(EmbeddingNames, StandAsWordsOfTheirOwnCapitalsApart) {
  const std::vector<std::string> names = {"cat", "Bad-Hands-5", "Übung", "<toy>"};
  EXPECT_EQ(marked(names, "a cat, a CAT"), "a <cat>, a <cat>");
  EXPECT_EQ(marked(names, "concat cats cat_2 cat2 2cat"), "concat cats cat_2 cat2 2cat");
  EXPECT_EQ(marked(names, "bad-hands-5."), "<Bad-Hands-5>.");
  EXPECT_EQ(marked(names, "bad-hands-50"), "bad-hands-50");
  EXPECT_EQ(marked(names, "ÜBUNG, übungen"), "<Übung>, übungen");
  EXPECT_EQ(marked(names, "a<toy>b"), "a<<toy>>b") << "signs need no space around them";
  EXPECT_EQ(marked(names, ""), "");
  EXPECT_EQ(marked({}, "a cat"), "a cat");
}

TEST(EmbeddingNames, TheLongestWins) {
  EXPECT_EQ(marked({"cat", "cat toy", "toy"}, "cat toy cat, toy"), "<cat toy> <cat>, <toy>");
  EXPECT_EQ(marked({"style", "my style"}, "my style"), "<my style>");
}

TEST(EmbeddingNames, TakesComfyuisSpelling) {
  const std::vector<std::string> names = {"cat", "cat-toy"};
  EXPECT_EQ(marked(names, "embedding:cat and Embedding:CAT-TOY."), "<cat> and <cat-toy>.");
  EXPECT_EQ(marked(names, "embedding:cat.safetensors, embedding:cat.pt"), "<cat>, <cat>");
  EXPECT_EQ(marked(names, "embedding: cat"), "embedding: <cat>");
  EXPECT_EQ(marked(names, "an embedding"), "an embedding");
  for (const char* text : {"embedding:dog", "embedding:cat-toys", "embedding:sub/cat"}) {
    try {
      marked(names, text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      const std::string what = error.what();
      EXPECT_NE(what.find(text), what.npos) << what;
      EXPECT_NE(what.find("cat, cat-toy"), what.npos) << what;
    }
  }
  EXPECT_THROW(marked({}, "embedding:cat"), Error);
}

TEST(EmbeddingNames, AreFoundThroughTheGrammar) {
  const EmbeddingNames names({"cat", "toy (old)", "dog"});
  EXPECT_EQ(names.used_in(parse_prompt("a (dog:1.2), [cat] BREAK dog")), (std::vector<int>{2, 0}));
  EXPECT_EQ(names.used_in(parse_prompt(R"(a toy \(old\))")), (std::vector<int>{1}));
  EXPECT_EQ(names.used_in(parse_prompt("(embedding:cat:1.2)")), (std::vector<int>{0}));
  EXPECT_TRUE(names.used_in(parse_prompt("catalogue")).empty());
}

TEST(EmbeddingNames, MayNotHoldWhatNoPromptHolds) {
  EXPECT_TRUE(is_embedding_name("bad-hands-5"));
  for (const std::string name : {"", "a\nb", "\x1b[2J", "\xff"}) {
    EXPECT_FALSE(is_embedding_name(name));
  }
  EXPECT_FALSE(is_embedding_name(std::string(201, 'a')));
}

constexpr int word = 2653;  // "word</w>"
constexpr int first = 49408;

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "word ";
  return text;
}

std::vector<Chunk> chunks_with(int count, const std::string& prompt, bool raw = false) {
  return chunk_prompt(clip_bpe(), prompt, {.raw = raw, .words = {{"emb", count, first}}});
}

int64_t of_embedding(const Chunk& chunk) {
  return std::ranges::count_if(chunk.ids, [](int32_t id) { return id >= first; });
}

TEST(EmbeddingChunks, TakeTheirTokensWithTheirWeight) {
  const auto chunks = chunks_with(3, "word (emb:1.5) word");
  ASSERT_EQ(chunks.size(), 1u);
  EXPECT_EQ(std::vector<int32_t>(chunks[0].ids.begin() + 1, chunks[0].ids.begin() + 7),
            (std::vector<int32_t>{word, first, first + 1, first + 2, word, 49407}));
  EXPECT_EQ(std::vector<float>(chunks[0].weights.begin() + 1, chunks[0].weights.begin() + 7),
            (std::vector<float>{1, 1.5f, 1.5f, 1.5f, 1, 1}));
  EXPECT_EQ(chunks[0].text_tokens, 5);
  EXPECT_EQ(of_embedding(chunks_with(3, "emb", true)[0]), 0) << "raw is without grammar";
}

TEST(EmbeddingChunks, StayTogetherWhereTheyFit) {
  const auto fits = chunks_with(5, words(70) + "emb");
  ASSERT_EQ(fits.size(), 1u);
  EXPECT_EQ(of_embedding(fits[0]), 5);
  const auto moved = chunks_with(6, words(70) + "emb word");
  ASSERT_EQ(moved.size(), 2u);
  EXPECT_EQ(moved[0].text_tokens, 70);
  EXPECT_EQ(of_embedding(moved[1]), 6);
  EXPECT_EQ(moved[1].ids[1], first);
  // As there, a chunk that is full ends after a comma that is near.
  const auto comma = chunks_with(4, words(60) + ", " + words(14) + "emb");
  ASSERT_EQ(comma.size(), 2u);
  EXPECT_EQ(comma[0].text_tokens, 61);
  EXPECT_EQ(comma[1].text_tokens, 18);
  const auto long_one = chunks_with(100, words(10) + "emb");
  ASSERT_EQ(long_one.size(), 2u);
  EXPECT_EQ(of_embedding(long_one[0]), 65);
  EXPECT_EQ(of_embedding(long_one[1]), 35);
  EXPECT_EQ(chunks_with(75, "emb emb").size(), 2u);
}

}  // namespace
}  // namespace evenlight
