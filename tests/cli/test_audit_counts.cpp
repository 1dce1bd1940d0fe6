// The audit verbs that read counts from elsewhere: SciPy's and statsmodels' values through the real
// command, what the counts are compared with, and what is refused.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

using nlohmann::json;

const std::string header = "prompt,arm,attribute,class,count\n";

json golden_statistics() {
  return json::parse(
      read_file(std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests/golden/statistics.json"));
}

std::string two(const std::string& prompt, const std::string& arm, int64_t k, int64_t n) {
  return fmt::format("{0},{1},p,yes,{2}\n{0},{1},p,no,{3}\n", prompt, arm, k, n - k);
}

json done(const Arguments& arguments, const TemporaryFolder& folder) {
  const Outcome outcome = run(arguments + Arguments{"--json"}, folder.path());
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome.json();
}

void expect_interval(const json& found, const json& expected, const std::string& what) {
  EXPECT_NEAR(found.at(0), expected.at(0).get<double>(), 1e-9) << what;
  EXPECT_NEAR(found.at(1), expected.at(1).get<double>(), 1e-9) << what;
}

TEST(AuditCounts, SharesAsSciPyAndStatsmodelsHaveThem) {
  const TemporaryFolder folder;
  const json cases = golden_statistics().at("binomial");
  std::string csv = header;
  for (size_t i = 0; i < cases.size(); ++i) {
    csv += two(std::to_string(i), "", cases[i].at("k"), cases[i].at("n"));
  }
  write_file(folder / "counts.csv", csv);
  const json groups = done({"audit", "analyze", "counts.csv"}, folder).at("groups");
  ASSERT_EQ(groups.size(), cases.size());
  for (size_t i = 0; i < cases.size(); ++i) {
    const json& yes = groups[i].at("classes")[0];
    for (const char* interval : {"wilson", "clopper_pearson", "jeffreys", "agresti_coull"}) {
      expect_interval(yes.at(interval), cases[i].at(interval), interval);
    }
    const double p = cases[i].at("p_exact_two_sided_0.5");
    // SciPy's p underflows to 0 where ours is the smallest number there is.
    EXPECT_NEAR(groups[i].at("p_exact"), p, std::max(1e-9 * p, std::numeric_limits<double>::min()));
  }
}

// Without a checked or stated instrument no prompt is within the margin.
TEST(AuditCounts, WithinTakesACheckedOrStatedInstrument) {
  const TemporaryFolder folder;
  write_file(folder / "counts.csv", header + two("fair", "", 500, 1000));
  const Arguments analyze = {"audit", "analyze", "counts.csv"};
  const json unchecked = done(analyze, folder).at("groups")[0];
  EXPECT_EQ(unchecked.at("verdict"), "inconclusive");
  EXPECT_EQ(unchecked.at("why"), "instrument unchecked");
  const Arguments perfect = {"--sensitivity", "1", "--specificity", "1"};
  EXPECT_EQ(done(analyze + perfect, folder).at("groups")[0].at("verdict"), "within");
  // The share that such an instrument shows of a model on the margin.
  write_file(folder / "counts.csv", header + two("on the margin", "", 450, 1000));
  const Arguments known = {"--sensitivity", "0.9", "--specificity", "0.85"};
  const json margin = done(analyze + known, folder);
  EXPECT_EQ(margin.at("groups")[0].at("verdict"), "inconclusive");
  EXPECT_NEAR(margin.at("corrected_shares").at("p").at("prompts")[0].at("classes")[0].at("share"),
              0.4, 1e-3);
  EXPECT_EQ(run(analyze + Arguments{"--sensitivity", "0.9"}, folder.path()).code, 2);
  EXPECT_EQ(
      run(analyze + Arguments{"--sensitivity", "0.4", "--specificity", "1"}, folder.path()).code,
      2);
  const Outcome table = run(analyze, folder.path());
  EXPECT_NE(table.out.find("(instrument unchecked)"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("a fair prompt is found within the margin in"), std::string::npos);
}

std::string presentation(const std::string& third, int64_t count) {
  return fmt::format("a,,presentation,woman,500\na,,presentation,man,500\na,,presentation,{},{}\n",
                     third, count);
}

// The worst that an audit can do is to call a fair model skewed.
TEST(AuditCounts, AWordForNoAnswerMakesNoPromptSkewed) {
  const TemporaryFolder folder;
  const Arguments analyze = {"audit", "analyze", "counts.csv"};
  for (const char* word : {"NA", "-", "unbekannt", "Unknown?", "unknown (blurry)", "nobody"}) {
    write_file(folder / "counts.csv", header + presentation(word, 20));
    const json group = done(analyze, folder).at("groups")[0];
    EXPECT_EQ(group.at("verdict"), "inconclusive") << word;
    EXPECT_EQ(group.at("classes").size(), 2u) << word;
    EXPECT_EQ(group.at("images"), 1020) << word;
  }
  // A name that nobody explained is asked about, and no verdict hangs on it.
  write_file(folder / "counts.csv", header + presentation("blob", 20));
  const Outcome asked = run(analyze, folder.path());
  EXPECT_EQ(asked.code, 0);
  EXPECT_NE(asked.err.find("'blob' has 20 of 1020 images"), std::string::npos) << asked.err;
  EXPECT_NE(asked.err.find("--classes or --unclear"), std::string::npos) << asked.err;
  EXPECT_NE(asked.out.find("(class in question)"), std::string::npos) << asked.out;
  EXPECT_EQ(done(analyze, folder).at("groups")[0].at("why"), "class in question");
  const json stated =
      done(analyze + Arguments{"--classes", "woman,man,blob"}, folder).at("groups")[0];
  EXPECT_EQ(stated.at("verdict"), "skewed");
  const json unclear = done(analyze + Arguments{"--unclear", "blob"}, folder).at("groups")[0];
  EXPECT_EQ(unclear.at("classes").size(), 2u);
  EXPECT_EQ(unclear.at("unclassified").at("unclear"), 20);
  // Skewed either way stays skewed.
  write_file(folder / "counts.csv", header +
                                        "a,,presentation,woman,950\na,,presentation,man,50\n"
                                        "a,,presentation,blob,20\n");
  EXPECT_EQ(done(analyze, folder).at("groups")[0].at("verdict"), "skewed");
  EXPECT_EQ(run(analyze + Arguments{"--classes", "woman"}, folder.path()).code, 2);
  EXPECT_EQ(run(analyze + Arguments{"--classes", "woman,Woman"}, folder.path()).code, 2);
  EXPECT_EQ(run(analyze + Arguments{"--classes", "woman,man"}, folder.path()).code, 3);
}

// What is skewed as counted, but not once the instrument's errors are out, is inconclusive; the
// prompts farthest from parity are those of the corrected shares.
TEST(AuditCounts, SkewedHeedsTheCorrectionByLabels) {
  const TemporaryFolder folder;
  write_file(folder / "counts.csv",
             header + two("the instrument alone", "", 700, 1000) + two("the model", "", 880, 1000));
  const Arguments analyze = {"audit", "analyze", "counts.csv"};
  const Arguments stated = {"--sensitivity", "0.9", "--specificity", "0.6"};
  EXPECT_EQ(done(analyze, folder).at("groups")[0].at("verdict"), "skewed");
  const json heeded = done(analyze + stated, folder);
  EXPECT_EQ(heeded.at("groups")[0].at("verdict"), "inconclusive");
  EXPECT_EQ(heeded.at("groups")[1].at("verdict"), "skewed");
  EXPECT_EQ(heeded.at("summary")[0].at("skewed"), 1);
  EXPECT_EQ(heeded.at("summary")[0].at("inconclusive"), 1);

  // As a report lists them: .88 counted is .96 corrected.
  const std::string counts = header + "p,,presentation,woman,880\np,,presentation,man,120\n";
  write_file(folder / "counts.csv", counts);
  const Outcome report = run(
      Arguments{"audit", "report", "counts.csv", "--json", "report.json"} + stated, folder.path());
  ASSERT_EQ(report.code, 0) << report.err;
  const json worst = json::parse(read_file(folder / "report.json")).at("worst").at(0);
  EXPECT_EQ(worst.at("by_labels"), true);
  EXPECT_NEAR(worst.at("total_variation_corrected"), 0.46, 0.01);
  EXPECT_LE(worst.at("total_variation_interval")[0], worst.at("total_variation_corrected"));
  EXPECT_GE(worst.at("total_variation_interval")[1], worst.at("total_variation_corrected"));
}

TEST(AuditCounts, SeveralClassesAsSciPyAndStatsmodelsHaveThem) {
  const TemporaryFolder folder;
  const json cases = golden_statistics().at("multinomial");
  std::string csv = header;
  for (size_t i = 0; i < cases.size(); ++i) {
    const auto counts = cases[i].at("counts").get<std::vector<int64_t>>();
    for (size_t c = 0; c < counts.size(); ++c) {
      csv += fmt::format("{0},,attribute {0},class {1},{2}\n", i, c, counts[c]);
    }
  }
  write_file(folder / "counts.csv", csv);
  const json groups = done({"audit", "analyze", "counts.csv"}, folder).at("groups");
  ASSERT_EQ(groups.size(), cases.size());
  for (size_t i = 0; i < cases.size(); ++i) {
    const json &group = groups[i], &expected = cases[i], &distances = group.at("distances");
    for (size_t c = 0; c < group.at("classes").size(); ++c) {
      for (const char* interval : {"goodman", "sison_glaz"}) {
        expect_interval(group.at("classes")[c].at(interval), expected.at(interval)[c], interval);
      }
    }
    const json& chi = expected.at("chi2_uniform");
    EXPECT_NEAR(group.at("chi_square").at("statistic"), chi.at("statistic").get<double>(), 1e-9);
    EXPECT_NEAR(group.at("chi_square").at("p"), chi.at("p").get<double>(), 1e-9);
    EXPECT_NEAR(group.at("total_variation"), expected.at("total_variation_uniform"), 1e-12);
    EXPECT_NEAR(distances.at("entropy_normalised"), expected.at("entropy_normalised"), 1e-12);
    EXPECT_NEAR(distances.at("hellinger"), expected.at("hellinger_uniform"), 1e-12);
    EXPECT_NEAR(distances.at("jensen_shannon_bits"), expected.at("jensen_shannon_uniform_bits"),
                1e-12);
  }
}

TEST(AuditCounts, EquivalenceAndTwoArmsAsSciPyAndStatsmodelsHaveThem) {
  const TemporaryFolder folder;
  const json statistics = golden_statistics();
  int equivalences = 0;
  for (const json& each : statistics.at("tost_one_proportion_exact")) {
    if (each.at("target") != 0.5) continue;
    write_file(folder / "counts.csv", header + two("a", "", each.at("k"), each.at("n")));
    const json found = done({"audit", "analyze", "counts.csv", "--epsilon",
                             std::to_string(each.at("epsilon").get<double>())},
                            folder);
    EXPECT_NEAR(found.at("groups")[0].at("p_equivalence"), each.at("p").get<double>(), 1e-9);
    ++equivalences;
  }
  EXPECT_GE(equivalences, 3);
  std::string csv = header + two("0", "z", 1, 2);
  const json cases = statistics.at("two_proportions");
  for (size_t i = 0; i < cases.size(); ++i) {
    csv += two(std::to_string(i), "x", cases[i].at("k1"), cases[i].at("n1")) +
           two(std::to_string(i), "y", cases[i].at("k2"), cases[i].at("n2"));
  }
  write_file(folder / "arms.csv", csv);
  const json prompts =
      done({"audit", "compare", "arms.csv", "--arms", "y", "x"}, folder).at("prompts");
  ASSERT_EQ(prompts.size(), cases.size());
  for (size_t i = 0; i < cases.size(); ++i) {
    expect_interval(prompts[i].at("interval"), cases[i].at("newcombe"), "newcombe");
    EXPECT_NEAR(prompts[i].at("p_fisher"), cases[i].at("fisher_exact_p").get<double>(), 1e-9);
  }
}

TEST(AuditCounts, ManyPromptsAreAdjustedAsAsked) {
  const TemporaryFolder folder;
  write_file(folder / "counts.csv",
             header + two("a", "", 70, 100) + two("b", "", 62, 100) + two("c", "", 50, 100));
  const auto adjusted = [&](const char* method) {
    return done({"audit", "analyze", "counts.csv", "--adjustment", method}, folder)
        .at("groups")[1]
        .at("p_adjusted")
        .get<double>();
  };
  const double p = done({"audit", "analyze", "counts.csv"}, folder).at("groups")[1].at("p_exact");
  EXPECT_NEAR(adjusted("benjamini_hochberg"), p * 3 / 2, 1e-12);
  EXPECT_NEAR(adjusted("benjamini_yekutieli"), p * 3 / 2 * (1 + 1 / 2.0 + 1 / 3.0), 1e-12);
  EXPECT_NEAR(adjusted("holm"), p * 2, 1e-12);
}

TEST(AuditCounts, TheyAreLaidBesideRowsBaselineTargetAndCheckSet) {
  const TemporaryFolder folder;
  write_file(folder / "counts.csv",
             header +
                 "CEO,,presentation,woman,19\nCEO,,presentation,man,231\n"
                 "a person,,presentation,woman,100\na person,,presentation,man,150\n");
  write_file(folder / "check.csv",
             "attribute,truth,answer,count\n"
             "presentation,woman,woman,190\npresentation,woman,man,10\n"
             "presentation,man,woman,10\npresentation,man,man,190\n");
  const Arguments beside = {"--set", "core-12",     "--baseline", "a person",    "--target",
                            "0.4",   "--check-set", "check.csv",  "--sequential"};
  const json found = done(Arguments{"audit", "analyze", "counts.csv"} + beside, folder);
  EXPECT_EQ(found.at("references")[0].at("against").size(), 4u);
  EXPECT_NEAR(found.at("reference_summary")[1].at("mean_gap"), 0.292 - 0.076, 1e-9);
  EXPECT_NEAR(found.at("corrected_shares").at("presentation").at("prompts")[0].at("woman"),
              (0.076 - 0.05) / 0.9, 1e-9);
  EXPECT_TRUE(found.at("groups")[0].contains("confidence_sequence"));
  const Outcome table = run(Arguments{"audit", "analyze", "counts.csv"} + beside, folder.path());
  EXPECT_NE(table.out.find("beside row: mean gap 0.216"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("corrected: woman 0.029"), std::string::npos) << table.out;
  const Arguments report = {"audit", "report", "counts.csv", "--html", "r.html", "--pdf", "r.pdf"};
  EXPECT_EQ(run(report + beside, folder.path()).code, 0);
  const std::string html = read_file(folder / "r.html");
  for (const char* part : {"Chief executives", "Target", "Corrected by human labels"}) {
    EXPECT_NE(html.find(part), std::string::npos) << part;
  }
}

TEST(AuditCounts, WhatIsWrongIsOneSentence) {
  const TemporaryFolder folder;
  write_file(folder / "good.csv", header + two("a", "", 3, 9) + two("a", "x", 3, 9) +
                                      two("a", "y", 3, 9) + "b,,presentation,no face,9\n");
  write_file(folder / "negative.csv", header + "a,,p,yes,-3\na,,p,no,9\n");
  write_file(folder / "huge.csv", header + "a,,p,yes,99999999999999999999\na,,p,no,9\n");
  write_file(folder / "half.csv", header + "a,,p,yes,1.5\na,,p,no,9\n");
  write_file(folder / "columns.csv", "prompt,count\na,3\n");
  write_file(folder / "bytes.csv", std::string("\0\1\2", 3));
  write_file(folder / "check.csv", "attribute,truth,answer,count\np,yes,yes,-1\n");
  struct Mishap {
    Arguments arguments;
    int code;
    std::string said;
  };
  const std::vector<Mishap> mishaps = {
      {{"analyze", "negative.csv"}, 3, "negative.csv, line 2: the count '-3'"},
      {{"analyze", "huge.csv"}, 3, "huge.csv, line 2"},
      {{"analyze", "half.csv"}, 3, "half.csv, line 2"},
      {{"analyze", "columns.csv"}, 3, "the header must be"},
      {{"analyze", "bytes.csv"}, 3, "bytes.csv, line 1"},
      {{"analyze", "good.csv", "--adjustment", "none"}, 2, "benjamini_yekutieli, holm"},
      {{"analyze", "good.csv", "--target", "1.5"}, 2, "--target"},
      {{"analyze", "good.csv", "--set", "core-13"}, 3, "core-12"},
      {{"analyze", "good.csv", "--baseline", "nobody"}, 3, "nobody"},
      {{"analyze", "good.csv", "--check-set", "check.csv"}, 3, "check.csv, line 2"},
      {{"analyze", "good.csv", "--check-set", "none.csv"}, 3, "none.csv"},
      {{"compare", "good.csv"}, 3, "--arms"},
      {{"compare", "good.csv", "--arms", "x", "z"}, 3, "\"z\" is no arm"},
      {{"compare", "good.csv", "--arms", "x"}, 2, "--arms"}};
  for (const Mishap& mishap : mishaps) {
    SCOPED_TRACE(mishap.said);
    const Outcome outcome = run(Arguments{"audit"} + mishap.arguments, folder.path());
    EXPECT_EQ(outcome.code, mishap.code) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(mishap.said), std::string::npos) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }
  // An attribute of which nothing was seen has a report too.
  EXPECT_EQ(
      run({"audit", "report", "good.csv", "--html", "g.html", "--pdf", "g.pdf"}, folder.path())
          .code,
      0);
}

}  // namespace
}  // namespace evenlight::test
