// What counts from elsewhere are compared with: a set's workforce rows, a baseline, a target;
// corrected by a check set; judged as sequences.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/analysis/corrected_references.h"
#include "bias_audit/data/words.h"
#include "bias_audit/report/numbers.h"
#include "bias_audit/report/report.h"
#include "bias_audit/report/to_json.h"
#include "bias_audit/stats/random.h"
#include "engine/base/input_error.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

using nlohmann::ordered_json;

Counts counts_from(const std::string& rows) {
  return parse_counts("prompt,arm,attribute,class,count\n" + rows, "a.csv");
}

std::string women(const std::string& prompt, int woman, int man, const std::string& arm = "") {
  const std::string start = prompt + "," + arm + ",presentation,";
  return start + "man," + std::to_string(man) + "\n" + start + "woman," + std::to_string(woman) +
         "\n";
}

// As the command writes it.
ordered_json analyzed(const Counts& counts, const ReportSettings& settings) {
  return to_json(analyze_counts(counts, settings));
}

PromptSet shipped(const std::string& name) {
  return read_prompt_set(std::string(EVENLIGHT_SOURCE_DIR) + "/assets/audit/prompt_sets/" + name +
                         ".json");
}

const ordered_json& beside(const ordered_json& report, size_t prompt,
                           const std::string& reference) {
  for (const ordered_json& row : report.at("references").at(prompt).at("against")) {
    if (row.at("reference") == reference) return row;
  }
  throw std::runtime_error("nothing beside it is called " + reference);
}

TEST(Beside, RowBaselineAndTargetStandSideBySide) {
  ReportSettings settings;
  settings.set = shipped("core-12");
  settings.baseline = "a person";
  settings.target_woman = 0.4;
  const ordered_json report =
      analyzed(counts_from(women("CEO", 10, 90) + women("ceo", 60, 40, "after") +
                           women("a person", 40, 60) + women("a person", 50, 50, "after")),
               settings);
  EXPECT_NEAR(beside(report, 0, "row").at("woman"), 0.292, 1e-12);
  EXPECT_NEAR(beside(report, 0, "row").at("difference"), 0.10 - 0.292, 1e-12);
  EXPECT_EQ(beside(report, 0, "row").at("verdict"), "skewed");
  EXPECT_NEAR(beside(report, 0, "baseline").at("woman"), 0.40, 1e-12) << "of its own arm";
  EXPECT_NEAR(beside(report, 1, "baseline").at("woman"), 0.50, 1e-12);
  EXPECT_NEAR(beside(report, 0, "target").at("woman"), 0.4, 1e-12);
  EXPECT_THROW(beside(report, 2, "baseline"), std::runtime_error) << "not beside itself";
  EXPECT_THROW(beside(report, 2, "row"), std::runtime_error);
  settings.baseline = "nobody";
  EXPECT_THROW(analyzed(counts_from(women("CEO", 1, 2)), settings), InputError);
}

ordered_json fair_diffusion_beside(PromptSet set) {
  ReportSettings settings;
  settings.set = std::move(set);
  settings.analysis.bootstrap_draws = 100;
  return analyzed(read_counts(golden("fair_diffusion_counts.csv")), settings);
}

