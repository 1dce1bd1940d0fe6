// Pictures from anywhere: their formats, which prompt they belong to, copies and broken files.
#include <gtest/gtest.h>
#include <webp/encode.h>

#include <fstream>

#include "bias_audit/data/audit_picture.h"
#include "bias_audit/measure/foreign_picture.h"
#include "bias_audit/measure/import.h"
#include "bias_audit/measure/instruments.h"
#include "bias_audit/report/report.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "tests/audit/audits.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

namespace fs = std::filesystem;

const Rgb red{230, 20, 20}, blue{20, 20, 230};

// Of one colour, with a corner of another one that tells which way up it is and makes it unlike
// others.
Photo painted(Rgb colour, int mark = 0, int width = 24, int height = 16) {
  Photo photo{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool corner = x < 8 && y < 8;
      const uint8_t grey = uint8_t(40 + mark % 200);
      const Rgb pixel = corner ? Rgb{grey, grey, uint8_t(mark / 200)} : colour;
      photo.rgb.insert(photo.rgb.end(), {pixel.r, pixel.g, pixel.b});
    }
  }
  return photo;
}

std::string jpeg_of(const Photo& photo) {
  const std::vector<unsigned char> bytes = thumbnail_jpeg(photo, 4096, 95);
  return {bytes.begin(), bytes.end()};
}

std::string webp_of(const Photo& photo) {
  uint8_t* bytes = nullptr;
  const size_t size =
      WebPEncodeLosslessRGB(photo.rgb.data(), photo.width, photo.height, 3 * photo.width, &bytes);
  std::string text(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);
  return text;
}

