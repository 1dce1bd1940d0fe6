// What people are asked, what they may answer, and what their answers come to.
#include <gtest/gtest.h>

#include <cctype>
#include <map>

#include "bias_audit/analysis/check_set.h"
#include "bias_audit/data/labels.h"
#include "bias_audit/data/sqlite.h"
#include "engine/base/input_error.h"
#include "tests/audit/audits.h"

namespace evenlight::audit {
namespace {

// Tones in three classes, dark the rarest; one picture in ten is unclear, one is read wrongly.
AuditDatabase toned_audit(const std::filesystem::path& folder, int64_t images) {
  AuditSettings settings = small_audit(images);
  settings.instruments = nlohmann::ordered_json::parse(
      R"([{"name":"n","version":"1","kind":"whole_image_classifier","domain":"drawings",
           "sha256":"0","licence":"l","provenance":"p","accuracy":{},"limits":[],"least_score":0.5,
           "heads":[{"attribute":"presentation","classes":["woman","man"],"abstain_below":0.5}]}])");
  AuditDatabase database = AuditDatabase::create(folder, settings, {});
  RunTools tools = stamps({"woman", "man", "woman", "no_face"});
  const auto measure = tools.measure;
  tools.measure = [measure, at = 0](const std::filesystem::path& file) mutable {
    constexpr const char* tones[] = {"light", "medium", "light", "dark", "medium"};
    Measurement m = measure(file);
    m.detail["truth"] = tones[at % 5];
    m.tone_band = at % 10 == 7 ? "unclear" : at % 10 == 9 ? "light" : tones[at % 5];
    m.detail["skin"] = {{"ita", 60 - at % 90}};
    ++at;
    return m;
  };
  run_audit(database, tools);
  return database;
}

std::vector<HumanLabel> truths(const AuditDatabase& database, const std::string& rater) {
  std::vector<HumanLabel> labels;
  for (const ImageRow& row : database.images()) {
    labels.push_back(
        {rater, row.subject, row.image, row.measurement.detail.at("truth"), "tone_band"});
  }
  return labels;
}

TEST(Labels, ASampleHoldsEveryClassInItsProportion) {
  const TemporaryFolder folder;
  const AuditDatabase database = toned_audit(folder / "a", 100);
  std::map<std::string, int> all, sampled;
  std::map<std::pair<size_t, int64_t>, std::string> tone;
  for (const ImageRow& row : database.images()) {
    const std::string& label = row.measurement.label_of("tone_band");
    tone[{row.subject, row.image}] = label;
    ++all[label];
  }
  const auto sample = blind_sample(database, 60, "tone_band");
  ASSERT_EQ(sample.size(), 60U);
  for (const BlindPicture& each : sample) ++sampled[tone.at({each.subject, each.image})];
  for (const char* band : {"light", "medium", "dark"}) {
    EXPECT_NEAR(sampled[band], all[band] / 5.0, 1.01) << band;
  }
}

TEST(Labels, ThreeClassesAreCorrectedByTheirConfusion) {
  const TemporaryFolder folder;
  AuditDatabase database = toned_audit(folder / "a", 60);
  database.add_labels(truths(database, "Ada"));
  const CheckSet check = check_sets_of(database, database.images(), {"tone_band"}).front();
  ASSERT_EQ(check.classes, (std::vector<std::string>{"light", "medium", "dark"}));
  EXPECT_TRUE(check.can_correct) << worded(check.why_not.value_or(plain("")));
  EXPECT_EQ(check.images, 180);
  EXPECT_EQ(check.confusion[1][1] + check.confusion[1][0] + check.confusion[1][3], 72)
      << "two in five are medium";
  EXPECT_GT(check.confusion[1][0], 0) << "some of which are read as light";
  EXPECT_EQ(check.confusion[0][1], 0);
  EXPECT_TRUE(check.machine.has_kappa);
  EXPECT_LT(check.machine.kappa, 1);
  const CheckSet none = check_sets_of(database, database.images(), {"presentation"}).front();
  EXPECT_EQ(none.images, 0) << "labels of one attribute say nothing of another";
  EXPECT_EQ(worded(none.why_not.value()), "nobody has labelled a picture yet");
}

