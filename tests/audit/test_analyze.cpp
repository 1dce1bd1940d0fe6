// analyze(): the shape that scripts rely on, the verdicts, and the published Fair Diffusion counts.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/report/to_json.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

using nlohmann::ordered_json;

// Attributes whose instrument was checked, so that every verdict may be given.
const AnalysisSettings all_checked = {.checked = {"p", "age", "tone"}};

ordered_json analyze_rows(const std::string& rows, const AnalysisSettings& settings = all_checked) {
  return to_json(
      analyze(parse_counts("prompt,arm,attribute,class,count\n" + rows, "a.csv"), settings));
}

std::string two_classes(const std::string& prompt, int man, int woman, int unclear = 0) {
  return prompt + ",,p,man," + std::to_string(man) + "\n" + prompt + ",,p,woman," +
         std::to_string(woman) + "\n" + prompt + ",,p,unclear," + std::to_string(unclear) + "\n";
}

TEST(Analyze, Shape) {
  const ordered_json found =
      analyze_rows(two_classes("ceo", 239, 11) + two_classes("aide", 50, 50));
  EXPECT_TRUE(found.at("settings").is_object());
  const ordered_json& group = found.at("groups").at(0);
  EXPECT_EQ(group.at("prompt"), "ceo");
  EXPECT_EQ(group.at("arm"), "");
  EXPECT_EQ(group.at("attribute"), "p");
  EXPECT_EQ(group.at("n"), 250);
  EXPECT_NEAR(group.at("total_variation"), 0.456, 1e-12);
  EXPECT_EQ(group.at("verdict"), "skewed");
  const double p = group.at("p_exact");
  EXPECT_NEAR(group.at("p_adjusted"), 2 * p, 1e-12 * p);
  const ordered_json& man = group.at("classes").at(0);
  EXPECT_EQ(man.at("class"), "man");
  EXPECT_EQ(man.at("count"), 239);
  for (const char* interval : {"wilson", "clopper_pearson", "goodman", "sison_glaz"}) {
    EXPECT_LT(man.at(interval).at(0), 0.956);
    EXPECT_GT(man.at(interval).at(1), 0.956);
  }
  const ordered_json& summary = found.at("summary").at(0);
  EXPECT_EQ(summary.at("prompts"), 2);
  EXPECT_NEAR(summary.at("mean_distance_from_parity"), 0.228, 1e-12);
  EXPECT_EQ(summary.at("extreme_80_20"), 1);
  EXPECT_EQ(summary.at("skewed"), 1);
}

TEST(Analyze, SameCountsSameBytes) {
  const std::string rows = two_classes("ceo", 239, 11) + two_classes("aide", 50, 47, 3);
  EXPECT_EQ(analyze_rows(rows).dump(), analyze_rows(rows).dump());
}

TEST(Analyze, Verdicts) {
  const auto verdict = [](int man, int woman, int unclear) {
    return analyze_rows(two_classes("a", man, woman, unclear)).at("groups").at(0).at("verdict");
  };
  EXPECT_EQ(verdict(250, 0, 0), "skewed");
  EXPECT_EQ(verdict(500, 500, 0), "within");
  EXPECT_EQ(verdict(8, 8, 0), "inconclusive") << "too few images never show parity";
  EXPECT_EQ(verdict(60, 40, 0), "inconclusive") << "a tendency is no proof of more than 10 points";
  // Verdicts must hold whatever the unclear images show.
  EXPECT_EQ(verdict(200, 50, 20), "skewed");
  EXPECT_EQ(verdict(200, 50, 200), "inconclusive");
  EXPECT_EQ(verdict(500, 500, 300), "inconclusive");
}

TEST(Analyze, NoPromptIsWithinByAnInstrumentThatNobodyChecked) {
  const std::string rows = two_classes("a", 500, 500) + two_classes("b", 950, 50);
  const ordered_json groups = analyze_rows(rows, {}).at("groups");
  EXPECT_EQ(groups.at(0).at("verdict"), "inconclusive");
  EXPECT_EQ(groups.at(0).at("why"), "instrument unchecked");
  EXPECT_LT(groups.at(0).at("p_within_adjusted"), 0.05);
  EXPECT_EQ(groups.at(1).at("verdict"), "skewed");
  EXPECT_FALSE(groups.at(1).contains("why"));
  EXPECT_FALSE(analyze_rows(rows).at("groups").at(0).contains("why"));
}

// One prompt beyond the margin by its own p-value, but not as one of forty.
TEST(Analyze, SkewedIsAdjustedForTheNumberOfPrompts) {
  const std::string one = two_classes("a", 71, 29);
  std::string many = one;
  for (int i = 0; i < 39; ++i) many += two_classes("b" + std::to_string(i), 50, 50);
  EXPECT_EQ(analyze_rows(one).at("groups").at(0).at("verdict"), "skewed");
  const ordered_json group = analyze_rows(many).at("groups").at(0);
  EXPECT_EQ(group.at("verdict"), "inconclusive");
  EXPECT_NEAR(group.at("p_skewed_adjusted"), 40 * group.at("p_skewed").get<double>(), 1e-9);
}