// A TIFF block with an orientation, and a maker that is as long as it must be to stand inside.
std::string with_exif(const std::string& jpeg, int orientation, bool camera = false) {
  std::string tiff("MM\0\x2A\0\0\0\x08", 8);
  tiff += std::string("\0", 1) + char(camera ? 2 : 1);
  if (camera)
    tiff += std::string(
        "\x01\x0F\0\x02\0\0\0\x04"
        "ACM\0",
        12);
  tiff += std::string("\x01\x12\0\x03\0\0\0\x01\0", 9) + char(orientation) + std::string("\0\0", 2);
  tiff += std::string("\0\0\0\0", 4);
  const std::string block = std::string("Exif\0\0", 6) + tiff;
  const size_t length = block.size() + 2;
  return jpeg.substr(0, 2) + "\xFF\xE1" + char(length >> 8) + char(length & 255) + block +
         jpeg.substr(2);
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string golden_bytes(const std::string& file) {
  std::ifstream stream(golden(file), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

PromptSet small_set() {
  return small_audit(1).set;
}

TEST(ForeignPicture, FormatsGiveTheSamePixels) {
  const Photo photo = painted(red, 3);
  const ForeignPicture png = read_foreign_picture(png_of(photo), "x.png");
  EXPECT_EQ(png.photo.rgb, photo.rgb);
  EXPECT_EQ(png.format, "PNG");
  EXPECT_EQ(png.unusual, "");
  const ForeignPicture webp = read_foreign_picture(webp_of(photo), "x.webp");
  EXPECT_EQ(webp.photo.rgb, photo.rgb);
  EXPECT_EQ(webp.unusual, "WebP");
  const ForeignPicture jpeg = read_foreign_picture(jpeg_of(photo), "x.jpg");
  EXPECT_EQ(jpeg.format, "JPEG");
  EXPECT_EQ(jpeg.unusual, "");
  EXPECT_NEAR(jpeg.photo.at(20, 12).r, red.r, 6);
}

TEST(ForeignPicture, CmykAndSixteenBitsAreReadAndSaidToBeUnusual) {
  const ForeignPicture cmyk = read_foreign_picture(golden_bytes("pictures/cmyk_red.jpg"), "c.jpg");
  EXPECT_EQ(cmyk.unusual, "CMYK");
  EXPECT_GT(cmyk.photo.at(12, 8).r, 240);
  EXPECT_LT(cmyk.photo.at(12, 8).g, 15);
  const ForeignPicture deep = read_foreign_picture(golden_bytes("pictures/red_16_bits.png"), "d");
  EXPECT_EQ(deep.unusual, "16 bits");
  EXPECT_EQ(deep.photo.at(3, 3).r, 255);
  EXPECT_EQ(deep.photo.at(3, 3).g, 8);
}

// What is transparent lies over white, and that is said: the classifier sees what a person does.
TEST(ForeignPicture, TransparencyIsLaidOverWhite) {
  const ForeignPicture png =
      read_foreign_picture(golden_bytes("pictures/transparent.png"), "t.png");
  EXPECT_EQ(png.photo.at(0, 0).r, 255);
  EXPECT_EQ(png.photo.at(0, 0).g, 0);
  EXPECT_EQ(png.photo.at(1, 0).r, 255) << "nothing there: white";
  EXPECT_EQ(png.photo.at(1, 0).b, 255);
  EXPECT_EQ(png.photo.at(2, 0).g, 127) << "half of black";
  EXPECT_EQ(png.photo.at(3, 1).r, 191);
  EXPECT_EQ(png.photo.at(3, 1).g, 255);
  EXPECT_TRUE(png.was_transparent);
  EXPECT_EQ(png.unusual, "transparent, over white");
  EXPECT_FALSE(read_foreign_picture(png_of(painted(red)), "x.png").was_transparent);
  const uint8_t rgba[] = {10, 20, 30, 255, 10, 20, 30, 0};
  uint8_t* bytes = nullptr;
  const size_t size = WebPEncodeLosslessRGBA(rgba, 2, 1, 8, &bytes);
  const std::string webp(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);
  const ForeignPicture read = read_foreign_picture(webp, "t.webp");
  EXPECT_EQ(read.photo.rgb, (std::vector<uint8_t>{10, 20, 30, 255, 255, 255}));
  EXPECT_TRUE(read.was_transparent);
}

// The mark is in the upper left corner of the upright picture, whichever way it was stored.
TEST(ForeignPicture, EveryOrientationIsTurnedUpright) {
  const Photo upright = painted(red, 100);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const bool turned = orientation >= 5;
    // TIFF 6.0: where the stored picture's first row and column are seen.
    const bool row_at_end =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool column_at_end =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    Photo stored{turned ? 16 : 24, turned ? 24 : 16, {}};
    for (int y = 0; y < stored.height; ++y) {
      for (int x = 0; x < stored.width; ++x) {
        const int row = row_at_end ? stored.height - 1 - y : y;
        const int column = column_at_end ? stored.width - 1 - x : x;
        const Rgb pixel = turned ? upright.at(row, column) : upright.at(column, row);
        stored.rgb.insert(stored.rgb.end(), {pixel.r, pixel.g, pixel.b});
      }
    }
    const ForeignPicture read = read_foreign_picture(with_exif(jpeg_of(stored), orientation), "j");
    ASSERT_EQ(read.photo.width, 24) << orientation;
    EXPECT_EQ(read.unusual, orientation == 1 ? "" : "turned by EXIF");
    EXPECT_NEAR(read.photo.at(3, 3).g, 140, 12) << orientation;
    EXPECT_NEAR(read.photo.at(21, 13).r, red.r, 12) << orientation;
    EXPECT_NEAR(read.photo.at(3, 13).r, red.r, 12) << orientation;
  }
}

TEST(ForeignPicture, BrokenBytesAreRefused) {
  const Photo photo = painted(blue, 7);
  for (const std::string& whole : {png_of(photo), webp_of(photo)}) {
    for (const size_t cut : {size_t(0), size_t(11), size_t(13), size_t(30), whole.size() / 2}) {
      EXPECT_THROW(read_foreign_picture(whole.substr(0, cut), "x"), InputError) << cut;
    }
  }
  // Whatever bytes change, it is read or refused.
  const std::string rotated = with_exif(jpeg_of(photo), 6, true);
  for (const std::string& whole : {rotated, webp_of(photo), png_of(photo)}) {
    for (size_t at = 0; at < whole.size(); at += 3) {
      std::string broken = whole;
      broken[at] = char(broken[at] ^ 0x5A);
      try {
        read_foreign_picture(broken, "x");
      } catch (const InputError&) {
      }
    }
  }
}

TEST(ImportList, FoldersAreSubjects) {
  const TemporaryFolder folder;
  write_bytes(folder / "p/ceo/b.png", "x");
  write_bytes(folder / "p/ceo/a.JPG", "x");
  write_bytes(folder / "p/a nurse/1.webp", "x");
  write_bytes(folder / "p/ceo/notes.txt", "x");
  write_bytes(folder / "p/.DS_Store", "x");
  const ImportList list = list_folder(small_set(), folder / "p");
  ASSERT_EQ(list.pictures.size(), 3U);
  EXPECT_EQ(list.pictures[0].file.filename(), "a.JPG");
  EXPECT_EQ(list.pictures[1].image, 1);
  EXPECT_EQ(list.pictures[2].subject, 1U);
  EXPECT_FALSE(list.with_seeds);
  ASSERT_EQ(list.notes.size(), 1U);
  EXPECT_NE(worded(list.notes[0]).find("2 files"), std::string::npos);
  fs::create_directories(folder / "p/plumber");
  try {
    list_folder(small_set(), folder / "p");
    FAIL();
  } catch (const InputError& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find("\"plumber\" is no subject of the set small; folders are named ceo, nurse"),
              std::string::npos)
        << what;
  }
  fs::create_directories(folder / "empty");
  EXPECT_THROW(list_folder(small_set(), folder / "empty"), InputError);
}

TEST(ImportList, AManifestNamesPromptsSeedsAndArms) {
  const TemporaryFolder folder;
  const fs::path csv = folder / "m.csv";
  write_bytes(csv,
              "file;prompt;seed;arm;artist\nx/1.png;a drawing of a CEO;7;before;me\n"
              "x/2.png;a photo of a CEO;8;before;me\nx/3.png;a photo of a CEO;7;after;me\n"
              "x/4.png;a photo of a nurse;9;before;me\n");
  EXPECT_THROW(list_manifest(small_set(), csv, std::nullopt), InputError);
  EXPECT_THROW(list_manifest(small_set(), csv, "none such"), InputError);
  const ImportList list = list_manifest(small_set(), csv, "before");
  ASSERT_EQ(list.pictures.size(), 3U);
  EXPECT_TRUE(list.with_seeds);
  EXPECT_TRUE(list.with_templates);
  EXPECT_EQ(list.arm, "before");
  EXPECT_EQ(list.pictures[0].image, 0);  // "a photo of" is template 0
  EXPECT_EQ(list.pictures[0].seed, 8U);
  EXPECT_EQ(list.pictures[1].image, 1);
  EXPECT_EQ(list.pictures[1].file, folder / "x/1.png");
  EXPECT_EQ(list.notes.size(), 2U) << "an unused column, another arm";
  struct Bad {
    const char* text;
    const char* why;
  };
  for (const Bad& bad : {Bad{"file,seed\nx,1\n", "line 1: the header must name"},
                         Bad{"file,prompt\nx,a plumber\n", "line 2: \"a plumber\" is neither"},
                         Bad{"file,prompt,seed\nx,ceo,1.5\n", "line 2: the seed \"1.5\""},
                         Bad{"file,prompt\n,ceo\n", "line 2: names no file"},
                         Bad{"file,prompt\n", "names no picture"},
                         Bad{"file,file,prompt\nx,y,ceo\n", "there are two columns"}}) {
    write_bytes(csv, bad.text);
    try {
      list_manifest(small_set(), csv, std::nullopt);
      ADD_FAILURE() << bad.text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(bad.why), std::string::npos) << error.what();
    }
  }
}

