// Instruments: manifests, a whole-image classifier, faces. The photographs' networks are tried when
// EVENLIGHT_FACE_INSTRUMENTS names the folder that convert_face_api.py filled.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <new>

#include "bias_audit/measure/instruments.h"
#include "bias_audit/measure/network.h"
#include "bias_audit/measure/trial.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "tests/audit/audits.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

Photo plain(Rgb colour, int width = 64, int height = 64) {
  Photo photo{width, height, {}};
  for (int i = 0; i < width * height; ++i) {
    photo.rgb.insert(photo.rgb.end(), {colour.r, colour.g, colour.b});
  }
  return photo;
}

TEST(WholeImage, EveryImageEndsInOneOfFiveWays) {
  const Instruments instruments({golden("tiny_classifier.json")});
  const auto outcome = [&](Rgb colour) { return instruments.measure(plain(colour)).outcome; };
  EXPECT_EQ(outcome({200, 60, 40}), "woman");
  EXPECT_EQ(outcome({40, 60, 200}), "man");
  EXPECT_EQ(outcome({120, 60, 120}), "unclear");
  EXPECT_EQ(outcome({40, 250, 40}), "several_people");
  EXPECT_EQ(outcome({0, 0, 0}), "no_face");
  EXPECT_EQ(instruments.measure(plain({200, 60, 200})).age, "adult");
  EXPECT_GT(*instruments.measure(plain({200, 60, 40})).score, 0.9);
  EXPECT_EQ(instruments.classes_of("age"), (std::vector<std::string>{"adult", "old"}));
  EXPECT_EQ(instruments.classes_of("tone_band").size(), 3U);
}

TEST(WholeImage, AMeasurementSurvivesTheDatabase) {
  const Instruments instruments({golden("tiny_classifier.json")});
  const auto json = to_json(instruments.measure(plain({200, 60, 40})));
  EXPECT_EQ(to_json(measurement_from_json(json, "row")).dump(), json.dump());
}

TEST(Haar, APictureWithoutAFaceHasNoFace) {
  const Instruments instruments(
      {std::string(EVENLIGHT_SOURCE_DIR) + "/assets/audit/instruments/haar.json"});
  const Measurement m = instruments.measure(plain({120, 120, 120}, 200, 150));
  EXPECT_EQ(m.outcome, "no_face");
  EXPECT_EQ(m.faces, 0);
  EXPECT_EQ(m.label_of("tone_band"), "no_face");
}

TEST(NoInstrument, EverythingIsLeftToPeople) {
  const Instruments instruments({});
  EXPECT_EQ(instruments.measure(plain({1, 2, 3})).outcome, "unclear");
}

