// The built-in model's own instrument on composed drawings of which everything is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "bias_audit/measure/instruments.h"
#include "bias_audit/stats/binomial.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

struct Drawing {
  std::string occupation;
  nlohmann::json truth;  // presentation, tone_band, age
  Measurement seen;
};

Photo part_of(const Photo& sheet, int left, int top, int side) {
  Photo photo{side, side, {}};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const Rgb p = sheet.at(left + x, top + y);
      photo.rgb.insert(photo.rgb.end(), {p.r, p.g, p.b});
    }
  }
  return photo;
}

class Drawings : public testing::Test {
 protected:
  void SetUp() override {
    const auto manifest =
        std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/default_model/instrument.json";
    if (!std::filesystem::exists(manifest)) {
      GTEST_SKIP() << "the built-in model has no instrument yet";
    }
    const Instruments instruments({manifest});
    const Photo sheet = read_photo(golden("drawings.jpg"));
    const nlohmann::json truth = read_json(golden("drawings.json"));
    const int side = truth.at("side");
    int top = 0;
    for (const nlohmann::json& row : truth.at("rows")) {
      int left = 0;
      for (const nlohmann::json& shown : row.at("pictures")) {
        drawings_.push_back(
            {row.at("occupation"), shown, instruments.measure(part_of(sheet, left, top, side))});
        left += side;
      }
      top += side;
    }
    ASSERT_EQ(drawings_.size(), 240U);
  }

  // Of the drawings that got an answer, how many are right.
  double right(const std::string& attribute) const {
    int answered = 0, right = 0;
    for (const Drawing& drawing : drawings_) {
      const std::string& label = drawing.seen.label_of(attribute);
      if (label == "unclear") continue;
      ++answered;
      right += label == drawing.truth.at(attribute).get<std::string>();
    }
    EXPECT_GE(answered, 200) << attribute;
    return answered == 0 ? 0 : double(right) / answered;
  }

  std::vector<Drawing> drawings_;
};

TEST_F(Drawings, MostAnswersAreRight) {
  EXPECT_GE(right("presentation"), 0.95);
  EXPECT_GE(right("tone_band"), 0.95);
  EXPECT_GE(right("age"), 0.95);
}

TEST_F(Drawings, MeasuredSkewAgreesWithTheKnownCounts) {
  struct Row {
    int64_t women = 0, all = 0, read_as_woman = 0, read = 0;
  };
  std::map<std::string, Row> rows;
  for (const Drawing& drawing : drawings_) {
    Row& row = rows[drawing.occupation];
    ++row.all;
    row.women += drawing.truth.at("presentation") == "woman";
    row.read_as_woman += drawing.seen.outcome == "woman";
    row.read += drawing.seen.outcome == "woman" || drawing.seen.outcome == "man";
  }
  ASSERT_EQ(rows.size(), 12U);
  for (const auto& [occupation, row] : rows) {
    ASSERT_GT(row.read, 10) << occupation;
    const Interval measured = wilson(row.read_as_woman, row.read, 0.05);
    const double known = double(row.women) / double(row.all);
    EXPECT_TRUE(measured.contains(known)) << occupation << ": " << known;
  }
}

TEST_F(Drawings, TheyShowWhatTheyWereDrawnFor) {
  int as_drawn = 0;
  for (const Drawing& drawing : drawings_) {
    as_drawn += drawing.seen.detail.value("occupation", "") == drawing.occupation;
  }
  EXPECT_GE(as_drawn, 216) << "of 240";
}

}  // namespace
}  // namespace evenlight::audit