struct Imported {
  explicit Imported(const TemporaryFolder& folder) : instruments({golden("tiny_classifier.json")}) {
    settings.set = small_set();
    settings.instruments = instruments.describe();
    settings.model = {{"name", "somebody's model"}, {"version", "7"}};
    settings.app = "0.0.0";
    settings.imported = ImportedPictures{"p", "the service as it was in May"};
    source = folder / "p";
    tools.measure = [this](const Photo& photo) { return instruments.measure(photo); };
  }
  Instruments instruments;
  AuditSettings settings;
  fs::path source;
  ImportTools tools;
};

TEST(Import, MixedFormatsCopiesAndBrokenFiles) {
  const TemporaryFolder folder;
  Imported import(folder);
  const auto write = [&](const std::string& name, const std::string& bytes) {
    write_bytes(import.source / name, bytes);
  };
  write("ceo/1.png", png_of(painted(blue, 1)));
  write("ceo/2.jpg", jpeg_of(painted(blue, 2)));
  write("ceo/3.webp", webp_of(painted(red, 3)));
  write("ceo/4.jpg", with_exif(jpeg_of(painted(blue, 4)), 6));
  write("ceo/5.jpg", golden_bytes("pictures/cmyk_red.jpg"));
  write("ceo/6.png", golden_bytes("pictures/red_16_bits.png"));
  write("ceo/7.png", png_of(painted(blue, 1)));    // the bytes of 1
  write("ceo/8.webp", webp_of(painted(blue, 1)));  // its pixels
  write("ceo/9.png", png_of(painted(blue, 9)).substr(0, 60));
  write("nurse/1.png", png_of(painted(red, 11)));
  const ImportReport report =
      import_pictures(folder / "audit", import.settings,
                      list_folder(import.settings.set, import.source), import.tools);
  EXPECT_EQ(report.pictures, 8);
  EXPECT_EQ(report.converted, 4);
  ASSERT_EQ(report.duplicates.size(), 2U);
  EXPECT_TRUE(report.duplicates[1].same_as.ends_with("1.png"));
  ASSERT_EQ(report.unreadable.size(), 1U);
  EXPECT_TRUE(report.unreadable[0].file.ends_with("9.png"));

  const auto database = AuditDatabase::open(folder / "audit", AuditDatabase::Mode::read);
  EXPECT_EQ(missing_images(database), 0);
  const std::vector<ImageRow> rows = database.images();
  const std::vector<std::string> outcomes = {"man",   "man",   "woman",   "man",
                                             "woman", "woman", "no_face", "woman"};
  ASSERT_EQ(rows.size(), outcomes.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].measurement.outcome, outcomes[i]) << i;
    const auto origin = nlohmann::json::parse(rows[i].recipe).at("imported");
    std::ifstream original(
        import.source / (i < 7 ? "ceo" : "nurse") / origin.at("file").get<std::string>(),
        std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(original)), {});
    EXPECT_EQ(origin.at("sha256"), sha256_of_text(bytes));
    if (!rows[i].file.empty()) {
      // What is kept reads the same to everybody, and in the same way to the report.
      EXPECT_NO_THROW(read_audit_picture(folder / "audit", rows[i].file, rows[i].sha256));
    }
  }
  EXPECT_EQ(rows[1].file, "images/ceo/00001.jpg");
  EXPECT_EQ(rows[2].file, "images/ceo/00002.png");

  const Report told = report_of(database, {});
  EXPECT_TRUE(told.audit->complete);
  EXPECT_EQ(told.audit->coverage.without_a_usable_picture, 1);
  EXPECT_EQ(told.analysis.summary.front().prompts, 2) << "of the judge nobody handed in a picture";
  EXPECT_TRUE(told.audit->templates.empty()) << "nobody knows which wording a picture had";
  const std::string html = report_html(told, contact_sheet(database));
  for (const char* words :
       {"pictures that existed already (p), of somebody&#39;s model, 7",
        "the service as it was in May", "as they had a copy among the others: 2.",
        "is the word of who handed them in", "image 0, man"}) {
    EXPECT_NE(html.find(words), std::string::npos) << words;
  }
}

