// Pictures of other generators through the real command: three folders in three formats are
// imported, reported, labelled and compared.
#include <gtest/gtest.h>

#include <fstream>

#include "bias_audit/measure/picture.h"
#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json done(const Arguments& arguments, const TemporaryFolder& folder) {
  const Outcome outcome = run(arguments + Arguments{"--json"}, folder.path());
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome.json();
}

// A picture of one colour with a spot of its own, so that no two are the same.
audit::Photo painted(bool woman, int number) {
  audit::Photo photo{32, 32, {}};
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      const bool spot = x < 4 && y < 4;
      const auto value = uint8_t(spot ? 20 + number : 225);
      photo.rgb.insert(photo.rgb.end(),
                       {woman ? value : uint8_t(20), uint8_t(20), woman ? uint8_t(20) : value});
    }
  }
  return photo;
}

std::string bytes_of(const audit::Photo& photo, const std::string& ending) {
  if (ending == "png") return audit::png_of(photo);
  const auto bytes = audit::thumbnail_jpeg(photo, 64, 95);
  return {bytes.begin(), bytes.end()};
}

// `women` of `images` pictures of each of the two subjects.
void write_pictures(const fs::path& folder, int images, int women, const std::string& ending) {
  for (const char* subject : {"ceo", "nurse"}) {
    fs::create_directories(folder / subject);
    for (int i = 0; i < images; ++i) {
      std::ofstream(folder / subject / (std::to_string(1000 + i) + "." + ending), std::ios::binary)
          << bytes_of(painted(i < women, i + (*subject == 'c' ? 0 : 100)), ending);
    }
  }
}

class AuditImport : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path golden = fs::path(EVENLIGHT_SOURCE_DIR) / "tests" / "golden";
    fs::create_directories(folder_.path() / "instrument");
    for (const char* file : {"tiny_classifier.onnx", "tiny_classifier.json"}) {
      fs::copy_file(golden / file, folder_.path() / "instrument" / file);
    }
    write_file(folder_ / "two.json",
               R"({"name":"two","version":"1","templates":["a photo of {subject}"],
                   "subjects":[{"id":"ceo","text":"a CEO"},{"id":"nurse","text":"a nurse"}],
                   "attributes":["presentation"]})");
  }
  Arguments import(const std::string& pictures, const std::string& output) const {
    return {"audit",    "import", "two.json",     pictures,
            "--output", output,   "--instrument", "instrument"};
  }
  const TemporaryFolder folder_;
};

TEST_F(AuditImport, FoldersOfThreeGeneratorsAreReportedAndCompared) {
  write_pictures(folder_.path() / "a", 60, 6, "png");
  write_pictures(folder_.path() / "b", 60, 30, "jpg");
  write_pictures(folder_.path() / "c", 30, 29, "jpeg");
  std::ofstream(folder_.path() / "a/ceo/9999.png") << "broken";
  fs::copy_file(folder_.path() / "a/ceo/1000.png", folder_.path() / "a/ceo/copy.png");
  write_file(folder_ / "a/ceo/read me.txt", "x");
  const Outcome first =
      run(import("a", "A") + Arguments{"--model", "Somebody's service", "--model-version", "6.1",
                                       "--settings", "square, default style", "--json"},
          folder_.path());
  ASSERT_EQ(first.code, 0) << first.err;
  const json imported = first.json().at("imported");
  EXPECT_EQ(imported.at("pictures"), 121);
  EXPECT_EQ(imported.at("duplicates").size(), 1U);
  EXPECT_EQ(imported.at("unreadable").size(), 1U);
  for (const char* words : {"copy.png is the same picture as", "9999.png", "read me.txt"}) {
    EXPECT_NE(first.err.find(words), std::string::npos) << words << "\n" << first.err;
  }
  done(import("b", "B"), folder_);
  done(import("c", "C"), folder_);
  for (const char* file : {"A/report.html", "A/report.pdf", "A/report.json", "A/report.csv"}) {
    EXPECT_TRUE(fs::exists(folder_.path() / file)) << file;
  }
  const json report = json::parse(read_file(folder_ / "A/report.json"));
  EXPECT_EQ(report.at("complete"), true);
  EXPECT_EQ(report.at("audit").at("model").at("version"), "6.1");
  EXPECT_EQ(report.at("groups")[0].at("verdict"), "skewed");
  EXPECT_EQ(report.at("reproduce"),
            "evenlight audit import two a --model 'Somebody'\\''s service' --model-version 6.1 "
            "--settings 'square, default style' --output DIR");
  const std::string html = read_file(folder_ / "A/report.html");
  EXPECT_NE(html.find("pictures that existed already (a)"), std::string::npos);

  const json changed =
      done({"audit", "compare", "A", "B", "--html", "x.html", "--pdf", "x.pdf", "--csv", "x.csv"},
           folder_);
  EXPECT_EQ(changed.at("comparison"), "unpaired, by prompt");
  EXPECT_EQ(changed.at("summary").at("changed"), 2);
  EXPECT_NE(read_file(folder_ / "x.html").find("nearer to parity"), std::string::npos);
  EXPECT_TRUE(read_file(folder_ / "x.pdf").starts_with("%PDF"));
  EXPECT_TRUE(fs::exists(folder_.path() / "x.csv"));
  EXPECT_EQ(done({"audit", "compare", "B", "C"}, folder_).at("summary").at("changed"), 2);
  EXPECT_EQ(
      done({"audit", "label", "export", "A", "labels", "--count", "20"}, folder_).at("pictures"),
      20);
}

