#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>
#include <random>

#include "engine/base/error.h"
#include "engine/text/chunks.h"
#include "engine/text/emphasis.h"
#include "tests/text/clip_bpe.h"

namespace evenlight {
namespace {

constexpr int word = 2653;  // "word</w>"
constexpr int comma = 267;

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "word ";
  return text;
}

TEST(Chunks, WrapsAndPadsAShortPrompt) {
  const auto chunks = chunk_prompt(clip_bpe(), "a portrait of a CEO");
  ASSERT_EQ(chunks.size(), 1u);
  const Chunk& chunk = chunks[0];
  ASSERT_EQ(chunk.ids.size(), 77u);
  ASSERT_EQ(chunk.weights.size(), 77u);
  EXPECT_EQ(std::vector<int32_t>(chunk.ids.begin(), chunk.ids.begin() + 7),
            (std::vector<int32_t>{49406, 320, 5352, 539, 320, 3559, 49407}));
  EXPECT_EQ(std::count(chunk.ids.begin() + 6, chunk.ids.end(), 49407), 71);
  EXPECT_EQ(std::count(chunk.weights.begin(), chunk.weights.end(), 1.0f), 77);
  EXPECT_EQ(chunk.end_index, 6);
  EXPECT_EQ(chunk.text_tokens, 5);
}

TEST(Chunks, PadsWithTheModelsToken) {
  const auto chunks = chunk_prompt(clip_bpe(), "a", {.pad_id = 0});
  EXPECT_EQ(chunks[0].ids[2], 49407);
  EXPECT_EQ(std::count(chunks[0].ids.begin(), chunks[0].ids.end(), 0), 74);
  EXPECT_EQ(chunks[0].end_index, 2);
}

TEST(Chunks, AnEmptyPromptIsOneChunk) {
  for (const bool raw : {false, true}) {
    for (const char* prompt : {"", "  ", "\n"}) {
      const auto chunks = chunk_prompt(clip_bpe(), prompt, {.raw = raw});
      ASSERT_EQ(chunks.size(), 1u);
      EXPECT_EQ(chunks[0].end_index, 1);
      EXPECT_EQ(chunks[0].text_tokens, 0);
      EXPECT_EQ(chunks[0].ids, empty_chunk(clip_bpe()).ids);
    }
  }
}

TEST(Chunks, CutsAfter75Tokens) {
  EXPECT_EQ(chunk_prompt(clip_bpe(), words(75)).size(), 1u);
  const auto chunks = chunk_prompt(clip_bpe(), words(151));
  ASSERT_EQ(chunks.size(), 3u);
  EXPECT_EQ(chunks[0].text_tokens, 75);
  EXPECT_EQ(chunks[0].ids[75], word);
  EXPECT_EQ(chunks[0].end_index, 76);
  EXPECT_EQ(chunks[2].text_tokens, 1);
  EXPECT_EQ(chunks[2].end_index, 2);
}

// A comma whose index in the chunk is 55 or more is at most 20 tokens before the cut at 75.
TEST(Chunks, GoesBackToACommaWithin20Tokens) {
  const auto near = chunk_prompt(clip_bpe(), words(55) + ", (" + words(30) + ":1.5)");
  ASSERT_EQ(near.size(), 2u);
  EXPECT_EQ(near[0].text_tokens, 56);
  EXPECT_EQ(near[0].ids[56], comma);
  EXPECT_EQ(near[0].end_index, 57);
  EXPECT_EQ(near[1].text_tokens, 30);
  EXPECT_EQ(std::count(near[0].weights.begin(), near[0].weights.end(), 1.0f), 77);
  EXPECT_EQ(std::count(near[1].weights.begin(), near[1].weights.end(), 1.5f), 30);

  const auto far = chunk_prompt(clip_bpe(), words(54) + ", " + words(30));
  ASSERT_EQ(far.size(), 2u);
  EXPECT_EQ(far[0].text_tokens, 75);
  EXPECT_EQ(far[1].text_tokens, 10);

  const auto exact = chunk_prompt(clip_bpe(), words(55) + ", " + words(19));
  EXPECT_EQ(exact.size(), 1u);
}

TEST(Chunks, ACommaAtTheCutStaysWithWhatFollows) {
  const auto chunks = chunk_prompt(clip_bpe(), words(75) + ", word");
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(chunks[0].text_tokens, 75);
  EXPECT_EQ(chunks[1].ids[1], comma);
}

TEST(Chunks, BreakEndsAChunk) {
  const auto chunks = chunk_prompt(clip_bpe(), "word BREAK (word word:1.3)");
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(chunks[0].text_tokens, 1);
  EXPECT_EQ(chunks[1].text_tokens, 2);
  EXPECT_EQ(chunks[1].weights[0], 1.0f);
  EXPECT_EQ(chunks[1].weights[1], 1.3f);
  EXPECT_EQ(chunks[1].weights[3], 1.0f);
  EXPECT_EQ(chunk_prompt(clip_bpe(), "word BREAK").size(), 1u);
  EXPECT_EQ(chunk_prompt(clip_bpe(), "a BREAK BREAK b").size(), 3u);
  EXPECT_EQ(chunk_prompt(clip_bpe(), "a BREAK b", {.raw = true}).size(), 1u);
}

TEST(Chunks, RawTakesTheTextAsItIs) {
  const std::string text = "a (b:1.2) [c|d] \\(";
  const auto chunks = chunk_prompt(clip_bpe(), text, {.raw = true});
  const std::vector<int> ids = clip_bpe().ids(text);
  EXPECT_TRUE(std::equal(ids.begin(), ids.end(), chunks[0].ids.begin() + 1));
  EXPECT_EQ(std::count(chunks[0].weights.begin(), chunks[0].weights.end(), 1.0f), 77);
}

TEST(Chunks, PoolsAtTheFirstEndToken) {
  EXPECT_EQ(chunk_prompt(clip_bpe(), "a <|endoftext|> b")[0].end_index, 2);
}

TEST(Chunks, LosesNoTokenAtAnyLength) {
  std::mt19937 random(3);
  std::string text;
  for (int i = 0; i < 300; ++i) text += random() % 4 == 0 ? ", " : "word ";
  const std::vector<int> expected = clip_bpe().ids(text);
  for (int length = 3; length < 100; ++length) {
    std::vector<int> found;
    for (const Chunk& chunk : chunk_prompt(clip_bpe(), text, {.raw = true, .length = length})) {
      ASSERT_EQ(int(chunk.ids.size()), length);
      ASSERT_EQ(chunk.end_index, chunk.text_tokens + 1);
      found.insert(found.end(), chunk.ids.begin() + 1, chunk.ids.begin() + chunk.end_index);
    }
    EXPECT_EQ(found, expected) << length;
  }
}

TEST(Chunks, RefusesImpossibleOptions) {
  for (const ChunkOptions& options :
       {ChunkOptions{.length = 2}, ChunkOptions{.length = -1}, ChunkOptions{.length = 1 << 20},
        ChunkOptions{.pad_id = 49408}, ChunkOptions{.pad_id = -2}}) {
    EXPECT_THROW(chunk_prompt(clip_bpe(), "a", options), Error);
    EXPECT_THROW(empty_chunk(clip_bpe(), options), Error);
  }
}

TEST(Chunks, EqualizePadsTheShorterList) {
  auto a = chunk_prompt(clip_bpe(), words(200));
  auto b = chunk_prompt(clip_bpe(), "b");
  equalize(a, b, empty_chunk(clip_bpe()));
  ASSERT_EQ(a.size(), 3u);
  ASSERT_EQ(b.size(), 3u);
  EXPECT_EQ(b[0].text_tokens, 1);
  EXPECT_EQ(b[2].ids, empty_chunk(clip_bpe()).ids);
  equalize(b, a, empty_chunk(clip_bpe()));
  EXPECT_EQ(a.size(), 3u);
}

class Weighing : public testing::Test {
 protected:
  static constexpr int width = 5;

