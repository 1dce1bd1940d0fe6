// An attribute of a user's own through the whole chain (measured, counted, labelled, corrected,
// reported, compared), a second instrument beside the first, and how alike pictures are.
#include <gtest/gtest.h>

#include <fstream>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/analysis/image_counts.h"
#include "bias_audit/data/labels.h"
#include "bias_audit/measure/instruments.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/to_json.h"
#include "bias_audit/stats/pairwise.h"
#include "bias_audit/stats/random.h"
#include "engine/base/input_error.h"
#include "tests/audit/audits.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// Woman or man, bright or dim, in turn.
constexpr Rgb colours[] = {{200, 60, 40}, {40, 60, 200}, {60, 20, 0}, {0, 20, 60}};

Photo painted(uint64_t seed) {
  Photo photo{32, 32, {}};
  const Rgb colour = colours[seed % 4];
  for (int i = 0; i < 32 * 32; ++i) {
    const bool spot = uint64_t(i) == seed % 1024;
    photo.rgb.insert(photo.rgb.end(), {spot ? uint8_t(99) : colour.r, colour.g, colour.b});
  }
  return photo;
}

// The classifier of tests with other heads.
fs::path write_manifest(const TemporaryFolder& folder, const char* name, const json& heads) {
  const fs::path network = folder / "tiny_classifier.onnx";
  if (!fs::exists(network)) fs::copy_file(golden("tiny_classifier.onnx"), network);
  json manifest = read_json(golden("tiny_classifier.json"));
  manifest["name"] = name;
  manifest["heads"] = heads;
  const fs::path path = folder / (std::string(name) + ".json");
  std::ofstream(path) << manifest;
  return path;
}

const json brightness_head = {
    {"attribute", "brightness"}, {"output", "age"}, {"classes", {"bright", "dim"}}};
// Says man where the first says woman.
const json swapped_head = {
    {"attribute", "presentation"}, {"output", "presentation"}, {"classes", {"man", "woman"}}};

AuditDatabase audit_with(const TemporaryFolder& folder, const char* name,
                         const std::vector<fs::path>& manifests, uint64_t seed_base = 1000) {
  const Instruments instruments(manifests);
  AuditSettings settings = small_audit(40);
  settings.seed_base = seed_base;
  settings.instruments = instruments.describe();
  RunTools tools;
  tools.make = one_by_one([](const std::string&, uint64_t seed, const fs::path& file) {
    std::ofstream(file, std::ios::binary) << png_of(painted(seed));
    return std::string("{}");
  });
  tools.measure = [&](const fs::path& file) { return instruments.measure(read_photo(file)); };
  AuditDatabase database = AuditDatabase::create(folder / name, settings, Shard{});
  run_audit(database, tools);
  return database;
}

TEST(OwnAttribute, GoesThroughTheWholeChain) {
  const TemporaryFolder folder;
  const std::vector<fs::path> manifests = {
      golden("tiny_classifier.json"),
      write_manifest(folder, "mine", json::array({brightness_head}))};
  AuditDatabase database = audit_with(folder, "audit", manifests);
  const Counts counts = counts_of(database.settings(), database.images());
  ASSERT_EQ(counts.attributes.back().name, "brightness");
  EXPECT_EQ(counts.attributes.back().classes, (std::vector<std::string>{"bright", "dim"}));
  EXPECT_EQ(counts.groups.back().counts, (CountVector{20, 20}));

  // People say that two of the dim ones are bright.
  std::string csv = "id,picture,attribute,label\n";
  int dim = 0;
  for (const BlindPicture& picture : blind_sample(database, 120, "brightness")) {
    const bool is_dim = database.settings().seed_of(picture.image) % 4 >= 2;
    csv += picture.id + ",,brightness," + (is_dim && ++dim > 2 ? "dim" : "bright") + "\n";
  }
  database.add_labels(parse_labels(database, csv, "labels.csv", "ann"));
  EXPECT_THROW(parse_labels(database, "id,picture,attribute,label\nx,,colour,red\n", "l", "ann"),
               InputError);

  const Report report = report_of(database, {});
  const auto written = json::parse(report_json(report));
  const auto group = std::ranges::find_if(
      written.at("groups"), [](const json& each) { return each.at("attribute") == "brightness"; });
  ASSERT_NE(group, written.at("groups").end());
  EXPECT_EQ(group->at("why"), "no target named");
  const json check = written.at("human_checks").at("brightness");
  EXPECT_EQ(check.at("can_correct"), true) << check;
  EXPECT_NE(report_html(report, {}).find("Prompts: brightness"), std::string::npos);
  EXPECT_NE(report_csv(report).find(",brightness,dim,20"), std::string::npos);

  const AuditDatabase again = audit_with(folder, "again", manifests);
  const Comparison comparison = compare_audits(database, again, {});
  EXPECT_EQ(comparison.attributes.back().name, "brightness");
}

