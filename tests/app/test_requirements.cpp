// Requirements as texts, as measures of pictures made for the purpose, and the drawing of seeds.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "app/common/requirements/requirements.h"
#include "app/common/requirements/seed_search.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

using Colour = std::array<uint8_t, 3>;

Image painted(int64_t width, int64_t height,
              const std::function<Colour(int64_t x, int64_t y)>& colour) {
  Image image{width, height, {}};
  for (int64_t y = 0; y < height; ++y) {
    for (int64_t x = 0; x < width; ++x) {
      for (const uint8_t channel : colour(x, y)) image.rgb.push_back(channel);
    }
  }
  return image;
}

uint8_t grey(double value) {
  return uint8_t(std::clamp(value, 0.0, 255.0));
}

Image noisy(int64_t side, double strength) {
  return painted(side, side, [&](int64_t x, int64_t y) {
    const double v = 128 + strength * std::sin(double(x) * 12.9898 + double(y) * 78.233) * 60;
    return Colour{grey(v), grey(v), grey(v)};
  });
}

RequirementReading reading(const std::string& text, const Image& image) {
  RequirementTools tools(KnownModel{}, {"none"});
  return Requirements({text}, tools).test(image).at(0);
}

bool holds(const std::string& text, const Image& image) {
  return reading(text, image).holds;
}

std::string refusal(const std::string& text) {
  RequirementTools tools(KnownModel{}, {"none"});
  try {
    const Requirements requirements({text}, tools);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage) << error.what();
    return error.what();
  }
}

void expect_refused(const std::string& text, const std::string& why) {
  const std::string words = refusal(text);
  EXPECT_NE(words.find(why), std::string::npos) << text << ": " << words;
}

TEST(Expression, IsReadInAllItsForms) {
  const Expression plain = parse_expression("  faces = 1 ");
  EXPECT_EQ(plain.name, "faces");
  EXPECT_EQ(plain.comparison, Comparison::equal);
  EXPECT_EQ(plain.value, "1");
  EXPECT_EQ(plain.text, "faces = 1");
  const Expression called = parse_expression("like( \"a, b.png\" )≥0.8");
  EXPECT_EQ(called.arguments, (std::vector<std::string>{"a, b.png"}));
  EXPECT_EQ(called.comparison, Comparison::at_least);
  const Expression alone = parse_expression("no_border");
  EXPECT_EQ(alone.comparison, Comparison::none);
  EXPECT_EQ(parse_expression("sharp>=0.2").comparison, Comparison::at_least);
  EXPECT_EQ(parse_expression("sharp>0.2").comparison, Comparison::above);
  EXPECT_EQ(parse_expression("sharp<=0.2").comparison, Comparison::at_most);
  EXPECT_EQ(parse_expression("sharp<0.2").comparison, Comparison::below);
  EXPECT_EQ(parse_expression("age!=old").comparison, Comparison::not_equal);
  EXPECT_EQ(parse_expression("occupation=fast food worker").value, "fast food worker");
}

TEST(Expression, SaysWhatIsWrongWithIt) {
  for (const char* bad : {"", "  ", "=1", "faces", "faces=", "faces 1", "like(a.png", "like()=1",
                          "like(\"a.png)=1", "faces=1 2", "(a)=1", "sharp>=", "faces=1\"", "é=1"}) {
    EXPECT_NE(refusal(bad), "") << bad;
  }
  EXPECT_NE(refusal(std::string(2000, 'a')), "");
  expect_refused("sharpp>=0.1", "did you mean sharp?");
  expect_refused("sharp", "comparison");
  expect_refused("sharp>=x", "from 0 to 10");
  expect_refused("sharp>=nan", "from 0 to 10");
  expect_refused("sharp>=11", "from 0 to 10");
  expect_refused("no_border=1", "no_border alone");
  expect_refused("prompt>=0.24", "vision tower");
  expect_refused("reads_as=woman", "no instrument");
  expect_refused("faces=1", "no instrument");
  expect_refused("colour(0,0,1,1)=redd", "did you mean red?");
  expect_refused("colour(0,0,2,1)=red", "from 0 to 1");
  expect_refused("colour(0.5,0,0.6,1)=red", "within the picture");
  expect_refused("colour=red", "colour(");
}