TEST(Manifest, WhatIsWrongIsSaid) {
  const TemporaryFolder folder;
  std::filesystem::copy_file(golden("tiny_classifier.onnx"), folder / "tiny_classifier.onnx");
  std::ofstream(folder / "broken.onnx") << "no network";
  const auto json = read_json(golden("tiny_classifier.json"));
  const auto complaint = [&](const char* pointer, const nlohmann::json& value) {
    nlohmann::json changed = json;
    changed[nlohmann::json::json_pointer(pointer)] = value;
    std::ofstream(folder / "m.json") << changed;
    try {
      const Instruments loaded({folder / "m.json"});
      loaded.measure(plain({9, 9, 9}));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(complaint("/name", "other"), "");
  EXPECT_NE(complaint("/kind", "oracle").find("accepted are whole_image"), std::string::npos);
  EXPECT_NE(complaint("/sha256", "00").find("is not that of"), std::string::npos);
  EXPECT_NE(complaint("/file", "../x.onnx").find("beside the manifest"), std::string::npos);
  EXPECT_NE(complaint("/file", "none.onnx").find("not there"), std::string::npos);
  EXPECT_NE(complaint("/input/width", 100000).find("width"), std::string::npos);
  EXPECT_NE(complaint("/heads/0/classes", {"a", "b"}).find("woman, man"), std::string::npos);
  EXPECT_NE(complaint("/heads/2/classes", {"a", "b", "c"}).find("output"), std::string::npos);
  EXPECT_NE(complaint("/heads/0/output", "race").find("no output"), std::string::npos);
  EXPECT_NE(complaint("/heads/2/classes", {"a", "unclear"}).find("two beside"), std::string::npos);
  EXPECT_NE(complaint("/limits", nlohmann::json::array()).find("limits"), std::string::npos);
  nlohmann::json broken = json;
  broken["file"] = "broken.onnx";
  broken["sha256"] = sha256_of_text("no network");
  std::ofstream(folder / "b.json") << broken;
  EXPECT_THROW(Instruments({folder / "b.json"}), InputError);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// What loading and using an instrument with this file says; "" when it works.
std::string complaint_about(const std::filesystem::path& folder, nlohmann::json manifest,
                            const std::string& bytes) {
  const std::string name = manifest.at("file");
  std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << bytes;
  manifest["sha256"] = sha256_of_text(bytes);
  std::ofstream(folder / "instrument.json", std::ios::trunc) << manifest;
  try {
    const Instruments loaded({folder / "instrument.json"});
    loaded.measure(plain({120, 90, 80}, 200, 150));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

// Dimensions, indices and lengths of the network changed one byte at a time: an answer or a
// sentence, never the end of the program.
TEST(Damaged, ANetworkNeverEndsTheProgram) {
  const TemporaryFolder folder;
  const auto manifest = read_json(golden("tiny_classifier.json"));
  const std::string bytes = bytes_of(golden("tiny_classifier.onnx"));
  ASSERT_EQ(complaint_about(folder / ".", manifest, bytes), "");
  int refused = 0;
  for (size_t i = 0; i < 60; ++i) {
    std::string changed = bytes;
    changed[(i * 7919) % bytes.size()] = char(i % 2 ? 0x3F : 0xFF);
    refused += complaint_about(folder / ".", manifest, changed).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 5);
}

TEST(Damaged, ACascadeNeverEndsTheProgram) {
  const auto assets = std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "assets/audit/instruments";
  auto manifest = read_json(assets / "haar.json");
  const TemporaryFolder folder;
  const std::string bytes = bytes_of(read_manifest(assets / "haar.json").file);
  manifest["file"] = "cascade.xml";
  ASSERT_EQ(complaint_about(folder / ".", manifest, bytes), "");
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = bytes;
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return complaint_about(folder / ".", manifest, text.replace(at, from.size(), to));
  };
  EXPECT_NE(changed("0 -1 0 -3.1", "0 -1 99999999 -3.1").find("stage 0, feature"),
            std::string::npos);
  EXPECT_NE(changed("0 -1 0 -3.1", "0 7 0 -3.1").find("branch"), std::string::npos);
  EXPECT_NE(changed("0 -1 0 -3.1511999666690826e-02",
                    "0 1 0 -3.1511999666690826e-02 1 -1 0 -3.1511999666690826e-02")
                .find("one leaf more"),
            std::string::npos);
  EXPECT_NE(changed("6 4 12 9 -1.", "6 4 12 90 -1.").find("feature 0"), std::string::npos);
  EXPECT_NE(changed("6 7 12 3 3.", "16 7 12 3 3.").find("leaves the window"), std::string::npos);
  EXPECT_NE(changed("<width>24</width>", "<width>0</width>").find("width"), std::string::npos);
  EXPECT_NE(changed("<featureType>HAAR", "<featureType>LBP").find("Haar"), std::string::npos);
  EXPECT_NE(changed("</opencv_storage>", "").find("no cascade"), std::string::npos);
}

TEST(Damaged, WhatEndsTheTrialIsSaid) {
  const auto told = [](const std::function<void()>& attempt) -> std::string {
    try {
      try_apart("file.onnx", attempt);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(told([] {}), "");
  EXPECT_EQ(told([] { throw std::runtime_error("the caller meets this itself"); }), "");
  EXPECT_NE(told([] { std::raise(SIGSEGV); }).find("file.onnx: is damaged"), std::string::npos);
  EXPECT_NE(told([] { throw std::bad_alloc(); }).find("8 GiB"), std::string::npos);
}

TEST(Photographs, ConvertedNetworksFindAndReadFaces) {
  const char* folder = std::getenv("EVENLIGHT_FACE_INSTRUMENTS");
  const char* photos = std::getenv("EVENLIGHT_FACE_PHOTOS");
  if (!folder || !photos) GTEST_SKIP() << "EVENLIGHT_FACE_INSTRUMENTS, EVENLIGHT_FACE_PHOTOS unset";
  const std::filesystem::path base(folder);
  const Instruments instruments(
      {base / "tiny_face_detector.json", base / "face_landmark_68.json", base / "age_gender.json"});
  for (const auto& entry : std::filesystem::directory_iterator(photos)) {
    if (entry.path().extension() != ".jpg") continue;
    const Measurement m = instruments.measure(read_photo(entry.path()));
    EXPECT_GE(m.faces.value_or(0), 1) << entry.path();
    std::cout << entry.path().filename() << " " << to_json(m).dump() << "\n";
  }
}

}  // namespace
}  // namespace evenlight::audit