TEST(OwnAttribute, WhatNoInstrumentReadsPeopleMay) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(12);
  settings.set = parse_prompt_set(
      R"({"name":"places","templates":["{subject}"],"subjects":[{"id":"house","text":"a house"}],
          "attributes":["region"],"classes":{"region":["north","south"]}})",
      "places");
  AuditDatabase database = AuditDatabase::create(folder / "audit", settings, Shard{});
  RunTools tools = stamps({"no_face"});
  run_audit(database, tools);
  EXPECT_EQ(answers_to(settings, "region").front(), "north");
  Counts counts = counts_of(settings, database.images());
  ASSERT_EQ(counts.attributes.size(), 1U);
  EXPECT_EQ(counts.groups[0].unclear(), 12);
  std::string csv = "id,picture,attribute,label\n";
  for (const BlindPicture& picture : blind_sample(database, 12, "region")) {
    csv += picture.id + ",,region," + (picture.image < 9 ? "north" : "south") + "\n";
  }
  database.add_labels(parse_labels(database, csv, "l.csv", "ann"));
  const Report report = report_of(database, {});
  const auto written = json::parse(report_json(report));
  EXPECT_EQ(written.at("groups").at(0).at("classes").at(0).at("count"), 9);
  const std::string answer = written.at("answer").at("answer");
  EXPECT_NE(answer.find("described and not judged"), std::string::npos) << answer;
  EXPECT_NE(answer.find("north 75 %"), std::string::npos) << answer;
  EXPECT_EQ(report_html(report, {}).find("Perceived presentation"), std::string::npos);
}