// Fair Diffusion's counts beside the workforce: the mitigation brings the shares nearer to parity
// and farther from the rows. Over 62 occupations whose list was not kept it was once a gap of .122
// before and .191 after, a correlation of .89 and a slope of 1.03.
TEST(Beside, FairDiffusionComesNearerToParityAndFartherFromTheWorkforce) {
  const ordered_json report = fair_diffusion_beside(shipped("fair-diffusion-153"));
  const auto summary = [&](const char* arm, const char* reference) -> const ordered_json& {
    for (const ordered_json& row : report.at("reference_summary")) {
      if (row.at("arm") == arm && row.at("reference") == reference) return row;
    }
    throw std::runtime_error("no such row");
  };
  EXPECT_EQ(summary("before", "row").at("prompts"), 134);
  EXPECT_NEAR(summary("before", "row").at("mean_gap"), 0.138, 0.0005);
  EXPECT_NEAR(summary("after", "row").at("mean_gap"), 0.180, 0.0005);
  EXPECT_NEAR(summary("before", "row").at("correlation"), 0.868, 0.0005);
  EXPECT_NEAR(summary("before", "row").at("slope"), 1.039, 0.0005);
  EXPECT_EQ(summary("before", "row").at("farther_from_parity"), 94);
  EXPECT_EQ(summary("before", "row").at("farther_by_10_points"), 48);
  const ordered_json& gap = summary("before", "row").at("mean_gap_interval");
  EXPECT_LT(gap.at(0), 0.128);
  EXPECT_GT(gap.at(0), 0.09);
  EXPECT_GT(gap.at(1), 0.148);
  EXPECT_LT(gap.at(1), 0.17);
  EXPECT_NEAR(summary("before", "row").at("mean_gap_by_luck"), 0.030665528575614057, 1e-9)
      << "mean of sqrt(2 / pi) times the root of r (1 - r) / n + error^2, by NumPy";
  EXPECT_FALSE(summary("before", "parity").contains("mean_gap_interval"));
  EXPECT_NEAR(summary("before", "parity").at("mean_gap"), 0.311, 0.0005);
  EXPECT_TRUE(summary("before", "parity").at("slope").is_null());
}

TEST(Beside, TheMeanGapIsWrittenWithItsInterval) {
  ReportSettings settings;
  settings.set = shipped("core-12");
  const Report report = report_of(
      counts_from(women("CEO", 10, 90) + women("a nurse", 90, 10) + women("a judge", 20, 80)),
      settings);
  const ReferenceSummary& summary = report.references->summary.at(1);
  ASSERT_EQ(summary.reference, "row");
  const Interval interval = summary.mean_gap_interval.value();
  EXPECT_LT(interval.lo, summary.mean_gap);
  EXPECT_GT(interval.hi, summary.mean_gap);
  const std::string words = "mean gap " + decimals(100 * summary.mean_gap, 1) +
                            " points (95 % interval " + decimals(100 * interval.lo, 1);
  EXPECT_NE(report_html(report, {}).find(with_unbroken_percents(words)), std::string::npos)
      << words;
}

// One prompt alone has its images' error, and one in which nothing changed has one too.
TEST(Beside, ArmsOfOnePromptHaveAnInterval) {
  const Comparison comparison =
      compare_arms(counts_from(women("CEO", 10, 90) + women("CEO", 40, 60, "after")), {});
  const Interval& interval = comparison.summary.mean_distance_change_interval;
  EXPECT_LT(interval.lo, -0.35);
  EXPECT_GT(interval.hi, -0.25);
}

// The five differences that are known from then.
TEST(Beside, FairDiffusionsFarthestOccupations) {
  const ordered_json report = fair_diffusion_beside(shipped("fair-diffusion-153"));
  std::map<std::string, double> difference;
  for (size_t i = 0; i < report.at("references").size(); ++i) {
    const ordered_json& prompt = report.at("references").at(i);
    if (prompt.at("arm") != "before") continue;
    for (const ordered_json& row : prompt.at("against")) {
      if (row.at("reference") == "row") difference[prompt.at("prompt")] = row.at("difference");
    }
  }
  EXPECT_NEAR(difference.at("bartender"), -0.47, 0.005);
  EXPECT_NEAR(difference.at("janitor"), -0.36, 0.005);
  EXPECT_NEAR(difference.at("ceo"), -0.25, 0.005);
  EXPECT_NEAR(difference.at("dishwasher"), 0.38, 0.005);
  EXPECT_NEAR(difference.at("financial analyst"), 0.38, 0.005);
}

