#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/base/error.h"
#include "engine/text/chunks.h"
#include "engine/text/prompt.h"
#include "tests/text/clip_bpe.h"

namespace evenlight {

void PrintTo(const WeightedText& part, std::ostream* out) {
  *out << (part.break_before ? "| " : "") << '"' << part.text << "\" × " << part.weight;
}

namespace {

using Parts = std::vector<WeightedText>;

std::string refusal(const std::string& prompt) {
  try {
    parse_prompt(prompt);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.what();
  }
  return "accepted";
}

// The examples in the documentation of AUTOMATIC1111's parse_prompt_attention.
TEST(Prompt, ReadsTheReferenceExamples) {
  EXPECT_EQ(parse_prompt("normal text"), (Parts{{"normal text"}}));
  EXPECT_EQ(parse_prompt("an (important) word"), (Parts{{"an "}, {"important", 1.1f}, {" word"}}));
  EXPECT_EQ(parse_prompt("(unbalanced"), (Parts{{"unbalanced", 1.1f}}));
  EXPECT_EQ(parse_prompt("\\(literal\\]"), (Parts{{"(literal]"}}));
  EXPECT_EQ(parse_prompt("(unnecessary)(parens)"), (Parts{{"unnecessaryparens", 1.1f}}));
  EXPECT_EQ(parse_prompt("a (((house:1.3)) [on] a (hill:0.5), sun, (((sky)))."),
            (Parts{{"a "},
                   {"house", 1.573f},
                   {" ", 1.1f},
                   {"on", 1.0f},
                   {" a ", 1.1f},
                   {"hill", 0.55f},
                   {", sun, ", 1.1f},
                   {"sky", 1.4641f},
                   {".", 1.1f}}));
}

TEST(Prompt, ReadsWeights) {
  EXPECT_EQ(parse_prompt(""), (Parts{{""}}));
  EXPECT_EQ(parse_prompt("[x]"), (Parts{{"x", float(1 / 1.1)}}));
  EXPECT_EQ(parse_prompt("(x:1.2)"), (Parts{{"x", 1.2f}}));
  EXPECT_EQ(parse_prompt("(x: 1.2 )"), (Parts{{"x", 1.2f}}));
  EXPECT_EQ(parse_prompt("(x:+.5)"), (Parts{{"x", 0.5f}}));
  EXPECT_EQ(parse_prompt("(x:2.)"), (Parts{{"x", 2.0f}}));
  EXPECT_EQ(parse_prompt("(x:-1)"), (Parts{{"x", -1.0f}}));
  EXPECT_EQ(parse_prompt("(x:0)"), (Parts{{"x", 0.0f}}));
  EXPECT_EQ(parse_prompt("(x:100)"), (Parts{{"x", 100.0f}}));
  EXPECT_EQ(parse_prompt("((a:2) b:3)"), (Parts{{"a", 6.0f}, {" b", 3.0f}}));
  EXPECT_EQ(parse_prompt("(é 日本:1.5)"), (Parts{{"é 日本", 1.5f}}));
}

TEST(Prompt, TakesEverythingElseAsText) {
  EXPECT_EQ(parse_prompt("(x:abc)"), (Parts{{"x:abc", 1.1f}}));
  EXPECT_EQ(parse_prompt("(x:1e3)"), (Parts{{"x:1e3", 1.1f}}));
  EXPECT_EQ(parse_prompt("(x:)"), (Parts{{"x:", 1.1f}}));
  EXPECT_EQ(parse_prompt("x:1.2)"), (Parts{{"x:1.2)"}}));
  EXPECT_EQ(parse_prompt("a) b] c"), (Parts{{"a) b] c"}}));
  EXPECT_EQ(parse_prompt("[x"), (Parts{{"x", float(1 / 1.1)}}));
  EXPECT_EQ(parse_prompt("([x)]"), (Parts{{"x", float(1.1 * (1 / 1.1))}}));
  EXPECT_EQ(parse_prompt("()"), (Parts{{""}}));
  EXPECT_EQ(parse_prompt("a\\b \\\\ \\"), (Parts{{"ab \\ "}}));
  EXPECT_EQ(parse_prompt("\\(x\\:1.2\\)"), (Parts{{"(x:1.2)"}}));
  EXPECT_EQ(parse_prompt("a and b"), (Parts{{"a and b"}}));
}

TEST(Prompt, StartsChunksAtBreak) {
  EXPECT_EQ(parse_prompt("a BREAK b"), (Parts{{"a"}, {"b", 1, true}}));
  EXPECT_EQ(parse_prompt("a,BREAK,b"), (Parts{{"a,"}, {",b", 1, true}}));
  EXPECT_EQ(parse_prompt("BREAK"), (Parts{{""}, {"", 1, true}}));
  EXPECT_EQ(parse_prompt("a BREAK BREAK b"), (Parts{{"a"}, {"", 1, true}, {"b", 1, true}}));
  EXPECT_EQ(parse_prompt("a BREAK (b)"), (Parts{{"a"}, {"", 1, true}, {"b", 1.1f}}));
  EXPECT_EQ(parse_prompt("(a BREAK b:2)"), (Parts{{"a", 2}, {"b", 2, true}}));
  EXPECT_EQ(parse_prompt("x:BREAK y"), (Parts{{"x:"}, {"y", 1, true}}));
  for (const char* word : {"BREAKS", "break", "DAYBREAK", "BREAK_", "éBREAK", "BREAKBREAK"}) {
    EXPECT_EQ(parse_prompt(word), (Parts{{word}}));
  }
}

TEST(Prompt, RefusesAbsurdWeights) {
  for (const char* prompt : {"(x:100.1)", "(x:-101)", "(x:1.2.3)", "(x:.)", "(x:+)", "(x:..)"}) {
    const std::string message = refusal(prompt);
    if (std::string(prompt) == "(x:+)") {
      EXPECT_EQ(message, "accepted");  // no digit or point, so it is text
    } else {
      EXPECT_NE(message.find("write a number from -100 to 100"), std::string::npos) << prompt;
    }
  }
  EXPECT_NE(refusal("(x:" + std::string(400, '9') + ")").find("weight"), std::string::npos);
  EXPECT_NE(refusal("((x:50):50)").find("multiply to a weight beyond 100"), std::string::npos);
  EXPECT_NE(refusal(std::string(60, '(') + "x").find("multiply"), std::string::npos);
  EXPECT_NE(refusal(std::string(257, '(') + "x").find("more than 256"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "([";
  EXPECT_NE(refusal(deep).find("more than 256"), std::string::npos);
}

// Schedules and AND are read before, so what is left of them is text with its weights.
TEST(Prompt, ReadsWhatIsLeftOfSchedulesAsText) {
  EXPECT_EQ(parse_prompt("a [b:3] c"), (Parts{{"a "}, {"b:3", float(1 / 1.1)}, {" c"}}));
  EXPECT_EQ(parse_prompt("a cat AND a dog"), (Parts{{"a cat AND a dog"}}));
  EXPECT_EQ(parse_prompt("[a|(b:1.1)]"), (Parts{{"a|", float(1 / 1.1)}, {"b", float(1.1 / 1.1)}}));
}

TEST(Prompt, IsReadAsItsEmphasisSays) {
  const std::string_view text = "a (b:1.5) [c] BREAK d";
  EXPECT_EQ(weighted_texts(text, Emphasis::original), parse_prompt(text));
  EXPECT_EQ(weighted_texts(text, Emphasis::no_norm), parse_prompt(text));
  EXPECT_EQ(weighted_texts(text, Emphasis::none), (Parts{{std::string(text)}}));
  for (const WeightedText& part : weighted_texts(text, Emphasis::ignore)) {
    EXPECT_EQ(part.weight, 1.0f);
  }
  EXPECT_TRUE(weighted_texts(text, Emphasis::ignore).back().break_before);
}

// As comfy/sd1_clip.py's token_weights prints them.
TEST(Prompt, IsReadAsComfyUiDoes) {
  const auto read = [](std::string_view text) { return weighted_texts(text, Emphasis::comfyui); };
  EXPECT_EQ(read("a (b:1.5) [c] BREAK d"), (Parts{{"a "}, {"b", 1.5f}, {" [c] BREAK d"}}));
  EXPECT_EQ(read("((a:2) b:3)"), (Parts{{"a", 2.0f}, {" b", 3.0f}}));
  EXPECT_EQ(read("((a))"), (Parts{{"a", float(1.1 * 1.1)}}));
  EXPECT_EQ(read("\\(a\\) (b)"), (Parts{{"(a) "}, {"b", 1.1f}}));
  EXPECT_EQ(read("(a:1e0)"), (Parts{{"a", 1.0f}}));
  EXPECT_EQ(read("(a:b)"), (Parts{{"a:b", 1.1f}}));
  EXPECT_EQ(read("(a"), (Parts{{"(a"}}));
  EXPECT_EQ(read("a) (b)"), (Parts{{"a) (b)"}}));  // one too many closed before
  EXPECT_EQ(read(""), (Parts{{""}}));
  EXPECT_THROW(read("(a:101)"), Error);
  EXPECT_THROW(read(std::string(300, '(') + "a" + std::string(300, ')')), Error);
}

TEST(Prompt, RefusesTextThatIsNotUtf8) {
  EXPECT_THROW(parse_prompt("a (b\xff)"), Error);
  EXPECT_THROW(parse_prompt(std::string(Bpe::max_text_bytes + 1, 'a')), Error);
}

TEST(Prompt, NeverFailsButWithAnError) {
  std::mt19937 random(7);
  const std::string pieces[] = {"(",     ")", "[",   "]", ":", "|",  "\\",       "1.2",
                                "BREAK", " ", "a",   ",", "é", "日", "\xcc\x81", "<|endoftext|>",
                                "-",     ".", "\xff"};
  const int last = int(std::size(pieces)) - 1;
  int accepted = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string prompt;
    const int length = int(random() % 40);
    for (int i = 0; i < length; ++i) {
      // Bad bytes only now and then, or nearly every text would be refused for them.
      prompt += pieces[random() % (round % 8 == 0 ? last + 1 : last)];
    }
    try {
      const auto chunks = chunk_prompt(clip_bpe(), prompt, {.raw = round % 5 == 0, .length = 9});
      ASSERT_FALSE(chunks.empty());
      ++accepted;
    } catch (const Error& error) {
      EXPECT_GT(std::string(error.what()).size(), 20u);
    }
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace evenlight