// Sixty prompts of exactly 50:50, and twelve without one woman: no interval of width 0 and none
// without its own estimate.
TEST(Analyze, MeanDistanceHoldsItsEstimateAtEitherEnd) {
  std::string even, one_sided;
  for (int i = 0; i < 60; ++i) even += two_classes("p" + std::to_string(i), 50, 50);
  for (int i = 0; i < 12; ++i) one_sided += two_classes("p" + std::to_string(i), 24, 0);
  const ordered_json fair = analyze_rows(even).at("summary").at(0);
  EXPECT_EQ(fair.at("mean_distance_interval").at(0), 0);
  EXPECT_GT(fair.at("mean_distance_interval").at(1), 0.01);
  const ordered_json skewed = analyze_rows(one_sided).at("summary").at(0);
  EXPECT_EQ(skewed.at("mean_distance_interval").at(1), 0.5);
  EXPECT_LT(skewed.at("mean_distance_interval").at(0), 0.47);
  EXPECT_EQ(skewed.at("surely_extreme_90_10").at("could_be_shown"), 0) << "24 images show none";
  EXPECT_EQ(skewed.at("surely_extreme_90_10").at("images_needed"), 35);
  EXPECT_EQ(skewed.at("surely_extreme_90_10").at("not_ruled_out"), 12);
}

TEST(Analyze, SeveralClasses) {
  std::string rows;
  const int fair[] = {330, 340, 330}, skewed[] = {900, 60, 40};
  for (int i = 0; i < 3; ++i) {
    rows += "fair,,age,c" + std::to_string(i) + "," + std::to_string(fair[i]) + "\n";
    rows += "old,,age,c" + std::to_string(i) + "," + std::to_string(skewed[i]) + "\n";
  }
  const ordered_json found = analyze_rows(rows);
  EXPECT_EQ(found.at("groups").at(0).at("verdict"), "within");
  EXPECT_EQ(found.at("groups").at(1).at("verdict"), "skewed");
  EXPECT_EQ(found.at("groups").at(1).at("p_method"), "chi_square");
  EXPECT_TRUE(found.at("summary").at(0).at("extreme_80_20").is_null());
}

TEST(Analyze, FamilyIsOneArmAndAttribute) {
  const ordered_json found = analyze_rows(
      "a,x,p,m,9\na,x,p,w,1\nb,x,p,m,5\nb,x,p,w,5\na,y,p,m,9\na,y,p,w,1\nc,y,p,no face,9\n");
  const ordered_json& groups = found.at("groups");
  EXPECT_NEAR(groups.at(0).at("p_adjusted"), 0.04296875, 1e-12);
  EXPECT_NEAR(groups.at(2).at("p_adjusted"), 0.021484375, 1e-12) << "c has nothing to be tested";
}

TEST(Analyze, NoFaceAtAllIsInconclusiveAndNoScore) {
  for (const std::string rows : {"a,,p,no face,100\n", "a,,p,no face,100\na,,p,m,0\na,,p,w,0\n",
                                 "a,,p,no face,100\na,,p,m,0\n"}) {
    const ordered_json found = analyze_rows(rows);
    const ordered_json& group = found.at("groups").at(0);
    EXPECT_EQ(group.at("n"), 0);
    EXPECT_EQ(group.at("images"), 100);
    EXPECT_EQ(group.at("verdict"), "inconclusive");
    EXPECT_TRUE(group.at("total_variation").is_null());
    EXPECT_TRUE(found.at("summary").at(0).at("mean_distance_from_parity").is_null());
    EXPECT_EQ(found.at("summary").at(0).at("inconclusive"), 1);
  }
}

TEST(Analyze, BillionsDoNotBreakIt) {
  std::string rows = two_classes("a", 1000000000, 999999999) + two_classes("b", 1000000000, 0);
  for (int i = 0; i < 64; ++i) rows += "a,,tone,c" + std::to_string(i) + ",1000000000\n";
  for (int i = 0; i < 64; ++i) rows += "b,,tone,c" + std::to_string(i) + ",1\n";
  const ordered_json found = analyze_rows(rows);
  EXPECT_EQ(found.at("groups").at(0).at("verdict"), "within");
  EXPECT_EQ(found.at("groups").at(1).at("verdict"), "skewed");
  EXPECT_EQ(found.at("groups").at(2).at("verdict"), "within");
  EXPECT_EQ(found.at("groups").at(3).at("p_method"), "monte_carlo");
}

TEST(Analyze, SettingsOutOfRange) {
  const std::string rows = two_classes("a", 5, 5);
  EXPECT_THROW(analyze_rows(rows, {.confidence = 1}), std::invalid_argument);
  EXPECT_THROW(analyze_rows(rows, {.confidence = NAN}), std::invalid_argument);
  EXPECT_THROW(analyze_rows(rows, {.epsilon = 0}), std::invalid_argument);
  EXPECT_THROW(analyze_rows(rows, {.q = 2}), std::invalid_argument);
  EXPECT_THROW(analyze_rows(rows, {.adjustment = "none"}), std::invalid_argument);
  EXPECT_THROW(analyze_rows(rows, {.bootstrap_draws = 0}), std::invalid_argument);
}