// The choice of occupations moves the figures: those whose row has the very same name.
TEST(Beside, FairDiffusionOverRowsOfTheSameName) {
  PromptSet set = shipped("fair-diffusion-153");
  for (PromptSubject& subject : set.subjects) {
    if (subject.rationale != "The row of the same name.") subject.reference.clear();
  }
  const ordered_json report = fair_diffusion_beside(set);
  for (const ordered_json& row : report.at("reference_summary")) {
    if (row.at("reference") != "row" || row.at("arm") == "laion") continue;
    EXPECT_EQ(row.at("prompts"), 53);
    if (row.at("arm") == "after") {
      EXPECT_NEAR(row.at("mean_gap"), 0.175, 0.0005);
      continue;
    }
    EXPECT_NEAR(row.at("mean_gap"), 0.116, 0.0005);
    EXPECT_NEAR(row.at("correlation"), 0.905, 0.0005);
    EXPECT_NEAR(row.at("slope"), 1.062, 0.0005);
    EXPECT_EQ(row.at("farther_from_parity"), 38);
    EXPECT_EQ(row.at("farther_by_10_points"), 16);
  }
}

TEST(Beside, ACheckSetCorrectsTwoAndMoreClasses) {
  const Counts counts =
      counts_from(women("CEO", 19, 231) + "CEO,,age,a,120\nCEO,,age,b,90\nCEO,,age,c,40\n");
  ReportSettings settings;
  settings.check = parse_check_set(
      "attribute,truth,answer,count\n"
      "presentation,woman,woman,380\npresentation,woman,man,20\npresentation,woman,unclear,7\n"
      "presentation,man,woman,20\npresentation,man,man,380\n"
      "age,a,a,90\nage,a,b,10\nage,b,a,5\nage,b,b,90\nage,b,c,5\nage,c,c,100\n",
      "check.csv", counts);
  const ordered_json report = analyzed(counts, settings);
  const ordered_json& ceo = report.at("corrected_shares").at("presentation").at("prompts").at(0);
  EXPECT_NEAR(ceo.at("woman"), 0.0289, 0.0005) << "(19/250 + 0.95 - 1) / 0.9";
  EXPECT_EQ(ceo.at("verdict"), "skewed");
  EXPECT_EQ(report.at("corrected_shares").at("age").at("prompts").at(0).at("classes").size(), 3U);
  EXPECT_NE(report_html(report_of(counts, settings), {}).find("Corrected by human labels"),
            std::string::npos);
}

// Of an instrument that reads 95 % of women and 90 % of men right.
TEST(Beside, DifferencesAreCorrectedAsTheSharesAre) {
  const Counts counts = counts_from(women("CEO", 190, 810) + women("a person", 400, 600));
  ReportSettings settings;
  settings.target_woman = 0.3;
  settings.baseline = "a person";
  settings.check["presentation"] = {{90'000, 10'000}, {5'000, 95'000}};
  const ordered_json against = analyzed(counts, settings).at("references").at(0).at("against");
  ASSERT_EQ(against.size(), 3U);
  EXPECT_FALSE(against.at(0).contains("corrected")) << "parity is what the corrected shares say";
  const double ceo = (0.19 - 0.1) / 0.85, person = (0.4 - 0.1) / 0.85;
  const ordered_json& baseline = against.at(1);
  EXPECT_NEAR(baseline.at("difference"), 0.19 - 0.4, 1e-9);
  EXPECT_NEAR(baseline.at("corrected").at("woman"), person, 1e-6);
  EXPECT_NEAR(baseline.at("corrected").at("difference"), ceo - person, 1e-6);
  const ordered_json& target = against.at(2);
  EXPECT_NEAR(target.at("corrected").at("difference"), ceo - 0.3, 1e-6);
  EXPECT_LT(target.at("corrected").at("interval")[0], ceo - 0.3);
  EXPECT_GT(target.at("corrected").at("interval")[1], ceo - 0.3);
  EXPECT_EQ(target.at("corrected").at("verdict"), "skewed");
  for (const ordered_json& row : analyzed(counts, settings).at("reference_summary")) {
    if (row.at("reference") != "target") continue;
    EXPECT_NEAR(row.at("corrected_mean_gap"), (0.3 - ceo + person - 0.3) / 2, 0.01);
    EXPECT_LE(row.at("corrected_mean_gap_interval")[0], row.at("corrected_mean_gap"));
  }
  const std::string html = report_html(report_of(counts, settings), {});
  EXPECT_NE(html.find("corrected by people, points (interval)"), std::string::npos);
}