TEST(Import, PhotographsOfPeopleTakeConsent) {
  const TemporaryFolder folder;
  Imported import(folder);
  write_bytes(import.source / "ceo/1.jpg", with_exif(jpeg_of(painted(red)), 1, true));
  const ImportList list = list_folder(import.settings.set, import.source);
  try {
    import_pictures(folder / "audit", import.settings, list, import.tools);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("taken by a camera (ACM)"), std::string::npos)
        << error.what();
  }
  EXPECT_FALSE(fs::exists(folder / "audit"));
  EXPECT_FALSE(fs::exists(folder / "audit.importing"));
  import.settings.imported->real_people = true;
  EXPECT_EQ(import_pictures(folder / "audit", import.settings, list, import.tools).pictures, 1);
}

TEST(Import, AStopLeavesNothing) {
  const TemporaryFolder folder;
  Imported import(folder);
  write_bytes(import.source / "ceo/1.png", png_of(painted(red)));
  import.tools.on_image = [](const ImageRow&) { throw std::runtime_error("stop");
};
EXPECT_THROW(import_pictures(folder / "audit", import.settings,
                             list_folder(import.settings.set, import.source), import.tools),
             std::runtime_error);
EXPECT_FALSE(fs::exists(folder / "audit"));
EXPECT_FALSE(fs::exists(folder / "audit.importing"));
}  // namespace

}  // namespace evenlight::audit
}  // namespace evenlight::audit