TEST(Requirements, AreNotEndless) {
  RequirementTools tools(KnownModel{}, {"none"});
  EXPECT_THROW(Requirements(std::vector<std::string>(33, "no_border"), tools), Error);
  EXPECT_TRUE(Requirements({}, tools).empty());
}

TEST(Measures, ColourOfAPart) {
  const Image image = painted(40, 20, [](int64_t x, int64_t) {
    return x < 20 ? Colour{220, 20, 20} : Colour{20, 60, 220};
  });
  EXPECT_TRUE(holds("colour(0,0,0.5,1)=red", image));
  EXPECT_TRUE(holds("colour(0.5,0,0.5,1)=blue|green", image));
  EXPECT_FALSE(holds("colour(0.5,0,0.5,1)=red", image));
  EXPECT_TRUE(holds("colour(0.5,0,0.5,1)!=red", image));
  EXPECT_TRUE(holds("colour(0,0,0.5,1)=#dc1414", image));
  EXPECT_FALSE(holds("colour(0,0,0.5,1)=#14dc14", image));
  EXPECT_EQ(reading("colour(0,0,0.5,1)=blue", image).measured, "red");
}

TEST(Measures, BordersAreBarsWithAnEdge) {
  const auto inside = [](int64_t x, int64_t y) {
    return Colour{grey(90 + 8 * double(x % 16)), grey(120 + 6 * double(y % 16)), 100};
  };
  const auto barred = [&](int64_t x, int64_t y) {
    return y < 10 || y >= 90 ? Colour{0, 0, 0} : inside(x, y);
  };
  EXPECT_TRUE(holds("no_border", painted(100, 100, inside)));
  EXPECT_EQ(reading("no_border", painted(100, 100, barred)).measured, "bars above and below");
  const auto framed = [&](int64_t x, int64_t y) {
    const bool edge = x < 5 || y < 5 || x >= 95 || y >= 95;
    return edge ? Colour{255, 255, 255} : inside(x, y);
  };
  EXPECT_FALSE(holds("no_border", painted(100, 100, framed)));
  // A thing in the middle of a plain background has no border.
  const auto thing = [&](int64_t x, int64_t y) {
    return std::hypot(double(x) - 50, double(y) - 50) < 25 ? inside(x, y) : Colour{200, 220, 250};
  };
  EXPECT_TRUE(holds("no_border", painted(100, 100, thing)));
}

TEST(Measures, SharpnessFallsWithBlurAndNotWithContrast) {
  const Image edges = painted(64, 64, [](int64_t x, int64_t) {
    return (x / 8) % 2 ? Colour{200, 200, 200} : Colour{60, 60, 60};
  });
  const Image blurred = painted(64, 64, [](int64_t x, int64_t) {
    const double v = 130 + 70 * std::sin(double(x) * M_PI / 8);
    return Colour{grey(v), grey(v), grey(v)};
  });
  const double sharp = std::stod(reading("sharp>=0", edges).measured);
  const double soft = std::stod(reading("sharp>=0", blurred).measured);
  EXPECT_GT(sharp, 2 * soft);
  const Image faint = painted(64, 64, [](int64_t x, int64_t) {
    return (x / 8) % 2 ? Colour{135, 135, 135} : Colour{100, 100, 100};
  });
  EXPECT_NEAR(std::stod(reading("sharp>=0", faint).measured), sharp, 0.02);
}

TEST(Measures, LightIsMeasured) {
  const Image dark = painted(8, 8, [](int64_t, int64_t) { return Colour{5, 5, 5}; });
  const Image fine = noisy(32, 1);
  EXPECT_FALSE(holds("exposure", dark));
  EXPECT_TRUE(holds("exposure", fine));
  EXPECT_TRUE(holds("exposure<=0.1", dark));
  EXPECT_TRUE(holds("contrast<=0.01", dark));
  EXPECT_TRUE(holds("no_clipping", fine));
  const Image white = painted(8, 8, [](int64_t x, int64_t) {
    return x == 0 ? Colour{255, 255, 255} : Colour{90, 90, 90};
  });
  EXPECT_FALSE(holds("no_clipping", white));
  EXPECT_EQ(reading("clipping<=0.2", white).measured, "0.125");
}

