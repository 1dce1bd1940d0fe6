// What the statistics promise, over many simulated audits with fixed seeds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/analysis/corrected.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/correction.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/mean_gap.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/two_samples.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {
namespace {

constexpr int simulated_audits = 1000;
constexpr int simulated_prompts = 12;

TEST(Simulation, FairAuditsAreNotCalledSkewed) {
  Random random(1);
  const ShareVector even = uniform_shares(2);
  int audits_rejecting = 0, audits_skewed = 0;
  int64_t covered = 0;
  for (int audit = 0; audit < simulated_audits; ++audit) {
    std::vector<CountVector> counts;
    std::vector<double> p;
    for (int prompt = 0; prompt < simulated_prompts; ++prompt) {
      counts.push_back(random.multinomial(250, even));
      p.push_back(binomial_test(counts.back()[0], 250, 0.5));
      covered += wilson(counts.back()[0], 250, 0.05).contains(0.5);
    }
    const std::vector<double> q = benjamini_hochberg(p);
    bool rejects = false, skewed = false;
    std::vector<MarginTests> tests;
    for (const CountVector& each : counts) tests.push_back(margin_tests(each, 0, even, 1e-9));
    tests = adjusted_for_many(tests);
    for (size_t i = 0; i < counts.size(); ++i) {
      rejects = rejects || q[i] <= 0.05;
      skewed = skewed || verdict_of(tests[i], {.epsilon = 1e-9}) == Verdict::skewed;
    }
    audits_rejecting += rejects;
    audits_skewed += skewed;
  }
  EXPECT_LE(audits_rejecting, simulated_audits / 20)
      << "the test itself, after Benjamini and Hochberg";
  EXPECT_LE(audits_skewed, simulated_audits / 20) << "the verdict, even without a margin";
  EXPECT_GE(double(covered) / (simulated_audits * simulated_prompts), 0.94);
}

// An audit of 12 prompts whose shares of "woman" come from `draw`.
Counts drawn_audit(Random& random, int64_t images, const std::function<double(Random&)>& draw,
                   double sensitivity = 1, double specificity = 1) {
  Counts counts;
  counts.attributes.push_back({"presentation", {"woman", "man"}});
  for (int prompt = 0; prompt < simulated_prompts; ++prompt) {
    const double share = draw(random);
    const double seen = share * sensitivity + (1 - share) * (1 - specificity);
    const int64_t women = random.binomial(images, seen);
    counts.groups.push_back({std::to_string(prompt), "", 0, {women, images - women}});
  }
  return counts;
}

struct Model {
  const char* name;
  std::function<double(Random&)> share;
  double distance;  // its mean |share - 0.5|
};
const Model model_rows[] = {
    {"fair", [](Random&) { return 0.5; }, 0},
    {"a quarter skewed", [](Random& r) { return r.uniform() < 0.25 ? 0.95 : 0.5; }, 0.1125},
    {"mixed", [](Random& r) { return r.beta(2, 2); }, 0.1875},
    {"very skewed", [](Random& r) { return r.beta(0.5, 0.5); }, 1 / 3.14159265358979}};

// The model's mean distance from parity: few images look skewed by luck, which the interval must
// allow for, or a fair model would always be told that it is not.
TEST(Simulation, MeanDistanceCoversFairAndSkewedModels) {
  constexpr int simulated_runs = 200;
  for (const Model& model : model_rows) {
    for (const int64_t images : {16, 100}) {
      Random random(9);
      int covered = 0;
      double estimate = 0;
      for (int run = 0; run < simulated_runs; ++run) {
        const Analysis analysis = analyze(drawn_audit(random, images, model.share),
                                          {.bootstrap_draws = 400, .monte_carlo_draws = 1000});
        const MeanDistance distance = analysis.summary.at(0).distance.value();
        covered += distance.interval.contains(model.distance);
        estimate += distance.corrected / simulated_runs;
      }
      EXPECT_GE(covered, simulated_runs * 91 / 100) << model.name << ", " << images;
      EXPECT_NEAR(estimate, model.distance, images == 16 ? 0.04 : 0.02) << model.name;
    }
  }
}

// The same after the correction by 100 labels of each class: the check set errs for all prompts at
// once.
TEST(Simulation, CorrectedMeanDistanceCovers) {
  constexpr int simulated_runs = 120;
  for (const Model& model : model_rows) {
    Random random(10);
    int covered = 0, falsely_skewed = 0;
    for (int run = 0; run < simulated_runs; ++run) {
      const Counts counts = drawn_audit(random, 100, model.share, 0.9, 0.95);
      const int64_t found = random.binomial(100, 0.9), rejected = random.binomial(100, 0.95);
      const CorrectedAttribute corrected = corrected_attribute(
          counts, 0, {{found, 100 - found}, {100 - rejected, rejected}}, {.bootstrap_draws = 400});
      const CorrectedSummary& summary = corrected.summary.at(0);
      covered += summary.interval.contains(model.distance);
      falsely_skewed += model.distance == 0 && summary.verdicts.skewed != 0;
    }
    EXPECT_GE(covered, simulated_runs * 91 / 100) << model.name;
    EXPECT_LE(falsely_skewed, simulated_runs / 20) << model.name;
  }
}

// The mean gap to workforce rows that are themselves estimates, for a model that follows them
// exactly and for one that exaggerates them.
TEST(Simulation, MeanGapCovers) {
  constexpr int simulated_runs = 300;
  constexpr double step_error = 0.014;
  for (const double exaggeration : {1.0, 1.6}) {
    for (const int64_t images : {16, 100}) {
      Random random(12);
      int covered = 0;
      for (int run = 0; run < simulated_runs; ++run) {
        std::vector<Gap> gaps;
        double truth = 0;
        for (size_t prompt = 0; prompt < simulated_prompts; ++prompt) {
          const double row = 0.1 + 0.8 * double(prompt) / (simulated_prompts - 1);
          const double share = std::clamp(0.5 + exaggeration * (row - 0.5), 0.0, 1.0);
          truth += std::abs(share - row) / simulated_prompts;
          const double seen = std::clamp(row + step_error * random.normal(), 0.0, 1.0);
          gaps.push_back({random.binomial(images, share), images, {seen, step_error}, prompt});
        }
        covered += mean_gap(gaps, {.draws = 400}).interval.contains(truth);
      }
      EXPECT_GE(covered, simulated_runs * 93 / 100) << exaggeration << ", " << images;
    }
  }
}

TEST(Simulation, PairedIntervalsCover) {
  Random random(13);
  const ShareVector truth = {0.30, 0.05, 0.15, 0.50};    // both, first, second, neither
  constexpr int simulated_runs = 20 * simulated_audits;  // by NumPy, over 100,000, it covers .9509
  int covered = 0;
  for (int run = 0; run < simulated_runs; ++run) {
    const CountVector n = random.multinomial(100, truth);
    covered += newcombe_paired({n[0], n[1], n[2], n[3]}, 0.05).contains(0.10);
  }
  EXPECT_NEAR(double(covered) / simulated_runs, 0.9509, 0.005);
}

// One skewed prompt among many fair ones must not drown in the adjustment for their number.
TEST(Simulation, CorrectionFindsOneSkewedPromptAmongMany) {
  Random random(14);
  Counts counts;
  counts.attributes.push_back({"presentation", {"woman", "man"}});
  counts.groups.push_back({"skewed", "", 0, {5, 95}});
  for (int prompt = 0; prompt < 152; ++prompt) {
    const int64_t women = random.binomial(100, 0.5);
    counts.groups.push_back({std::to_string(prompt), "", 0, {women, 100 - women}});
  }
  const CorrectedAttribute corrected =
      corrected_attribute(counts, 0, {{190, 10}, {10, 190}}, {.bootstrap_draws = 400});
  EXPECT_EQ(corrected.prompts.at(0).verdict, Verdict::skewed);
  EXPECT_EQ(corrected.summary.at(0).verdicts.skewed, 1);
}

TEST(Simulation, JointIntervalsCover) {
  Random random(2);
  const ShareVector truth = {0.5, 0.3, 0.15, 0.05};
  int goodman_covers = 0, sison_covers = 0, distance_covers = 0;
  const double distance = total_variation(truth, uniform_shares(4));
  for (int audit = 0; audit < simulated_audits; ++audit) {
    const CountVector counts = random.multinomial(250, truth);
    const auto joint = goodman(counts, 0.05);
    const auto narrow = sison_glaz(counts, 0.05);
    bool in_joint = true, in_narrow = true;
    for (size_t i = 0; i < truth.size(); ++i) {
      in_joint = in_joint && joint[i].contains(truth[i]);
      in_narrow = in_narrow && narrow[i].contains(truth[i]);
    }
    goodman_covers += in_joint;
    sison_covers += in_narrow;
    distance_covers += total_variation_interval(counts, uniform_shares(4), 0.05).contains(distance);
  }
  EXPECT_GE(goodman_covers, 940);
  EXPECT_GE(sison_covers, 940);
  EXPECT_GE(distance_covers, 940);
}

TEST(Simulation, CorrectionTakesTwoWrongPointsAway) {
  Random random(3);
  const double observed_share = 0.03 * 0.95 + 0.97 * 0.05;
  double sum = 0, sum_of_checked = 0;
  int covers = 0;
  for (int audit = 0; audit < simulated_audits; ++audit) {
    const int64_t observed = random.binomial(250, observed_share);
    const double share = double(observed) / 250;
    sum += invert_confusion({share, 1 - share}, {{0.95, 0.05}, {0.05, 0.95}})[0];
    const int64_t found = random.binomial(400, 0.95), rejected = random.binomial(400, 0.95);
    const CorrectedShares corrected = correct_shares(
        {observed, 250 - observed}, {{found, 400 - found}, {400 - rejected, rejected}},
        {.draws = 400, .seed = uint64_t(audit)});
    sum_of_checked += corrected.shares[0];
    covers += corrected.intervals[0].contains(0.03);
  }
  EXPECT_NEAR(sum / simulated_audits, 0.03, 0.005);
  EXPECT_NEAR(sum_of_checked / simulated_audits, 0.03, 0.005);
  EXPECT_GE(covers, 940);
}

TEST(Simulation, CorrectionOfThreeClassesCovers) {
  Random random(4);
  const ShareVector truth = {0.6, 0.3, 0.1};
  const std::vector<ShareVector> answers = {
      {0.85, 0.10, 0.01, 0.04}, {0.08, 0.80, 0.07, 0.05}, {0.02, 0.08, 0.84, 0.06}};
  ShareVector seen(4, 0);
  for (size_t i = 0; i < 3; ++i) {
    for (size_t j = 0; j < 4; ++j) seen[j] += truth[i] * answers[i][j];
  }
  int covers[3] = {0, 0, 0};
  constexpr int simulated_runs = 400;
  for (int run = 0; run < simulated_runs; ++run) {
    Confusion check_set;
    for (const ShareVector& row : answers) check_set.push_back(random.multinomial(150, row));
    const CorrectedShares found = correct_shares(random.multinomial(400, seen), check_set,
                                                 {.draws = 400, .seed = uint64_t(run)});
    for (size_t i = 0; i < 3; ++i) covers[i] += found.intervals[i].contains(truth[i]);
  }
  for (const int each : covers) EXPECT_GE(each, simulated_runs * 93 / 100);
}

// After how many images the sequence leaves `target`; -1 if it never does.
int stopped_after(Random& random, double truth, double target, int most) {
  int64_t hits = 0;
  for (int n = 1; n <= most; ++n) {
    hits += random.uniform() < truth;
    if (early_stop(hits, n, target, 0, 0.05) == EarlyStop::skewed) return n;
  }
  return -1;
}

TEST(Simulation, EarlyStopSeldomStopsAFairPrompt) {
  Random random(5);
  int false_stops = 0;
  for (int audit = 0; audit < simulated_audits; ++audit) {
    false_stops += stopped_after(random, 0.5, 0.5, 500) > 0;
  }
  EXPECT_LE(false_stops, simulated_audits / 20);
}

TEST(Simulation, EarlyStopIsEarly) {
  Random random(6);
  struct Case {
    double truth;
    int median;
  };
  for (const Case each : {Case{.04, 7}, Case{.25, 32}, Case{.35, 94}}) {
    std::vector<int> stops;
    for (int run = 0; run < 301; ++run)
      stops.push_back(stopped_after(random, each.truth, .5, 3000));
    std::nth_element(stops.begin(), stops.begin() + 150, stops.end());
    EXPECT_NEAR(stops[150], each.median, 0.15 * each.median + 1);
  }
}

TEST(Simulation, ConfidenceSequenceIsTheSetOfSmallEValues) {
  const Interval shares = confidence_sequence(13, 40, 0.05);
  for (const double end : {shares.lo, shares.hi}) {
    EXPECT_NEAR(log_e_value({13, 27}, {end, 1 - end}), std::log(20), 1e-6);
  }
}

TEST(Simulation, DistributionsHaveTheirMoments) {
  Random random(8);
  struct Case {
    int64_t n;
    double p;
  };
  // One case for each way to draw: from 0, from the mode, mirrored, rounded normal.
  for (const Case each : {Case{50, .05}, Case{250, .3}, Case{250, .9}, Case{100000, .4}}) {
    double sum = 0, squares = 0;
    constexpr int simulated_draws = 20000;
    for (int i = 0; i < simulated_draws; ++i) {
      const auto k = double(random.binomial(each.n, each.p));
      sum += k;
      squares += k * k;
    }
    const double mean = sum / simulated_draws, variance = squares / simulated_draws - mean * mean;
    const double wanted = double(each.n) * each.p * (1 - each.p);
    EXPECT_NEAR(mean, double(each.n) * each.p, 5 * std::sqrt(wanted / simulated_draws));
    EXPECT_NEAR(variance, wanted, 0.06 * wanted);
  }
}

}  // namespace
}  // namespace evenlight::audit
