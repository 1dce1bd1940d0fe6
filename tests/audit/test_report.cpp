// A report of an audit whose shares are known: its parts, its bytes, what it says.
#include <gtest/gtest.h>

#include <cstddef>

#include "bias_audit/measure/runner.h"
#include "bias_audit/report/book.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/to_json.h"
#include "engine/base/input_error.h"
#include "tests/audit/audits.h"
#include "tests/audit/example_audit.h"

namespace evenlight::audit {
namespace {

using nlohmann::ordered_json;

Report report_in(const std::filesystem::path& folder) {
  ReportSettings settings;
  settings.reproduce = "evenlight audit run core-12 --output DIR";
  return report_of(AuditDatabase::open(folder, AuditDatabase::Mode::read), settings);
}

Report example(const TemporaryFolder& folder, const ExampleOptions& options) {
  make_example_audit(folder / "a", options);
  return report_in(folder / "a");
}

TEST(Report, HasEveryPartAndNeedsNothingElse) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 40, .labelled = true});
  const auto sheet = contact_sheet(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read));
  const std::string html = report_html(report, sheet);
  for (const char* part : {"Summary",
                           "What the images were",
                           "Prompts: presentation",
                           "Prompts: skin tone",
                           "Intersections",
                           "Farthest from parity",
                           "Wordings",
                           "Scores of other audits",
                           "HEIM imbalance",
                           "DALL-Eval MAD",
                           "Shen et al. 2024",
                           "OpenBias",
                           "fair model",
                           "Instruments and people",
                           "Limits",
                           "Contact sheet",
                           "Settings",
                           "To make this audit again",
                           "prompt_set_sha256",
                           "images_sha256",
                           "US Bureau of Labor Statistics",
                           "Parity",
                           "a person",
                           "<svg",
                           "data:image/jpeg;base64,"}) {
    EXPECT_NE(html.find(part), std::string::npos) << part;
  }
  for (const char* outside : {"src=\"http", "<link", "<script", "url(", "@import", "unbiased"}) {
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
  }
  EXPECT_EQ(sheet.size(), 13U * 8U);
}

// Three blocks of more than half a page each take three pages, where their lines alone take two.
TEST(Book, WhatBelongsTogetherStandsOnOnePage) {
  const auto pages_of = [](bool together) {
    Book book("blocks");
    for (int block = 0; block < 3; ++block) {
      const auto write = [&] {
        for (int line = 0; line < 26; ++line) book.text("one line");
      };
      if (together) {
        book.together(write);
      } else {
        write();
      }
    }
    const std::string pdf = book.finish();
    const size_t at = pdf.find("/Count ");
    return at == std::string::npos ? std::string() : pdf.substr(at + 7, 1);
  };
  EXPECT_EQ(pages_of(false), "2");
  EXPECT_EQ(pages_of(true), "3");
}

TEST(Report, TheSameAuditGivesTheSameBytes) {
  const TemporaryFolder folder;
  const Report first = example(folder, {.images = 20});
  const Report second = report_in(folder / "a");
  const auto sheet = contact_sheet(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read), 2);
  EXPECT_EQ(report_json(first), report_json(second));
  EXPECT_EQ(report_html(first, sheet), report_html(second, sheet));
  EXPECT_TRUE(report_pdf(first, sheet) == report_pdf(second, sheet));
  EXPECT_EQ(report_csv(first), report_csv(second));
}

TEST(Report, AnAuditWithoutItsPicturesCanStillBeReported) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 4});
  std::filesystem::remove_all(folder / "a" / "images");
  const auto sheet = contact_sheet(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read), 2);
  EXPECT_NE(report_html(report, sheet).find("not shown: is gone"), std::string::npos);
  EXPECT_FALSE(report_pdf(report, sheet).empty());
}