  static std::vector<float> drawn(size_t chunks) {
    std::mt19937 random(11);
    std::vector<float> hidden(chunks * 77 * width);
    for (float& value : hidden) value = float(random() % 2000) / 1000.0f - 0.7f;
    return hidden;
  }
  static double mean(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
  }
};

TEST_F(Weighing, LeavesPlainPromptsUntouched) {
  const auto chunks = chunk_prompt(clip_bpe(), "a plain prompt");
  std::vector<float> hidden = drawn(1);
  hidden[0] = std::numeric_limits<float>::quiet_NaN();
  hidden[1] = -0.0f;
  const std::vector<float> before = hidden;
  apply_weights(hidden, chunks, width);
  EXPECT_EQ(std::memcmp(hidden.data(), before.data(), hidden.size() * sizeof(float)), 0);
}

TEST_F(Weighing, ScalesTokensAndKeepsEachChunksMean) {
  const auto chunks = chunk_prompt(clip_bpe(), "a (b:1.5) BREAK c BREAK [d]");
  ASSERT_EQ(chunks.size(), 3u);
  const std::vector<float> before = drawn(3);
  std::vector<float> hidden = before;
  apply_weights(hidden, chunks, width);
  const std::span<const float> old(before);
  const std::span<const float> now(hidden);
  constexpr size_t size = 77 * width;
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(mean(now.subspan(i * size, size)), mean(old.subspan(i * size, size)), 1e-6);
  }
  // Within a chunk all tokens share one factor but for their weights.
  const float factor = now[0] / old[0];
  EXPECT_NE(factor, 1.0f);
  EXPECT_NEAR(now[2 * width] / old[2 * width], 1.5f * factor, 1e-5);
  EXPECT_NEAR(now[3 * width] / old[3 * width], factor, 1e-5);
  EXPECT_TRUE(std::equal(now.begin() + size, now.begin() + 2 * size, old.begin() + size));
}

