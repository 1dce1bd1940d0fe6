// Prompts in time, against AUTOMATIC1111's own parser: every expectation for texts in the grammar
// was printed by it (lark, with the grammar of modules/prompt_parser.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/base/error.h"
#include "engine/text/composition.h"
#include "engine/text/prompt.h"
#include "engine/text/schedule.h"

namespace evenlight {
namespace {

using Texts = std::vector<ScheduledText>;

Texts texts(std::string_view prompt, int steps = 10, int before = 0) {
  return PromptSchedule(prompt).texts({steps, before});
}

TEST(Schedule, ChangesAtItsStep) {
  EXPECT_EQ(texts("a [b:3] c"), (Texts{{3, "a  c"}, {10, "a b c"}}));
  EXPECT_EQ(texts("a [b: 3] c"), (Texts{{3, "a  c"}, {10, "a b c"}}));
  EXPECT_EQ(texts("a [b : c : 1] d"), (Texts{{1, "a b  d"}, {10, "a  c  d"}}));
  EXPECT_EQ(texts("[a::9]"), (Texts{{9, "a"}, {10, ""}}));
  EXPECT_EQ(texts("[:b:.3]"), (Texts{{3, ""}, {10, "b"}}));
  EXPECT_EQ(texts("[::5]z"), (Texts{{5, "z"}, {10, "z"}}));
  EXPECT_EQ(texts("one\ntwo [a:\nb:3]"), (Texts{{3, "one\ntwo a"}, {10, "one\ntwo \nb"}}));
  EXPECT_EQ(texts("naïve [café:日本:.4] 🎨"), (Texts{{4, "naïve café 🎨"}, {10, "naïve 日本 🎨"}}));
}

TEST(Schedule, CountsSharesWhereTheNumberHasAPoint) {
  EXPECT_EQ(texts("[a:b:0.5]", 20), (Texts{{10, "a"}, {20, "b"}}));
  EXPECT_EQ(texts("[a:b:.25]x"), (Texts{{2, "ax"}, {10, "bx"}}));       // 2.5, cut off
  EXPECT_EQ(texts("[a:b:0.29]", 100), (Texts{{28, "a"}, {100, "b"}}));  // 28.999…
  EXPECT_EQ(texts("[a:b:1.0]"), (Texts{{10, "a"}}));
  EXPECT_EQ(texts("[a:b:2.]"), (Texts{{10, "a"}}));
  EXPECT_EQ(texts("[a:b:0]"), (Texts{{10, "b"}}));
  EXPECT_EQ(texts("[a:b:-2]"), (Texts{{10, "b"}}));
  EXPECT_EQ(texts("[a:b:25]"), (Texts{{10, "a"}}));
  EXPECT_EQ(texts("[a:b:1e1]", 20), (Texts{{10, "a"}, {20, "b"}}));
  EXPECT_EQ(texts("[a:b:+4]"), (Texts{{4, "a"}, {10, "b"}}));
  EXPECT_EQ(texts("[a:b:1e400]"), (Texts{{10, "a"}}));
  EXPECT_EQ(texts("[a:b:-1e400]"), (Texts{{10, "b"}}));
  EXPECT_EQ(texts("[a:b:1e-400]"), (Texts{{10, "b"}}));
}

TEST(Schedule, OfASecondPassCountsOn) {
  EXPECT_EQ(texts("[a:b:25]", 10, 20), (Texts{{5, "a"}, {10, "b"}}));
  EXPECT_EQ(texts("[a:b:5]", 10, 20), (Texts{{10, "b"}}));
  EXPECT_EQ(texts("[a:b:0.5]", 10, 20), (Texts{{10, "b"}}));
  EXPECT_EQ(texts("[a:b:1.5]", 10, 20), (Texts{{5, "a"}, {10, "b"}}));
  EXPECT_EQ(texts("[a|b]", 2, 20), (Texts{{1, "a"}, {2, "b"}}));
}

TEST(Schedule, TakesTurns) {
  EXPECT_EQ(texts("[a|b|c] cat", 4),
            (Texts{{1, "a cat"}, {2, "b cat"}, {3, "c cat"}, {4, "a cat"}}));
  EXPECT_EQ(texts("[fe|]male", 3), (Texts{{1, "female"}, {2, "male"}, {3, "female"}}));
  EXPECT_EQ(texts("[|fe|||]male", 7), (Texts{{1, "male"},
                                             {2, "female"},
                                             {3, "male"},
                                             {4, "male"},
                                             {5, "male"},
                                             {6, "male"},
                                             {7, "female"}}));
  EXPECT_EQ(texts("[[a|b]|c]", 4), (Texts{{1, "a"}, {2, "c"}, {3, "a"}, {4, "c"}}));
  EXPECT_EQ(texts("[a|(b:1.1)]", 2), (Texts{{1, "a"}, {2, "(b:1.1)"}}));
  EXPECT_EQ(texts("[a|[b:3]]", 5), (Texts{{1, "a"}, {2, ""}, {3, "a"}, {4, "b"}, {5, "a"}}));
}

TEST(Schedule, Nests) {
  EXPECT_EQ(texts("a[b:[c:d:2]:1]e"), (Texts{{1, "abe"}, {2, "ace"}, {10, "ade"}}));
  EXPECT_EQ(texts("[[a:b:3]:[c:d:7]:5]"), (Texts{{3, "a"}, {5, "b"}, {7, "c"}, {10, "d"}}));
  EXPECT_EQ(texts("[a:[b|c]:4]", 6),
            (Texts{{1, "a"}, {2, "a"}, {3, "a"}, {4, "a"}, {5, "b"}, {6, "c"}}));
  EXPECT_EQ(texts("(a [b:c:4]:1.2)"), (Texts{{4, "(a b:1.2)"}, {10, "(a c:1.2)"}}));
  EXPECT_EQ(texts("[(a:1.2):3]"), (Texts{{3, ""}, {10, "(a:1.2)"}}));
  EXPECT_EQ(texts("[[a]:b:3]"), (Texts{{3, "[a]"}, {10, "b"}}));
}

TEST(Schedule, LeavesBracketsThatAreNoForm) {
  for (const char* prompt : {"a cat",
                             "",
                             "[a]",
                             "(a:1.3)",
                             "((a)) [[b]]",
                             "a [unbalanced",
                             "a) unbalanced]",
                             "[a:b",
                             "[a:b:c:3]",
                             "[a:b:3",
                             "[(a:b:c):d:3]",
                             "[a:(b:c:d):3]",
                             "[3]",
                             "[a:3:]",
                             "[(]:3]",
                             "[a(:b:3]",
                             "[a):b:3]",
                             "[]",
                             "\\[a:b:3\\] \\(x\\)",
                             "[a\\]b:c:3"}) {
    EXPECT_EQ(texts(prompt), (Texts{{10, prompt}})) << prompt;
  }
  EXPECT_EQ(texts("[a [b:c:3]"), (Texts{{3, "[a b"}, {10, "[a c"}}));
  EXPECT_EQ(texts("[a:[b:c:3]:x]"), (Texts{{3, "[a:b:x]"}, {10, "[a:c:x]"}}));
  EXPECT_EQ(texts("[[a|b]", 2), (Texts{{1, "[a"}, {2, "[b"}}));
  EXPECT_EQ(texts("((a:b):c)[d:e:2]"), (Texts{{2, "((a:b):c)d"}, {10, "((a:b):c)e"}}));
  EXPECT_EQ(texts("[a:b:3]]"), (Texts{{3, "a]"}, {10, "b]"}}));
  EXPECT_EQ(texts("a: b [c:d:4] :"), (Texts{{4, "a: b c :"}, {10, "a: b d :"}}));
  EXPECT_EQ(texts("C:\\\\path [a:b:3]"), (Texts{{3, "C:\\\\path a"}, {10, "C:\\\\path b"}}));
}

TEST(Schedule, LeavesATextOutsideTheGrammarWhole) {
  for (const char* prompt : {"a | b", "a | [b:c:5]", "(a|b) [c:d:3]", "[a|b:3]", "[a|b", "a:b|c",
                             "ends with \\", "a\\\nb [c:3]", "[a:b|c:3]", "[a|b:3|c]"}) {
    EXPECT_EQ(texts(prompt), (Texts{{10, prompt}})) << prompt;
    EXPECT_FALSE(PromptSchedule(prompt).changes());
  }
}

TEST(Schedule, TellsEveryOption) {
  const auto found = PromptSchedule("a [b:[c|d]:25] [e|f]").every_option();
  for (const char* word : {"b", "c", "d", "e", "f"}) {
    EXPECT_TRUE(std::ranges::any_of(found, [&](const std::string& text) {
      return text.find(word) != text.npos;
    })) << word;
  }
  EXPECT_EQ(PromptSchedule("[x").every_option(), std::vector<std::string>{"[x"});
}

TEST(Schedule, TellsWhereItsSignsStand) {
  size_t brackets = 0, dividers = 0, whens = 0;
  const PromptSchedule schedule("(a) [b:c:3] [d|e] [f]");
  for (const auto& sign : schedule.signs()) {
    brackets += sign.kind == PromptSchedule::Sign::bracket;
    dividers += sign.kind == PromptSchedule::Sign::divider;
    whens += sign.kind == PromptSchedule::Sign::when;
  }
  EXPECT_EQ(brackets, 4u);
  EXPECT_EQ(dividers, 3u);
  EXPECT_EQ(whens, 1u);
}

TEST(Schedule, RefusesWhatWouldFillTheMemory) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "([";
  EXPECT_THROW(PromptSchedule{deep}, Error);
  const std::string large = "[a|b] " + std::string(1 << 20, 'x');
  EXPECT_THROW(texts(large, 1000), Error);
  std::string empty;
  for (int i = 0; i < 300000; ++i) empty += "[|]";
  EXPECT_THROW(texts(empty, 1000), Error);
  EXPECT_THROW(PromptSchedule(empty).every_option(), Error);
  EXPECT_THROW(PromptSchedule("\xff"), Error);
}

TEST(Schedule, NeverFailsButWithAnError) {
  std::mt19937 random(11);
  const char* pieces[] = {"(", ")", "[", "]", ":", "|", "\\", "3", ".5", " ", "a", "é", "-1", "e"};
  for (int round = 0; round < 20000; ++round) {
    std::string prompt;
    const int length = int(random() % 24);
    for (int i = 0; i < length; ++i) prompt += pieces[random() % std::size(pieces)];
    const Texts found = texts(prompt, 7);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back().last_step, 7);
    for (size_t i = 1; i < found.size(); ++i) {
      EXPECT_LT(found[i - 1].last_step, found[i].last_step);
    }
    EXPECT_FALSE(PromptSchedule(prompt).every_option().empty());
  }
}