// Numbers are of the pictures that were measured: another one in their place must not be shown as
// one.
TEST(Report, AChangedPictureIsNotShown) {
  const TemporaryFolder folder;
  example(folder, {.images = 4});
  const AuditDatabase audit = AuditDatabase::open(folder / "a", AuditDatabase::Mode::read);
  const std::vector<ImageRow> rows = audit.images();
  std::filesystem::copy_file(folder / "a" / rows[1].file, folder / "a" / rows[0].file,
                             std::filesystem::copy_options::overwrite_existing);
  const auto sheet = contact_sheet(audit, 2);
  EXPECT_TRUE(sheet[0].jpeg.empty());
  EXPECT_NE(sheet[0].caption.find("not shown: was changed after the audit"), std::string::npos)
      << sheet[0].caption;
  EXPECT_FALSE(sheet[1].jpeg.empty()) << "the others are shown";
}

TEST(Report, CorrectedSharesAgreeWithWhatWasDrawn) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 100, .labelled = true});
  const HumanCheck& check = report.audit->checks.front();
  ASSERT_TRUE(check.corrected) << worded(check.set.why_not.value_or(plain("")));
  int covered = 0;
  for (const CorrectedPrompt& row : check.corrected->prompts) {
    ASSERT_EQ(row.classes.at(0).name, "woman");
    covered += row.classes.at(0).interval.contains(example_share(row.prompt)) ? 1 : 0;
  }
  EXPECT_GE(covered, 10) << "of twelve 95 % intervals";
}

// Each attribute has its own check set: age is labelled, skin tone is not.
TEST(Report, EveryAttributeSaysWhetherItIsCorrected) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 100, .labelled = true});
  const ordered_json json = to_json(report);
  EXPECT_EQ(json.at("corrected"), true);
  const ordered_json& age = json.at("human_checks").at("age");
  EXPECT_EQ(age.at("can_correct"), true) << age;
  EXPECT_EQ(age.at("columns"), ordered_json({"adult", "old", "not classified"}));
  EXPECT_NEAR(age.at("recalls").at("adult").at("share"), 0.92, 0.05);
  EXPECT_EQ(age.at("corrected").size(), 12U);
  for (const ordered_json& row : age.at("corrected")) {
    EXPECT_EQ(row.at("classes").at(1).at("class"), "old");
    EXPECT_LT(row.at("classes").at(1).at("interval").at(0), row.at("classes").at(1).at("share"));
  }
  const ordered_json& tone = json.at("human_checks").at("tone_band");
  EXPECT_EQ(tone.at("can_correct"), false);
  EXPECT_EQ(tone.at("why_not"), "nobody has labelled a picture yet");
  const std::string html = report_html(report, {});
  for (const char* part :
       {"Shares of presentation and age are given as counted and as corrected by people",
        "those of skin tone are uncorrected", "Age: people and instrument",
        "corrected by people, interval", "Shares of skin tone are uncorrected: nobody has"}) {
    EXPECT_NE(html.find(part), std::string::npos) << part;
  }
  EXPECT_FALSE(report_pdf(report, {}).empty());
}

TEST(Report, ASequentialAuditIsJudgedByItsSequences) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 100, .sequential = true});
  for (const GroupResult& group : report.analysis.groups) {
    if (group.attribute != "presentation") continue;
    ASSERT_TRUE(group.sequence);
    const Interval& sequence = group.sequence->shares;
    EXPECT_LE(sequence.lo, group.classes.at(0).wilson.lo);
    EXPECT_GE(sequence.hi, group.classes.at(0).wilson.hi);
    if (group.verdict == Verdict::skewed) {
      EXPECT_TRUE(sequence.lo > 0.6 || sequence.hi < 0.4) << group.prompt;
    }
    EXPECT_EQ(to_json(group).at("confidence_sequence").at(0), sequence.lo);
  }
}