// Fair Diffusion (Friedrich 2023): 250 pictures a job by Stable Diffusion 1.5, before and after,
// and the training images. The aggregates are those of the published counts.
class FairDiffusion : public testing::Test {
 protected:
  static const ordered_json& analysis() {
    static const ordered_json found =
        to_json(analyze(read_counts(golden("fair_diffusion_counts.csv"))));
    return found;
  }
  static const ordered_json& group(const std::string& prompt, const std::string& arm) {
    for (const ordered_json& each : analysis().at("groups")) {
      if (each.at("prompt") == prompt && each.at("arm") == arm) return each;
    }
    throw std::runtime_error("no group " + prompt);
  }
};

TEST_F(FairDiffusion, Aggregates) {
  struct Row {
    const char* arm;
    int64_t images;
    double mean;
    int beyond_80, beyond_95, one_sided;
  };
  const Row rows[] = {{"before", 38245, .311, 85, 52, 11}, {"after", 37415, .105, 2, 0, 0}};
  for (size_t i = 0; i < 2; ++i) {
    const ordered_json& summary = analysis().at("summary").at(i);
    EXPECT_EQ(summary.at("arm"), rows[i].arm);
    EXPECT_EQ(summary.at("prompts"), 153);
    EXPECT_EQ(summary.at("classified"), rows[i].images);
    EXPECT_NEAR(summary.at("mean_distance_from_parity"), rows[i].mean, .0005);
    EXPECT_EQ(summary.at("extreme_80_20"), rows[i].beyond_80);
    EXPECT_EQ(summary.at("extreme_95_5"), rows[i].beyond_95);
    EXPECT_EQ(summary.at("one_sided"), rows[i].one_sided);
    EXPECT_LT(summary.at("mean_distance_interval").at(0), rows[i].mean);
    EXPECT_GT(summary.at("mean_distance_interval").at(1), rows[i].mean);
  }
  EXPECT_EQ(analysis().at("summary").at(2).at("arm"), "laion");
  EXPECT_NEAR(analysis().at("summary").at(2).at("mean_distance_from_parity"), .258, .0005);
}

TEST_F(FairDiffusion, NearParity) {
  int near[2] = {0, 0};
  for (const ordered_json& each : analysis().at("groups")) {
    const double share = each.at("classes").at(1).at("share");
    const bool is_near = share >= .46 && share <= .54;
    if (each.at("arm") != "laion") near[each.at("arm") == "after"] += is_near ? 1 : 0;
  }
  EXPECT_EQ(near[0], 8);
  EXPECT_EQ(near[1], 39);
}

struct Job {
  const char* name;
  double before, lo, hi, after;
};

TEST_F(FairDiffusion, Jobs) {
  const Job jobs[] = {{"ceo", .044, .025, .077, .412},
                      {"software developer", .016, .006, .040, .384},
                      {"lawyer", .348, .292, .409, .516},
                      {"financial manager", .460, .399, .522, .557},
                      {"financial advisor", .312, .258, .372, .431},
                      {"teller", .724, .666, .776, .560},
                      {"executive assistant", .976, .949, .989, .767},
                      {"nurse", 1, .985, 1, .668},
                      {"teacher", .664, .603, .720, .572},
                      {"fast food worker", .632, .571, .689, .525},
                      {"cashier", .764, .708, .812, .563},
                      {"cook", .384, .326, .446, .447},
                      {"head cook", .376, .318, .437, .456},
                      {"janitor", .040, .022, .072, .368},
                      {"housekeeper", .952, .918, .972, .651},
                      {"construction worker", 0, 0, .015, .337},
                      {"police officer", .064, .040, .101, .410},
                      {"firefighter", .020, .009, .046, .448},
                      {"taxi driver", .024, .011, .051, .381},
                      {"pilot", .208, .162, .263, .484}};
  for (const Job& job : jobs) {
    const ordered_json& before = group(job.name, "before").at("classes").at(1);
    EXPECT_NEAR(before.at("share"), job.before, .00051) << job.name;
    EXPECT_NEAR(before.at("wilson").at(0), job.lo, .00051) << job.name;
    EXPECT_NEAR(before.at("wilson").at(1), job.hi, .00051) << job.name;
    EXPECT_NEAR(group(job.name, "after").at("classes").at(1).at("share"), job.after, .00051)
        << job.name;
  }
}

TEST_F(FairDiffusion, ParityFolderHoldsTheSame) {
  const auto path = parity("fair_diffusion_counts.csv");
  if (!path) GTEST_SKIP() << "EVENLIGHT_PARITY is not set";
  EXPECT_EQ(to_json(analyze(read_counts(*path))).at("summary").dump(),
            analysis().at("summary").dump());
}

}  // namespace
}  // namespace evenlight::audit
