#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/message.h"

namespace evenlight {
namespace {

// Says what the base class leaves open as a person of another language would hear it.
class German : public Wording {
 public:
  std::string sentence(const char* text) const override {
    if (std::string_view(text) == "{0}: {1:.1f} of {2} are too many, {3}") {
      return "{3}: von {2} sind {1:.1f} zu viel ({0})";
    }
    return std::string_view(text) == "take fewer" ? "nimm weniger" : text;
  }
  std::string field(std::string_view key) const override { return "<" + std::string(key) + ">"; }
  std::string number(std::string digits) const override {
    std::ranges::replace(digits, '.', ',');
    return digits;
  }
};

Message too_many() {
  return say<"{0}: {1:.1f} of {2} are too many, {3}">(Field{"steps"}, 2.25, size_t(7),
                                                      say<"take fewer">());
}

TEST(Message, IsEnglishUnlessAProgramWordsIt) {
  EXPECT_EQ(worded(too_many()), "steps: 2.2 of 7 are too many, take fewer");
}

TEST(Message, IsWordedByTheProgram) {
  EXPECT_EQ(worded(too_many(), German()), "nimm weniger: von 7 sind 2,2 zu viel (<steps>)");
}

TEST(Message, ListsAreJoined) {
  const std::vector<std::string> names = {"cpu", "vulkan"};
  EXPECT_EQ(worded(say<"accepted are {0}">(as_list(names))), "accepted are cpu, vulkan");
}

TEST(Message, ForeignTextIsNoPattern) {
  EXPECT_EQ(worded(plain("{0} {9} }{")), "{0} {9} }{");
  EXPECT_EQ(worded(say<"{0}: bad">("{0}{1}")), "{0}{1}: bad");
  EXPECT_EQ(worded(say<"{{\"a\"}} of {0}">(1)), "{\"a\"} of 1");
}

// A wrong translation must not hide that something failed.
TEST(Message, SurvivesABadTranslation) {
  struct Bad : Wording {
    std::string sentence(const char*) const override { return "a {7} b {x} c {} d { e } f {0"; }
  };
  EXPECT_EQ(worded(say<"{0}">(5), Bad()), "a  b  c  d  f {0");
}

TEST(Message, PlacesAreCheckedWhenCompiled) {
  EXPECT_TRUE(has_places("{1} and {0:.2f}, {{2}}", 2));
  EXPECT_TRUE(has_places("nothing", 0));
  EXPECT_FALSE(has_places("{0} and {2}", 2));
  EXPECT_FALSE(has_places("{0}", 2));
  EXPECT_FALSE(has_places("{}", 1));
  EXPECT_FALSE(has_places("{0", 1));
  EXPECT_FALSE(has_places("}{0}", 1));
}

TEST(Message, EveryOneIsKnown) {
  const auto& known = known_messages();
  const auto has = [&](std::string_view text) {
    return std::ranges::count(known, text, [](const char* one) { return std::string_view(one); });
  };
  EXPECT_EQ(has("take fewer"), 1);
  EXPECT_EQ(has("{0}: no such file."), 1) << "of the library";
  EXPECT_EQ(has("take many"), 0);
}

TEST(Message, AnErrorCarriesIt) {
  const Error error(ErrorKind::input, too_many());
  EXPECT_STREQ(error.what(), "steps: 2.2 of 7 are too many, take fewer");
  EXPECT_EQ(worded(Error(error).message(), German()),
            "nimm weniger: von 7 sind 2,2 zu viel (<steps>)");
  EXPECT_EQ(worded(Error(ErrorKind::usage, "--steps {0}").message(), German()), "--steps {0}");
}

}  // namespace
}  // namespace evenlight