TEST(Labels, OneAttributeDoesNotReplaceAnother) {
  const TemporaryFolder folder;
  AuditDatabase database = toned_audit(folder / "a", 4);
  database.add_labels({{"r", 0, 1, "man"}, {"r", 0, 1, "dark", "tone_band"}});
  database.add_labels({{"r", 0, 1, "light", "tone_band"}});
  const auto labels = database.labels();
  ASSERT_EQ(labels.size(), 2U);
  EXPECT_EQ(labels[0].outcome, "man");
  EXPECT_EQ(labels[1].outcome, "light");
}

std::string complaint(const AuditDatabase& database, const std::string& csv) {
  try {
    parse_labels(database, csv, "l.csv", "r");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Labels, AFileIsReadWithAndWithoutItsAttribute) {
  const TemporaryFolder folder;
  const AuditDatabase database = toned_audit(folder / "a", 4);
  const std::string id = blind_sample(database, 1).front().id;
  const auto old =
      parse_labels(database, "id,picture,label\n" + id + ",x,several people\n", "l", "r");
  ASSERT_EQ(old.size(), 1U);
  EXPECT_EQ(old[0].attribute, "presentation");
  EXPECT_EQ(old[0].outcome, "several_people");
  const std::string header = "id,picture,attribute,label\n";
  const auto both = parse_labels(
      database, header + id + ",x,tone_band,dark\n" + id + ",x,presentation,man\n", "l", "r");
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].attribute, "tone_band");

  for (const auto& [given, meant] : {std::pair("Woman", "woman"),
                                     {"women", "woman"},
                                     {"F", "woman"},
                                     {"Frau", "woman"},
                                     {"unsure", "unclear"},
                                     {"unknown?", "unclear"},
                                     {"NA", "unclear"},
                                     {"multiple", "several_people"},
                                     {"nobody", "no_face"}}) {
    const auto read =
        parse_labels(database, header + id + ",x,presentation," + given + "\n", "l", "r");
    ASSERT_EQ(read.size(), 1U) << given;
    EXPECT_EQ(read[0].outcome, meant) << given;
  }

  EXPECT_NE(complaint(database, "id,label\n").find("line 1"), std::string::npos);
  EXPECT_NE(complaint(database, header + id + ",x,race,a\n")
                .find("no attribute of this audit; it"
                      " has presentation, age and tone_band"),
            std::string::npos);
  EXPECT_NE(complaint(database, header + id + ",x,tone_band,woman\n")
                .find("write light, medium, dark, unclear, several_people or no_face"),
            std::string::npos);
  EXPECT_NE(complaint(database, header + id + ",x,tone_band,dark\n" + id + ",x,tone_band,dark\n")
                .find("line 3"),
            std::string::npos);
  EXPECT_NE(complaint(database, header + id + ",x,dark\n").find("four fields"), std::string::npos);
}

// What a spreadsheet does to a column of ids, and what it did to those of an earlier version, which
// were twelve hexadecimal digits.
TEST(Labels, IdsSurviveASpreadsheet) {
  const TemporaryFolder folder;
  const AuditDatabase database = toned_audit(folder / "a", 100);
  const std::string header = "id,picture,attribute,label\n";
  int numbers = 0;
  for (const BlindPicture& picture : blind_sample(database, 300)) {
    const std::string id = picture.id, old = id.substr(1);
    ASSERT_EQ(id.size(), 13U);
    EXPECT_EQ(id[0], 'p') << "no spreadsheet takes it for a number";
    std::string upper = id;
    for (char& c : upper) c = char(std::toupper(c));
    const auto read = [&](const std::string& written, const std::string& file) {
      const auto labels =
          parse_labels(database, header + written + "," + file + ",presentation,man\n", "l", "r");
      return std::pair(labels.at(0).subject, labels.at(0).image);
    };
    const auto right = std::pair(picture.subject, picture.image);
    EXPECT_EQ(read(upper, "x"), right);
    EXPECT_EQ(read(old, "x"), right) << "an export of an earlier version";
    if (old.find_first_not_of("0123456789") == std::string::npos) {
      ++numbers;
      EXPECT_EQ(read(old.substr(old.find_first_not_of('0')), "x"), right) << "zeros dropped";
      EXPECT_EQ(read("1.23457E+11", "pictures/" + old + ".png"), right) << "made a number of";
    }
  }
  EXPECT_GE(numbers, 1) << "of 300 ids some were digits only; without one this tests nothing";
  EXPECT_NE(complaint(database, header + "1.23457E+11,x,presentation,man\n").find("spreadsheet"),
            std::string::npos);
}

