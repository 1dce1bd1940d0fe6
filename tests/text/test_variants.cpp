#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engine/base/error.h"
#include "engine/text/variants.h"

namespace evenlight {
namespace {

std::map<std::string, std::vector<std::string>> lists = {
    {"colour", {"red", "blue", "{dark|light} green"}},
    {"animals/cats", {"lion", "__colour__ tabby"}},
    {"circle", {"a __circle__"}},
    {"empty", {}},
    {"weighed", {"0::never", "1::always"}}};

const std::vector<std::string>& list(const std::string& name) {
  const auto found = lists.find(name);
  if (found == lists.end()) throw Error(ErrorKind::input, "no such list");
  return found->second;
}

std::string drawn(std::string_view prompt, uint64_t seed = 1) {
  return drawn_text(prompt, seed, 1, list);
}

std::set<std::string> all(std::string_view prompt) {
  std::set<std::string> texts;
  for (uint64_t seed = 0; seed < 400; ++seed) texts.insert(drawn(prompt, seed));
  return texts;
}

using Set = std::set<std::string>;

TEST(Variants, DrawOneOfSeveral) {
  EXPECT_EQ(all("a {red|blue|} ball"), (Set{"a red ball", "a blue ball", "a  ball"}));
  EXPECT_EQ(all("{a|{b|c}}"), (Set{"a", "b", "c"}));
  EXPECT_EQ(all("{[a|b]:5|c}"), (Set{"[a|b]:5", "c"}));
  EXPECT_EQ(drawn("{only}"), "only");
}

TEST(Variants, AreOneTextASeed) {
  const std::string prompt = "{a|b|c|d} __colour__ {2$$w|x|y|z}";
  for (uint64_t seed : {0u, 1u, 77u, 4294967295u}) {
    EXPECT_EQ(drawn(prompt, seed), drawn(prompt, seed));
  }
  EXPECT_GT(all(prompt).size(), 50u);
  // The same on every machine: these are part of recipes.
  int other = 0;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    other += drawn_text(prompt, seed, 1, list) != drawn_text(prompt, seed, 2, list);
  }
  EXPECT_GT(other, 40);
}

TEST(Variants, DrawSeveralAtOnce) {
  EXPECT_EQ(all("{2$$a|b|c}"), (Set{"a, b", "b, a", "a, c", "c, a", "b, c", "c, b"}));
  EXPECT_EQ(all("{2$$ and $$a|b}"), (Set{"a and b", "b and a"}));
  EXPECT_EQ(all("{1-2$$+$$a|b}"), (Set{"a", "b", "a+b", "b+a"}));
  EXPECT_EQ(all("{-2$$+$$a|b}"), (Set{"a", "b", "a+b", "b+a"}));
  EXPECT_EQ(all("{2-$$+$$a|b}"), (Set{"a+b", "b+a"}));
  EXPECT_EQ(all("{0$$a|b}"), (Set{""}));
  EXPECT_EQ(all("{9$$+$$a|b}"), (Set{"a+b", "b+a"}));
  EXPECT_EQ(all("{2$$+$$__weighed__}"), (Set{"always+never"}));
}

TEST(Variants, GoByWeight) {
  EXPECT_EQ(all("{0::a|b}"), Set{"b"});
  int heavy = 0;
  for (uint64_t seed = 0; seed < 4000; ++seed) heavy += drawn("{3::a|b}", seed) == "a";
  EXPECT_NEAR(heavy, 3000, 150);
  EXPECT_EQ(all("{0::a|0::b}"), (Set{"a", "b"}));
  EXPECT_EQ(all("{x::a|b}"), (Set{"x::a", "b"}));
}

TEST(Variants, TakeLinesOfLists) {
  EXPECT_EQ(all("a __colour__ fox"),
            (Set{"a red fox", "a blue fox", "a dark green fox", "a light green fox"}));
  EXPECT_EQ(all("__animals/cats__"),
            (Set{"lion", "red tabby", "blue tabby", "dark green tabby", "light green tabby"}));
  EXPECT_EQ(all("{2$$__colour__}").size(), 10u);
  EXPECT_EQ(all("__weighed__"), Set{"always"});
  EXPECT_THROW(drawn("__nothing__"), Error);
  EXPECT_THROW(drawn("__circle__"), Error);
  EXPECT_THROW(drawn("__empty__"), Error);
}

TEST(Variants, LeaveOtherTextAlone) {
  for (const char* prompt : {"a cat", "", "\\{a|b\\}", "{a|b", "a|b}", "__", "____", "__a b__",
                             "snake_case", "[a|b]", "\\_\\_colour__", "ends with \\"}) {
    EXPECT_EQ(drawn(prompt), prompt);
    EXPECT_TRUE(variant_places(prompt).empty()) << prompt;
  }
  EXPECT_EQ(drawn("{ {a}"), "{ a");
  EXPECT_EQ(drawn("{a\\|b}"), "a\\|b");
  const auto places = variant_places("x {a|{b}} __colour__");
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].start, 2u);
  EXPECT_EQ(places[0].end, 9u);
  EXPECT_EQ(places[1].start, 10u);
  EXPECT_EQ(places[1].end, 20u);
}

TEST(Variants, AreBounded) {
  lists["big"] = {std::string(60000, 'x')};
  std::string many;
  for (int i = 0; i < 100; ++i) many += "__big__ ";
  EXPECT_THROW(drawn(many), Error);
  // Each list of ten of the one before it: ten to the eighth words.
  lists["level0"] = {"word"};
  for (int i = 1; i <= 8; ++i) {
    std::string line;
    for (int k = 0; k < 10; ++k) line += "__level" + std::to_string(i - 1) + "__ ";
    lists["level" + std::to_string(i)] = {line};
  }
  EXPECT_THROW(drawn("__level8__"), Error);
  EXPECT_THROW(drawn(std::string(100, '{') + std::string(100, '}')), Error);
  EXPECT_EQ(drawn(std::string(500000, '{')).size(), 500000u);
  EXPECT_EQ(drawn("{" + std::string(300000, '[') + "}").size(), 300000u);
  EXPECT_THROW(drawn("{a|\xff}"), Error);
}

TEST(Variants, NeverFailButWithAnError) {
  std::mt19937 random(3);
  const char* pieces[] = {"{", "}", "|", "$$", "::", "2", "-", "__", "colour", "a", "\\", "[", "]"};
  for (int round = 0; round < 20000; ++round) {
    std::string prompt;
    const int length = int(random() % 20);
    for (int i = 0; i < length; ++i) prompt += pieces[random() % std::size(pieces)];
    try {
      const std::string text = drawn(prompt, uint64_t(round));
      EXPECT_EQ(text, drawn(prompt, uint64_t(round)));
    } catch (const Error& error) {
      EXPECT_GT(std::string(error.what()).size(), 10u);
    }
  }
}

}  // namespace
}  // namespace evenlight