TEST(Report, WithoutAFaceEverythingIsInconclusive) {
  const TemporaryFolder folder;
  const Report report = example(folder, {.images = 10, .no_face = true});
  for (const FamilySummary& row : report.analysis.summary) {
    EXPECT_EQ(row.verdicts.inconclusive, row.prompts);
    EXPECT_FALSE(row.distance);
    EXPECT_TRUE(to_json(row).at("mean_distance_from_parity").is_null());
  }
  EXPECT_NE(report_html(report, {}).find("No image was classified"), std::string::npos);
  EXPECT_FALSE(report_pdf(report, {}).empty());
}

TEST(Report, OneShardIsNoWholeAudit) {
  const TemporaryFolder folder;
  AuditDatabase part = AuditDatabase::create(folder / "s", small_audit(4), {0, 2});
  run_audit(part, stamps({"woman", "man"}));
  EXPECT_FALSE(report_of(part, {}).audit->complete);
}

TEST(Report, HostileSettingsAreRefused) {
  const ordered_json good = to_json(small_audit(2));
  const auto complaint = [&](const char* pointer, const ordered_json& value) {
    ordered_json changed = good;
    changed[ordered_json::json_pointer(pointer)] = value;
    try {
      settings_from_json(changed, "settings");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(complaint("/arm", "x"), "");
  EXPECT_NE(complaint("/model/name", 5).find("name"), std::string::npos);
  EXPECT_NE(complaint("/instruments", {1}).find("instruments"), std::string::npos);
  EXPECT_NE(complaint("/instruments", {{{"name", "x"}}}).find("lacks"), std::string::npos);
  const ordered_json head = {
      {"attribute", "age"}, {"classes", {"old", "unclear"}}, {"abstain_below", 0}};
  const ordered_json one_class = {{"name", "x"},
                                  {"version", "1"},
                                  {"kind", "face_classifier"},
                                  {"domain", "drawings"},
                                  {"sha256", "x"},
                                  {"licence", "x"},
                                  {"provenance", "x"},
                                  {"accuracy", ordered_json::object()},
                                  {"limits", ordered_json::array({"x"})},
                                  {"heads", ordered_json::array({head})},
                                  {"least_score", 0}};
  EXPECT_NE(complaint("/instruments", ordered_json::array({one_class})).find("two beside"),
            std::string::npos);
  EXPECT_NE(complaint("/sequential", 1).find("sequential"), std::string::npos);
  EXPECT_NE(complaint("/images", 0).find("images"), std::string::npos);
}

TEST(Report, MarkupInPromptsStaysText) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(2);
  settings.set = parse_prompt_set("<script>alert(1)</script>\n\"a\" & b\n", "x.txt");
  AuditDatabase database = AuditDatabase::create(folder / "a", settings, {});
  run_audit(database, stamps({"woman", "man"}));
  const std::string html = report_html(report_of(database, {}), {});
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
}

// Counts name everything that a table's head and cells hold.
TEST(Report, MarkupInCountsStaysText) {
  const std::string hostile = "<img src=x onerror=alert(1)>";
  std::string rows = "prompt,arm,attribute,class,count\n";
  for (const char* name : {"<b>yes</b>", "<b>no</b>"}) {
    rows += hostile + "," + hostile + "," + hostile + "," + name + ",9\n";
  }
  const std::string html = report_html(report_of(parse_counts(rows, "a.csv"), {}), {});
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("<b>yes"), std::string::npos);
  EXPECT_NE(html.find("&lt;img src=x"), std::string::npos);
}

// Text becomes markup through html::text() alone.
TEST(Report, NoTextIsMarkupByItself) {
  static_assert(!std::is_constructible_v<html::Html, std::string>);
  static_assert(!std::is_constructible_v<html::Html, const char*>);
  static_assert(!std::is_convertible_v<std::string, html::Html>);
  EXPECT_EQ(html::text("a < b & \"c\"").markup(), "a &lt; b &amp; &quot;c&quot;");
}

}  // namespace
}  // namespace evenlight::audit