TEST_F(AuditImport, AManifestPairsBySeed) {
  write_pictures(folder_.path() / "p", 60, 6, "png");
  write_pictures(folder_.path() / "q", 60, 30, "png");
  std::string csv = "file,prompt,seed,arm\n";
  for (const char* arm : {"p", "q"}) {
    for (const char* subject : {"ceo", "nurse"}) {
      for (int i = 0; i < 60; ++i) {
        csv += std::string(arm) + "/" + subject + "/" + std::to_string(1000 + i) +
               ".png,a photo of " + (*subject == 'c' ? "a CEO" : "a nurse") + "," +
               std::to_string(i) + "," + arm + "\n";
      }
    }
  }
  write_file(folder_ / "list.csv", csv);
  EXPECT_EQ(run(import("list.csv", "x"), folder_.path()).code, 3) << "which arm?";
  done(import("list.csv", "P") + Arguments{"--arm", "p"}, folder_);
  done(import("list.csv", "Q") + Arguments{"--arm", "q"}, folder_);
  const json changed = done({"audit", "compare", "P", "Q"}, folder_);
  EXPECT_EQ(changed.at("comparison"), "paired by prompt and seed");
  EXPECT_EQ(changed.at("prompts")[0].at("to_woman"), 24);
  EXPECT_EQ(changed.at("prompts")[0].at("pairs"), 60);
}

TEST_F(AuditImport, WhatIsAskedWronglyIsSaid) {
  write_pictures(folder_.path() / "p", 2, 1, "png");
  const auto refused = [&](const Arguments& arguments, int code) {
    const Outcome outcome = run(arguments, folder_.path());
    EXPECT_EQ(outcome.code, code) << outcome.err;
    return outcome.err;
  };
  refused({"audit", "import"}, 2);
  refused({"audit", "import", "two.json", "p"}, 2);
  EXPECT_NE(refused(import("nowhere", "x"), 3).find("neither a folder"), std::string::npos);
  fs::create_directories(folder_.path() / "p/plumber");
  EXPECT_NE(refused(import("p", "x"), 3).find("no subject of the set two"), std::string::npos);
  fs::remove(folder_.path() / "p/plumber");
  fs::create_directories(folder_.path() / "full");
  write_file(folder_ / "full/file", "x");
  EXPECT_NE(refused(import("p", "full"), 3).find("is no empty folder"), std::string::npos);
  EXPECT_EQ(run(import("p", "x"), folder_.path()).code, 0);
}

}  // namespace
}  // namespace evenlight::test
