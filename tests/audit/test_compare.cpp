// Two audits side by side: what pairs their images, every attribute, and the files that tell it.
#include <gtest/gtest.h>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/comparison_report.h"
#include "bias_audit/report/to_json.h"
#include "engine/base/input_error.h"
#include "tests/audit/audits.h"

namespace evenlight::audit {
namespace {

// An audit of stamps whose image k of every subject ends as outcomes[k mod size].
AuditDatabase made(const TemporaryFolder& folder, const std::string& name, AuditSettings settings,
                   const std::vector<std::string>& outcomes) {
  {
    auto database = AuditDatabase::create(folder / name, settings, Shard{});
    run_audit(database, stamps(outcomes));
  }
  return AuditDatabase::open(folder / name, AuditDatabase::Mode::read);
}

const ComparedAttribute& attribute_of(const Comparison& comparison, const std::string& name) {
  for (const ComparedAttribute& each : comparison.attributes) {
    if (each.name == name) return each;
  }
  throw std::runtime_error("no attribute " + name);
}

TEST(Compare, AnotherWordingIsPairedBySubjectTemplateAndSeed) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(40);
  const auto first = made(folder, "first", settings, {"man"});
  settings.set = parse_prompt_set(
      R"({"name":"small","version":"2","templates":["a photo of {subject}, any gender","a drawing of {subject}"],
          "subjects":[{"id":"ceo","text":"a CEO of any gender"},{"id":"nurse","text":"a nurse"},
                      {"id":"other","text":"something else"}]})",
      "small");
  settings.arm = "worded";
  const auto second = made(folder, "second", settings, {"woman", "man"});
  const Comparison comparison = compare_audits(first, second, {});
  EXPECT_TRUE(comparison.paired);
  ASSERT_EQ(comparison.prompts.size(), 2U) << "what only one of the sets has is no pair";
  EXPECT_EQ(comparison.prompts[0].pairs->both_read, 40);
  EXPECT_EQ(comparison.prompts[0].pairs->to_class, 20);
  EXPECT_EQ(comparison.prompts[0].pairs->from_class, 0);
  EXPECT_TRUE(comparison.prompts[0].changed);
  EXPECT_NEAR(*comparison.summary.mean_distance_change, -0.5, 0.08);
  ASSERT_EQ(comparison.wordings.size(), 2U);
  EXPECT_EQ(comparison.wordings[0].second, "a photo of {subject}, any gender");
  EXPECT_EQ(comparison.wordings[1].second, "a CEO of any gender");
  EXPECT_EQ(to_json(comparison).at("wordings")[1].at("first"), "a CEO");
}

// Ages of four bands, told by who reads the stamps.
RunTools aged(const std::vector<std::string>& ages) {
  RunTools tools = stamps({"woman", "man"});
  tools.measure = [ages, measure = tools.measure](const std::filesystem::path& file) {
    Measurement m = measure(file);
    std::ifstream stream(file);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    m.age = ages[(std::stoull(text.substr(text.rfind(' ') + 1)) / 2) % ages.size()];
    return m;
  };
  return tools;
}

TEST(Compare, EveryAttributeIsCompared) {
  const TemporaryFolder folder;
  const AuditSettings settings = small_audit(80);
  const auto audit_of = [&](const char* name, const std::vector<std::string>& ages) {
    {
      auto database = AuditDatabase::create(folder / name, settings, Shard{});
      run_audit(database, aged(ages));
    }
    return AuditDatabase::open(folder / name, AuditDatabase::Mode::read);
  };
  const auto first = audit_of("first", {"20_39"});
  const auto second = audit_of("second", {"under_20", "20_39", "40_59", "60_plus"});
  const Comparison comparison = compare_audits(first, second, {});
  EXPECT_EQ(comparison.summary.changed, 0) << "presentation is the same";
  const ComparedAttribute& age = attribute_of(comparison, "age");
  ASSERT_EQ(age.prompts.size(), 12U) << "three prompts, four bands";
  EXPECT_EQ(age.summary.prompts, 3);
  EXPECT_EQ(age.summary.changed, 3);
  EXPECT_NEAR(*age.summary.mean_distance_change, -0.75, 0.08);
  EXPECT_LT(age.summary.mean_distance_change_interval.hi, -0.6);
  EXPECT_EQ(age.prompts[1].class_name, "20_39");
  EXPECT_NEAR(age.prompts[1].change->difference(), -0.75, 1e-12);
  EXPECT_EQ(age.prompts[1].pairs->from_class, 60);
  const auto json = to_json(comparison);
  EXPECT_EQ(json.at("attributes").at("age").at("summary").at("changed"), 3);
  EXPECT_TRUE(json.at("prompts")[0].contains("woman_first"));

  const std::string html = comparison_html(comparison, {});
  for (const char* words : {"No change of the distance from parity in presentation is shown",
                            "<h2 id=\"age\">Age</h2>", "changed in 3 of 3 prompts",
                            "Paired picture by picture", "Nothing that the audits record"}) {
    EXPECT_NE(html.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(html, comparison_html(comparison, {}));
  const std::string pdf = comparison_pdf(comparison, {});
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_EQ(pdf, comparison_pdf(comparison, {}));
  const std::string csv = comparison_csv(comparison);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 3 + 12 + 9);
  EXPECT_NE(csv.find("age,ceo,20_39,80,1.000000,0.250000,-0.750000,"), std::string::npos) << csv;
}

// Pictures from elsewhere have no seeds: they are compared, but nothing is taken for a pair.
TEST(Compare, WithoutSeedsNothingIsPaired) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(40);
  const auto own = made(folder, "own", settings, {"man"});
  settings.imported = ImportedPictures{"elsewhere", ""};
  settings.model = {{"name", "another model"}, {"version", "3"}};
  {
    auto database = AuditDatabase::create(folder / "imported", settings, Shard{});
    std::vector<ImageRow> rows = own.images();
    for (ImageRow& row : rows) row.measurement.outcome = row.image % 2 ? "woman" : "man";
    database.add(rows);
  }
  const auto imported = AuditDatabase::open(folder / "imported", AuditDatabase::Mode::read);
  const Comparison comparison = compare_audits(own, imported, {});
  EXPECT_FALSE(comparison.paired);
  ASSERT_EQ(comparison.prompts.size(), 3U);
  EXPECT_FALSE(comparison.prompts[0].pairs);
  EXPECT_TRUE(comparison.prompts[0].changed);
  const auto json = to_json(comparison);
  EXPECT_EQ(json.at("comparison"), "unpaired, by prompt");
  EXPECT_EQ(json.at("second").at("model").at("version"), "3");
  const std::string html = comparison_html(comparison, {});
  EXPECT_NE(html.find("as not both have known seeds"), std::string::npos);
  EXPECT_NE(html.find("stamps and another model 3"), std::string::npos);
  EXPECT_NE(html.find("nearer to parity"), std::string::npos);
}

}  // namespace
}  // namespace evenlight::audit