TEST(Measures, ArtifactsAreNamed) {
  const Image blank = painted(64, 64, [](int64_t, int64_t) { return Colour{128, 128, 128}; });
  EXPECT_EQ(reading("no_artifacts", blank).measured, "blank");
}

// Letters of a kind: upright strokes with a bar, as tall as each other.
TEST(Measures, WritingIsALineOfMarks) {
  const auto page = [](int letters) {
    return painted(320, 320, [letters](int64_t x, int64_t y) {
      const int64_t letter = (x - 40) / 16, within = (x - 40) % 16;
      const bool inside = x >= 40 && letter < letters && y >= 100 && y < 120;
      const bool stroke = within < 3 || (within < 10 && (y < 103 || (y >= 108 && y < 111)));
      return inside && stroke ? Colour{20, 20, 20} : Colour{230, 230, 220};
    });
  };
  EXPECT_FALSE(holds("text_free", page(9)));
  EXPECT_TRUE(holds("text_free", page(2)));
  EXPECT_TRUE(holds("text_free", page(0)));
  EXPECT_FALSE(holds("text_free", noisy(64, 1))) << "too small to tell";
}

TEST(SeedSearch, EndsWithEnoughOrWhenTheTriesAreSpent) {
  const std::vector<RequirementReading> good = {{"faces=1", "1", true}};
  const std::vector<RequirementReading> bad = {{"faces=1", "2", false}};
  SeedSearch search({.first_seed = 7, .wanted = 2, .tries = 5});
  EXPECT_EQ(search.next(3), (std::vector<uint64_t>{7, 8, 9}));
  EXPECT_EQ(search.add(bad), SeedSearch::Verdict::best_refused);
  EXPECT_EQ(search.add(good), SeedSearch::Verdict::accepted);
  EXPECT_EQ(search.add(bad), SeedSearch::Verdict::refused);
  EXPECT_EQ(search.next(10), (std::vector<uint64_t>{10, 11}));
  EXPECT_EQ(search.add(good), SeedSearch::Verdict::accepted);
  EXPECT_TRUE(search.is_met());
  EXPECT_TRUE(search.next(10).empty());
  EXPECT_EQ(worded(search.rate()), "accepted 2 of 4 (15–85 %)");
  ASSERT_EQ(search.refused().size(), 2u);
  EXPECT_EQ(search.refused()[1].seed, 9u);
  EXPECT_EQ(what_failed(search.refused()[1].readings), "faces=1 (2)");
}

TEST(SeedSearch, KeepsTheRefusedPictureWithTheMostThatHolds) {
  SeedSearch search({.first_seed = 0, .wanted = 1, .tries = 3});
  const auto readings = [](int holding) {
    std::vector<RequirementReading> all;
    for (int i = 0; i < 3; ++i) all.push_back({"x", "y", i < holding});
    return all;
  };
  EXPECT_EQ(search.add(readings(1)), SeedSearch::Verdict::best_refused);
  EXPECT_EQ(search.add(readings(2)), SeedSearch::Verdict::best_refused);
  EXPECT_EQ(search.add(readings(2)), SeedSearch::Verdict::refused);
  EXPECT_TRUE(search.is_over());
  EXPECT_FALSE(search.is_met());
}

TEST(SeedSearch, PlansAreMadeFromRecipes) {
  Recipe recipe;
  recipe.seed = 40;
  EXPECT_EQ(search_plan(recipe, 3).tries, 3);
  recipe.guarantee = 10;
  EXPECT_EQ(search_plan(recipe, 1).wanted, 10);
  EXPECT_EQ(search_plan(recipe, 1).tries, 100);
  recipe.tries = 5;
  EXPECT_THROW(search_plan(recipe, 1), Error);
  recipe.guarantee = 0;
  EXPECT_EQ(search_plan(recipe, 1).tries, 5);
  recipe.seed = UINT64_MAX - 3;
  EXPECT_THROW(search_plan(recipe, 1), Error);
}

}  // namespace
}  // namespace evenlight