using Parts = std::vector<PromptPart>;

TEST(Composition, CutsAtEachAnd) {
  EXPECT_EQ(and_parts("a cat AND a dog"), (Parts{{"a cat", 1}, {" a dog", 1}}));
  EXPECT_EQ(and_parts("a cat :1.2 AND a [d:dog:5] :0.5 AND fish"),
            (Parts{{"a cat", 1.2}, {" a [d:dog:5]", 0.5}, {" fish", 1}}));
  EXPECT_EQ(and_parts("a AND b:-1"), (Parts{{"a", 1}, {" b", -1}}));
  EXPECT_EQ(and_parts("red:0.5"), (Parts{{"red", 0.5}}));
  EXPECT_EQ(and_parts("BRAND AND ANDY"), (Parts{{"BRAND", 1}, {" ANDY", 1}}));
  EXPECT_EQ(and_parts("x AND"), (Parts{{"x", 1}, {"", 1}}));
  EXPECT_EQ(and_parts("[a AND b:c:3]"), (Parts{{"[a", 1}, {" b:c:3]", 1}}));
  EXPECT_EQ(and_parts("a (b:1.2) : 0.7 AND c:1."), (Parts{{"a (b:1.2)", 0.7}, {" c", 1}}));
  EXPECT_EQ(and_parts(" leading and trailing "), (Parts{{" leading and trailing", 1}}));
  EXPECT_EQ(and_parts("R_AND_D"), (Parts{{"R_AND_D", 1}}));
  EXPECT_EQ(and_parts("a:1e3"), (Parts{{"a:1e3", 1}}));
  EXPECT_THROW(and_parts("a:500"), Error);
}