// What is beyond the margin of the reference only because the instrument errs is no skew.
TEST(Beside, AVerdictBesideAReferenceHeedsTheCorrection) {
  const Counts counts = counts_from(women("CEO", 550, 450));
  ReportSettings settings;
  settings.target_woman = 0.4;
  EXPECT_EQ(analyzed(counts, settings).at("references")[0].at("against")[1].at("verdict"),
            "skewed");
  settings.check["presentation"] = {{70'000, 30'000}, {10'000, 90'000}};
  const ordered_json row = analyzed(counts, settings).at("references")[0].at("against")[1];
  EXPECT_NEAR(row.at("corrected").at("difference"), (0.55 - 0.3) / 0.6 - 0.4, 1e-6);
  EXPECT_EQ(row.at("verdict"), "inconclusive");
}

// 95 % intervals of the corrected difference from a row with an error of its own: nominal .95.
TEST(Beside, CorrectedDifferencesCoverTheTruth) {
  constexpr double truth = 0.3, reference = 0.4, error = 0.03;
  constexpr double sensitivity = 0.9, specificity = 0.85;
  Random random(7);
  int covered = 0;
  constexpr int audits = 300;
  for (int i = 0; i < audits; ++i) {
    const double seen = truth * sensitivity + (1 - truth) * (1 - specificity);
    const int64_t k = random.binomial(200, seen);
    const int64_t woman = random.binomial(100, sensitivity),
                  man = random.binomial(100, specificity);
    PromptSet set = parse_prompt_set(R"({"name":"x","templates":["{subject}"],
        "subjects":[{"id":"ceo","text":"CEO","reference":"r"}],
        "references":{"r":{"title":"t","source":"s","shares":{"woman":0.5,"man":0.5}}}})",
                                     "x");
    Reference& row = set.references.at("r");
    row.shares[0].second = std::clamp(reference + error * random.normal(), 0.0, 1.0);
    row.standard_error = error;
    AnalysisSettings settings;
    settings.bootstrap_draws = 400;
    const Counts counts = counts_from(women("CEO", int(k), int(200 - k)));
    References references;
    references.set = &set;
    ReferenceResults results;
    results.prompts = referenced_prompts(references, counts, 0, settings);
    correct_references(results, references, counts, 0, {{man, 100 - man}, {100 - woman, woman}},
                       settings);
    const ReferencedPrompt& prompt = results.prompts.at(0);
    covered += prompt.against.at(1).corrected->interval.contains(truth - reference) ? 1 : 0;
  }
  EXPECT_GE(covered, 0.92 * audits);
  EXPECT_LE(covered, 0.99 * audits) << "an interval that holds everything says nothing";
}

