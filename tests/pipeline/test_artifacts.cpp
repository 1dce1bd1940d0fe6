// Pictures made wrong on purpose are found out, good ones are not: on the pictures of the built-in
// model that its card shows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "engine/base/error.h"
#include "engine/base/small_file.h"
#include "engine/base/stb_decoder.h"
#include "engine/pipeline/artifacts/artifacts.h"
#include "engine/pipeline/checks.h"

namespace evenlight {
namespace {

constexpr int tile = 128;

bool has(const std::vector<FoundFault>& found, std::string_view id) {
  return std::ranges::any_of(found, [&](const FoundFault& one) { return one.kind->id == id; });
}

Image cut(const DecodedPicture& sheet, int x, int y) {
  Image image{tile, tile, {}};
  for (int row = 0; row < tile; ++row) {
    const auto* from = &sheet.rgb[size_t((y + row) * sheet.width + x) * 3];
    image.rgb.insert(image.rgb.end(), from, from + size_t(tile) * 3);
  }
  return image;
}

// The sheet has empty places at its end.
bool is_shown(const Image& image) {
  const auto [low, high] = std::minmax_element(image.rgb.begin(), image.rgb.end());
  return *high - *low > 64;
}

const std::vector<Image>& good_pictures() {
  static const std::vector<Image> pictures = [] {
    const std::string path = EVENLIGHT_SOURCE_DIR "/assets/default_model/samples.jpg";
    const DecodedPicture sheet = decode_with_stb(read_small_file(path, size_t(1) << 24), path,
                                                 PictureFormats::png_or_jpeg, 8192);
    std::vector<Image> all;
    for (int y = 0; y + tile <= sheet.height; y += tile) {
      for (int x = 0; x + tile <= sheet.width; x += tile) {
        Image one = cut(sheet, x, y);
        if (is_shown(one)) all.push_back(std::move(one));
      }
    }
    return all;
  }();
  return pictures;
}

Image changed(const Image& good, const std::function<double(double)>& change) {
  Image bad = good;
  for (uint8_t& value : bad.rgb) value = uint8_t(std::clamp(change(value), 0.0, 255.0));
  return bad;
}

Image tiled_in(const Image& good, int64_t parts) {
  Image bad = good;
  for (int64_t y = 0; y < good.height; ++y) {
    for (int64_t x = 0; x < good.width; ++x) {
      const int64_t from = (y * parts % good.height * good.width + x * parts % good.width) * 3;
      std::copy_n(&good.rgb[size_t(from)], 3, &bad.rgb[size_t((y * good.width + x) * 3)]);
    }
  }
  return bad;
}

Image undecoded(unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> noise(128, 6);
  return changed(good_pictures().front(), [&](double) { return noise(random); });
}

// All but a little of its middle painted over.
Image with_little_left(const Image& good) {
  Image bad = good;
  for (int64_t y = 0; y < good.height; ++y) {
    for (int64_t x = 0; x < good.width; ++x) {
      if (std::abs(x - good.width / 2) < 6 && std::abs(y - good.height / 2) < 6) continue;
      std::copy_n(good.rgb.begin(), 3, &bad.rgb[size_t((y * good.width + x) * 3)]);
    }
  }
  return bad;
}

struct Wrong {
  const char* id;
  std::function<Image(const Image&, size_t)> make;
};

class WrongPictures : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPictures, AreFound) {
  const std::vector<Image>& good = good_pictures();
  size_t found = 0;
  for (size_t i = 0; i < good.size(); ++i) {
    const std::vector<FoundFault> faults = faults_of(GetParam().make(good[i], i));
    // A picture that is white or black all over is blank, and nothing else is looked for.
    found += has(faults, GetParam().id) || has(faults, "blank") ? 1 : 0;
  }
  EXPECT_GE(double(found), 0.95 * double(good.size())) << found << " of " << good.size();
}

const Wrong wrong[] = {
    {"blank",
     [](const Image& good, size_t i) {
       return changed(good, [i](double v) { return double(i) + (v > 128 ? 1 : 0); });
     }},
    {"grey", [](const Image&, size_t i) { return undecoded(unsigned(i)); }},
    {"flat", [](const Image& good, size_t) { return with_little_left(good); }},
    {"clipped",
     [](const Image& good, size_t i) {
       return changed(good, [i](double v) { return v + (i % 2 ? 235 : -240); });
     }},
    {"burnt", [](const Image& good,
                 size_t) { return changed(good, [](double v) { return 128 + 4 * (v - 128); }); }},
    {"banded",
     [](const Image& good, size_t i) {
       const double step = i % 2 ? 16 : 32;
       return changed(good, [step](double v) { return std::floor(v / step) * step; });
     }},
    {"tiled", [](const Image& good, size_t i) { return tiled_in(good, i % 2 ? 2 : 4); }},
};

INSTANTIATE_TEST_SUITE_P(Artifacts, WrongPictures, testing::ValuesIn(wrong),
                         [](const auto& each) { return std::string(each.param.id); });

TEST(Artifacts, EveryKindIsMadeWrongOnce) {
  ASSERT_EQ(artifact_kinds().size(), std::size(wrong));
  for (size_t i = 0; i < std::size(wrong); ++i) EXPECT_EQ(artifact_kinds()[i].id, wrong[i].id);
}

TEST(Artifacts, GoodPicturesRaiseNoAlarm) {
  ASSERT_GE(good_pictures().size(), 150u);
  size_t alarms = 0;
  for (const Image& good : good_pictures()) alarms += faults_of(good).empty() ? 0 : 1;
  EXPECT_LE(double(alarms), 0.01 * double(good_pictures().size()));
}

TEST(Artifacts, OddSizesAreMeasured) {
  for (const auto& [width, height] : {std::pair<int64_t, int64_t>{1, 1}, {3, 1}, {1, 5}, {7, 3}}) {
    Image image{width, height, std::vector<uint8_t>(size_t(width * height * 3))};
    for (size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = uint8_t(i * 37);
    for (const ArtifactKind& kind : artifact_kinds()) {
      const double value = kind.measure(image);
      EXPECT_GE(value, 0) << kind.id;
      EXPECT_LE(value, 1) << kind.id;
    }
  }
}

TEST(Artifacts, ABlankPictureIsNoneAndSaysNothingElse) {
  const Image blank{64, 64, std::vector<uint8_t>(64 * 64 * 3, 128)};
  const auto found = faults_of(blank);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind->id, "blank");
  EXPECT_THROW(check_picture(blank, 64, 64), Error);
}

}  // namespace
}  // namespace evenlight