TEST(OwnAttribute, ItsNameAndClassesAreChecked) {
  const TemporaryFolder folder;
  const auto complaint = [&](const json& head) {
    try {
      read_manifest(write_manifest(folder, "mine", json::array({head})));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  json head = brightness_head;
  EXPECT_EQ(complaint(head), "");
  for (const char* name : {"Race", "a b", "", "x-y", "9lives"}) {
    head["attribute"] = name;
    EXPECT_NE(complaint(head), "") << name;
  }
  head = brightness_head;
  head["classes"] = {"bright", "refused"};
  EXPECT_NE(complaint(head).find("counts as no class"), std::string::npos);
  const auto set_complaint = [](const char* classes) {
    try {
      parse_prompt_set(
          std::string(
              R"({"name":"x","templates":["{subject}"],"subjects":[{"id":"a","text":"t"}],"classes":)") +
              classes + "}",
          "x");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(set_complaint(R"({"region":["north","south"]})"), "");
  EXPECT_NE(set_complaint(R"({"age":["young","old"]})").find("every audit knows"),
            std::string::npos);
  EXPECT_NE(set_complaint(R"({"region":["north"]})"), "");
  EXPECT_NE(set_complaint(R"({"region":["north","north"]})").find("twice"), std::string::npos);
  EXPECT_NE(set_complaint(R"({"region":["north","unclear"]})").find("no class"), std::string::npos);
}

TEST(SecondInstrument, ItsDisagreementIsTold) {
  const TemporaryFolder folder;
  const AuditDatabase database =
      audit_with(folder, "audit",
                 {golden("tiny_classifier.json"),
                  write_manifest(folder, "other", json::array({swapped_head}))});
  const Report report = report_of(database, {});
  ASSERT_EQ(report.audit->opinions.size(), 1U);
  const SecondOpinion& opinion = report.audit->opinions[0];
  EXPECT_EQ(opinion.attribute, "presentation");
  EXPECT_EQ(opinion.agree.n, 120);
  EXPECT_EQ(opinion.agree.count, 0);
  EXPECT_EQ(opinion.table[0][1], 60);
  EXPECT_EQ(opinion.table[1][0], 60);
  ASSERT_TRUE(opinion.kappa);
  EXPECT_DOUBLE_EQ(opinion.kappa->kappa, -1);
  // The first one counts.
  EXPECT_EQ(counts_of(database.settings(), database.images()).groups[0].counts,
            (CountVector{20, 20}));
  const std::string html = report_html(report, {});
  EXPECT_NE(html.find("Where two instruments disagree"), std::string::npos);
  EXPECT_NE(html.find("0 of 120 pictures are read alike"), std::string::npos);
  EXPECT_GT(report_pdf(report, {}).size(), 1000U);
}

TEST(SecondInstrument, OneThatReadsFacesNeedsThemFound) {
  const TemporaryFolder folder;
  json manifest = read_json(write_manifest(folder, "faces", json::array({brightness_head})));
  manifest["kind"] = "face_classifier";
  std::ofstream(folder / "faces.json", std::ios::trunc) << manifest;
  EXPECT_THROW(Instruments({folder / "faces.json"}), InputError);
}

TEST(Diversity, PicturesThatAreAlikeAreSaidToBe) {
  const TemporaryFolder folder;
  const AuditDatabase database = audit_with(folder, "audit", {golden("tiny_classifier.json")});
  const Report report = report_of(database, {});
  ASSERT_EQ(report.audit->diversity.size(), 1U);
  const Diversity& diversity = report.audit->diversity[0];
  EXPECT_EQ(diversity.by, "picture");
  ASSERT_EQ(diversity.prompts.size(), 3U);
  // All prompts have the same pictures here, so that none is more alike within than between.
  EXPECT_NEAR(diversity.prompts[0].similarity.mean, diversity.prompts[1].similarity.mean, 1e-9);
  EXPECT_GT(*diversity.between, diversity.mean);
  EXPECT_LT(diversity.mean, 0.9);
  EXPECT_NE(report_html(report, {}).find("How alike the pictures of a prompt are"),
            std::string::npos);
  const std::string csv = diversity_csv(report);
  EXPECT_EQ(csv.find("prompt,by,pictures,mean_similarity,low,high\nceo,picture,40,0."), 0U) << csv;
}

TEST(Diversity, AMeanSimilarityIsThatOfAllPairs) {
  const std::vector<std::vector<double>> vectors = {{1, 0}, {0, 2}, {3, 3}, {-1, 0}};
  const double half = std::sqrt(0.5);
  EXPECT_NEAR(mean_similarity(vectors, 0.05).mean, (0 + half - 1 + half + 0 - half) / 6, 1e-12);
  EXPECT_FALSE(mean_similarity({{1, 0}, {1, 0}}, 0.05).interval);
  const std::vector<std::vector<double>> same(9, {1, 1});
  const MeanSimilarity alike = mean_similarity(same, 0.05);
  EXPECT_NEAR(alike.mean, 1, 1e-12);
  ASSERT_TRUE(alike.interval);
  EXPECT_NEAR(alike.interval->lo, 1, 1e-6);
  EXPECT_NEAR(*similarity_between({{{1, 0}, {1, 0}}, {{0, 1}}, {{-1, 0}}}),
              (0 + 0 - 1 - 1 + 0) / 5.0, 1e-12);
  EXPECT_FALSE(similarity_between({{{1, 0}}, {}}));
}

// Vectors around a direction: the interval holds the mean of very many in at least 93 of 100 cases.
TEST(Diversity, TheIntervalHoldsWhatItClaims) {
  Random random(7);
  const auto draw = [&] {
    const double angle = 2.2 * random.uniform() + (random.uniform() < 0.2 ? 2.0 : 0.0);
    return std::vector<double>{std::cos(angle), std::sin(angle)};
  };
  std::vector<std::vector<double>> many;
  for (int i = 0; i < 200000; ++i) many.push_back(draw());
  const double truth = mean_similarity(many, 0.05).mean;
  for (const int n : {10, 30, 100}) {
    int holds = 0;
    constexpr int audits = 1000;
    for (int audit = 0; audit < audits; ++audit) {
      std::vector<std::vector<double>> some;
      for (int i = 0; i < n; ++i) some.push_back(draw());
      holds += mean_similarity(some, 0.05).interval->contains(truth) ? 1 : 0;
    }
    EXPECT_GE(holds, 0.93 * audits) << n;
  }
}

}  // namespace
}  // namespace evenlight::audit