TEST_F(Weighing, RefusesWeightsThatLeaveNothing) {
  Chunk chunk = empty_chunk(clip_bpe());
  std::fill(chunk.weights.begin(), chunk.weights.end(), 0.0f);
  std::vector<float> hidden(77 * width, 1.0f);
  EXPECT_THROW(apply_weights(hidden, std::span(&chunk, 1), width), Error);
  std::vector<float> zeros(77 * width, 0.0f);
  EXPECT_NO_THROW(apply_weights(zeros, std::span(&chunk, 1), width));
}

TEST_F(Weighing, WithoutNormOnlyMultiplies) {
  const auto chunks = chunk_prompt(clip_bpe(), "a (b:1.5)", {.emphasis = Emphasis::no_norm});
  const std::vector<float> before = drawn(1);
  std::vector<float> hidden = before;
  apply_weights(hidden, chunks, width, Emphasis::no_norm);
  for (size_t i = 0; i < hidden.size(); ++i) {
    const float weight = i / width == 2 ? 1.5f : 1.0f;
    EXPECT_EQ(hidden[i], before[i] * weight) << i;
  }
}

TEST_F(Weighing, IsLeftOutWhereWeightsAreIgnored) {
  for (const Emphasis emphasis : {Emphasis::ignore, Emphasis::none}) {
    const auto chunks = chunk_prompt(clip_bpe(), "a (b:1.5)", {.emphasis = emphasis});
    for (const float weight : chunks.at(0).weights) EXPECT_EQ(weight, 1.0f);
  }
}

// comfy/sd1_clip.py: (z − z of the empty text)·weight + z of the empty text, token by token.
TEST_F(Weighing, LikeComfyUiCountsFromTheEmptyText) {
  const auto chunks = chunk_prompt(clip_bpe(), "a (b:1.5)", {.emphasis = Emphasis::comfyui});
  EXPECT_TRUE(needs_empty(chunks, Emphasis::comfyui));
  EXPECT_FALSE(needs_empty(chunks, Emphasis::original));
  EXPECT_FALSE(needs_empty(chunk_prompt(clip_bpe(), "a b"), Emphasis::comfyui));
  const std::vector<float> before = drawn(1);
  const std::vector<float> empty(before.rbegin(), before.rend());
  std::vector<float> hidden = before;
  apply_weights(hidden, chunks, width, Emphasis::comfyui, empty);
  for (size_t i = 0; i < hidden.size(); ++i) {
    const bool weighed = i / width == 2;
    EXPECT_EQ(hidden[i], weighed ? (before[i] - empty[i]) * 1.5f + empty[i] : before[i]) << i;
  }
}

TEST(Chunks, LikeComfyUiKeepWordsTogetherAndPassOverCommas) {
  const auto more =
      chunk_prompt(clip_bpe(), words(60) + ", " + words(20), {.emphasis = Emphasis::comfyui});
  ASSERT_EQ(more.size(), 2u);
  EXPECT_EQ(more[0].text_tokens, 75);  // no way back to the comma
}

}  // namespace
}  // namespace evenlight