TEST(Labels, AChangedPictureIsNotShownToAnybody) {
  const TemporaryFolder folder;
  const AuditDatabase database = toned_audit(folder / "a", 2);
  const std::string file = database.images().front().file;
  const auto complaint_of_export = [&](const char* name) -> std::string {
    try {
      export_labels(database, folder / name, 6);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(complaint_of_export("before"), "");
  std::ofstream(folder / "a" / file, std::ios::trunc) << "another picture";
  EXPECT_NE(complaint_of_export("changed").find(file + ": was changed"), std::string::npos);
  std::filesystem::remove(folder / "a" / file);
  EXPECT_NE(complaint_of_export("gone").find("is gone"), std::string::npos);
  std::filesystem::create_symlink("/etc/passwd", folder / "a" / file);
  EXPECT_NE(complaint_of_export("link").find("is a link"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "link")) << "nothing of it, then";
}

// A database from when the table of labels had no attribute.
TEST(Labels, AnOldDatabaseIsReadAndWrittenOn) {
  const TemporaryFolder folder;
  { AuditDatabase database = toned_audit(folder / "a", 4); }
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "a" / AuditDatabase::file_name).c_str(), &handle), SQLITE_OK);
  execute(handle,
          "DROP TABLE labels;"
          "CREATE TABLE labels(rater TEXT NOT NULL, subject TEXT NOT NULL, image INTEGER NOT NULL,"
          " outcome TEXT NOT NULL, PRIMARY KEY(rater, subject, image));"
          "INSERT INTO labels VALUES('r', 'ceo', 1, 'man')");
  sqlite3_close(handle);
  AuditDatabase database = AuditDatabase::open(folder / "a", AuditDatabase::Mode::write);
  ASSERT_EQ(database.labels().size(), 1U);
  EXPECT_EQ(database.labels()[0].attribute, "presentation");
  database.add_labels({{"r", 0, 1, "dark", "tone_band"}});
  ASSERT_EQ(database.labels().size(), 2U);
  EXPECT_EQ(database.labels()[0].outcome, "man");
  EXPECT_EQ(database.labels()[1].outcome, "dark");
}

// A detector that only finds faces leaves presentation to people.
TEST(Labels, WhatNoInstrumentReadsIsWhatPeopleSay) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(4);
  settings.instruments = nlohmann::ordered_json::parse(
      R"([{"name":"n","version":"1","kind":"haar_face_detector","domain":"photographs",
           "sha256":"0","licence":"l","provenance":"p","accuracy":{},"limits":[],"heads":[]}])");
  AuditDatabase database = AuditDatabase::create(folder / "a", settings, {});
  RunTools tools = stamps({"unclear"});
  const auto measure = tools.measure;
  tools.measure = [measure](const std::filesystem::path& file) {
    Measurement m = measure(file);
    m.age = "unclear";
    return m;
  };
  run_audit(database, tools);
  database.add_labels({{"r", 0, 1, "woman"}, {"r", 0, 2, "60_plus", "age"}});
  const auto images = as_people_read(database, database.images());
  EXPECT_EQ(images[1].measurement.outcome, "woman");
  EXPECT_EQ(images[2].measurement.age, "60_plus");
  EXPECT_TRUE(is_unmeasured(database, database.images(), "age"));
  EXPECT_FALSE(is_unmeasured(database, database.images(), "tone_band")) << "colour can be read";
}

}  // namespace
}  // namespace evenlight::audit