TEST(Composition, LeavesTheNumbersOfOnePromptAlone) {
  const auto parts = [](const char* prompt, PromptGrammar grammar) {
    return parts_of(prompt, grammar);
  };
  EXPECT_EQ(parts("banner, format 21:9", {}), (Parts{{"banner, format 21:9", 1}}));
  EXPECT_EQ(parts("tea, (mint:1.3", {}), (Parts{{"tea, (mint:1.3", 1}}));
  EXPECT_EQ(parts("banner, format 21:9", {.lone_weight = true}), (Parts{{"banner, format 21", 9}}));
  EXPECT_EQ(parts("a AND b:2", {}), (Parts{{"a", 1}, {" b", 2}}));
}

TEST(Composition, IsNotForNegativePrompts) {
  EXPECT_EQ(timed_negative("red:0.5", {}, {10}), (Texts{{10, "red:0.5"}}));
  EXPECT_EQ(timed_negative("[a:b:5]", {}, {10}), (Texts{{5, "a"}, {10, "b"}}));
  EXPECT_THROW(timed_negative("a AND b", {}, {10}), Error);
  EXPECT_THROW(every_negative_text("a AND b", {}), Error);
  EXPECT_EQ(timed_negative("a AND [b:5]", {.raw = true}, {10}), (Texts{{10, "a AND [b:5]"}}));
}

TEST(Composition, TakesRawAndComfyTextAsItIs) {
  for (const PromptGrammar grammar : {PromptGrammar{.raw = true}, PromptGrammar{.timed = false}}) {
    const auto parts = timed_parts("a AND [b:c:5]:2", grammar, {10});
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].weight, 1.0);
    EXPECT_EQ(parts[0].texts, (Texts{{10, "a AND [b:c:5]:2"}}));
  }
  const auto parts = timed_parts("[a:b:5] <lora:x:0.5>", {}, {10});
  EXPECT_EQ(parts.at(0).texts, (Texts{{5, "a"}, {10, "b"}}));
}

}  // namespace
}  // namespace evenlight