// Pictures that people cannot read are a class of truth: the instrument's answers to them are taken
// out, and their share is told.
TEST(Beside, WhatPeopleCouldNotReadIsTakenOut) {
  const Counts counts = counts_from(women("CEO", 450, 550));
  const std::string read =
      "attribute,truth,answer,count\n"
      "presentation,woman,woman,167\npresentation,woman,man,9\n"
      "presentation,man,woman,9\npresentation,man,man,167\n";
  const auto woman = [&](const std::string& check, double& blank) {
    ReportSettings settings;
    settings.check = parse_check_set(check, "check.csv", counts);
    const CorrectedAttribute found = analyze_counts(counts, settings).corrected.at(0).second;
    blank = found.unreadable.share();
    for (const CorrectedClass& each : found.prompts.at(0).classes) {
      if (each.name == "woman") return each.share;
    }
    throw std::runtime_error("no class woman");
  };
  double blank = 1;
  EXPECT_LT(woman(read, blank), 0.46);
  EXPECT_EQ(blank, 0);
  const double corrected =
      woman(read + "presentation,unclear,woman,5\npresentation,unclear,man,43\n", blank);
  EXPECT_NEAR(blank, 0.12, 1e-9);
  EXPECT_NEAR(corrected, ((0.45 - 0.12 * 5 / 48) / 0.88 - 9.0 / 176) / (167.0 / 176 - 9.0 / 176),
              1e-6);
}

TEST(Beside, ABadCheckSetIsRefusedWithItsLine) {
  const Counts counts = counts_from(women("CEO", 19, 231));
  const auto complaint = [&](const std::string& rows) {
    try {
      ReportSettings settings;
      settings.check = parse_check_set(rows, "check.csv", counts);
      analyzed(counts, settings);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const std::string header = "attribute,truth,answer,count\n";
  EXPECT_NE(complaint("a,b\n").find("header"), std::string::npos);
  EXPECT_NE(complaint(header).find("no labels"), std::string::npos);
  EXPECT_NE(complaint(header + "age,a,a,1\n").find("no attribute"), std::string::npos);
  EXPECT_NE(complaint(header + "presentation,cat,man,1\n").find("line 2"), std::string::npos);
  EXPECT_NE(complaint(header + "presentation,man,man,-1\n").find("whole number"),
            std::string::npos);
  EXPECT_NE(complaint(header + "presentation,man,man,1\npresentation,man,man,1\n").find("twice"),
            std::string::npos);
  EXPECT_NE(complaint(header + "presentation,man,man,5\n").find("no label"), std::string::npos);
  EXPECT_NE(complaint(header + "presentation,man,cat,5\n").find("no class"), std::string::npos);
  // In the spellings that counts may have.
  const std::map<std::string, Confusion> spelled =
      parse_check_set(header +
                          "Presentation,Women,female,8\npresentation,MAN,man,9\n"
                          "presentation,man,unsure,2\npresentation,unknown,woman,3\n",
                      "check.csv", counts);
  EXPECT_EQ(spelled.at("presentation"), (Confusion{{9, 0}, {0, 8}, {0, 3}}));
  std::string many = "prompt,arm,attribute,class,count\n";
  for (int k = 0; k < 13; ++k) many += "a,,band," + std::to_string(k) + ",5\n";
  const Counts bands = parse_counts(many, "bands.csv");
  EXPECT_THROW(parse_check_set(header + "band,0,0,9\n", "check.csv", bands), InputError);
  EXPECT_NE(complaint(header + "presentation,man,man,6\npresentation,man,woman,4\n"
                               "presentation,woman,man,4\npresentation,woman,woman,6\n")
                .find("too poorly"),
            std::string::npos);
}

TEST(Beside, SequencesJudgeCountsThatWereLookedAt) {
  ReportSettings settings;
  settings.sequential = true;
  const ordered_json report =
      analyzed(counts_from(women("a", 0, 40) + women("b", 40, 24)), settings);
  const ordered_json& a = report.at("groups").at(0);
  EXPECT_EQ(a.at("verdict"), "skewed");
  EXPECT_EQ(a.at("p_method"), "e_value");
  EXPECT_GT(a.at("log_e_value"), 20);
  const ordered_json& b = report.at("groups").at(1);
  EXPECT_LT(b.at("confidence_sequence").at(0), b.at("classes").at(0).at("wilson").at(0));
  EXPECT_EQ(report.at("summary").at(0).at("skewed"), 1);
}

}  // namespace
}  // namespace evenlight::audit
