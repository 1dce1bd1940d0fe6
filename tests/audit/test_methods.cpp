// The methods without a reference implementation, against published values and their own laws.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bias_audit/stats/agreement.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/bounds.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/correction.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/goodness_of_fit.h"
#include "bias_audit/stats/mean_gap.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/null_band.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/two_samples.h"
#include "bias_audit/stats/uncertain_share.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {
namespace {

double missing_entropy(const ShareVector& shares, const ShareVector&) {
  return 1 - normalised_entropy(shares);
}

// What a perfectly fair model scores in public audits of n pictures a prompt (HEIM, DALL-Eval,
// OpenBias): a distance of .137 at n = 8, an entropy gap of .077 at n = 10.
TEST(NullBand, FloorOfFewPictures) {
  const ShareVector even = uniform_shares(2);
  struct Row {
    int64_t n;
    double distance, entropy;
  };
  for (const Row& row : {Row{8, .137, .098}, Row{9, .137, .086}, Row{10, .123, .077},
                         Row{30, .072, .025}, Row{100, .040, .007}, Row{250, .025, .003}}) {
    EXPECT_NEAR(null_band(total_variation, row.n, even).mean, row.distance, .0006) << row.n;
    EXPECT_NEAR(expected_total_variation(row.n, even, even), row.distance, .0006) << row.n;
    EXPECT_NEAR(null_band(missing_entropy, row.n, even).mean, row.entropy, .0006) << row.n;
  }
}

TEST(NullBand, TenClasses) {
  const ShareVector even = uniform_shares(10);
  EXPECT_NEAR(null_band(mean_absolute_difference, 9, even).mean, .078, .002);
  EXPECT_NEAR(null_band(mean_absolute_difference, 100, even).mean, .024, .001);
  EXPECT_NEAR(expected_total_variation(100, even, even) / 5, .024, .0005);
}

TEST(NullBand, UpperPoint) {
  // P(|X - 50| <= 10) = .9648, P(|X - 50| <= 9) = .9431 for 100 fair coins.
  EXPECT_NEAR(null_band(total_variation, 100, uniform_shares(2)).upper, .10, 1e-12);
}

TEST(Distance, CorrectedIsZeroAtParityAndPlugInFarAway) {
  EXPECT_NEAR(luck_of({50, 50}, {.5, .5}, .05).expected,
              expected_total_variation(100, {.5, .5}, {.5, .5}), 1e-12)
      << "as much as a fair model gets";
  EXPECT_NEAR(luck_of({950, 50}, {.5, .5}, .05).expected, 0, 1e-6);
  EXPECT_EQ(corrected_jensen_shannon_bits({50, 50}, {.5, .5}), 0);
  EXPECT_EQ(corrected_hellinger({50, 50}, {.5, .5}), 0);
  EXPECT_EQ(corrected_normalised_entropy({50, 50}), 1);
  EXPECT_NEAR(corrected_normalised_entropy({10, 0}), 0, 1e-12) << "one class seen: no correction";
}

TEST(Distance, IntervalOfTwoClassesIsWilson) {
  const Interval share = wilson(70, 100, .05);
  const Interval found = total_variation_interval({70, 30}, {.5, .5}, .05);
  EXPECT_NEAR(found.lo, share.lo - .5, 1e-12);
  EXPECT_NEAR(found.hi, share.hi - .5, 1e-12);
}

TEST(Distance, RelaxedBoundIsAboveTheSharesSeen) {
  // Thirteen classes take the relaxed bound; it must hold the plug-in value and stay below the sum.
  CountVector counts(13, 40);
  counts[0] = 80;
  const Interval found = total_variation_interval(counts, uniform_shares(13), .05);
  const double plug_in = total_variation(shares_of(counts), uniform_shares(13));
  EXPECT_GT(found.hi, plug_in);
  EXPECT_LT(found.hi, plug_in + .25);
}

TEST(GoodnessOfFit, ChoosesTheTest) {
  GoodnessOfFit fit;
  EXPECT_STREQ(fit.test({3, 9}, uniform_shares(2)).method, "exact_binomial");
  EXPECT_STREQ(fit.test({3, 9, 2}, uniform_shares(3)).method, "exact_multinomial");
  EXPECT_STREQ(fit.test({300, 900, 200}, uniform_shares(3)).method, "chi_square");
  EXPECT_STREQ(fit.test(CountVector(10, 4), uniform_shares(10)).method, "monte_carlo");
  EXPECT_STREQ(fit.test({0, 0}, uniform_shares(2)).method, "none");
}

TEST(GoodnessOfFit, MonteCarloAgreesWithEnumeration) {
  const CountVector counts = {9, 2, 4, 1};
  const ShareVector even = uniform_shares(4);
  const double exact = exact_multinomial_test(counts, even);
  const MonteCarloNull null(16, even, 100000, 1);
  EXPECT_NEAR(null.p(counts), exact, 4 * std::sqrt(exact / 100000));
  EXPECT_EQ(null.p(counts), MonteCarloNull(16, even, 100000, 1).p(counts));
}

TEST(GoodnessOfFit, EnumerationOfTwoClassesIsTheBinomialTest) {
  EXPECT_NEAR(exact_multinomial_test({3, 13}, {.3, .7}), binomial_test(3, 16, .3), 1e-12);
}

// A claim's error level is searched down to 1e-17, where 1 - alpha / 2 is 1 in doubles.
TEST(Binomial, WilsonHoldsAtTheSmallestLevels) {
  Interval wider = wilson(9, 10, 0.5);
  for (const double alpha : {0.05, 1e-5, 1e-7, 1e-12, 1e-17, 1e-40}) {
    const Interval found = wilson(9, 10, alpha);
    EXPECT_LT(found.lo, wider.lo) << alpha;
    EXPECT_GT(found.hi, wider.hi) << alpha;
    EXPECT_GE(found.lo, 0) << alpha;
    EXPECT_LE(found.hi, 1) << alpha;
    wider = found;
  }
}

TEST(GoodnessOfFit, ImpossibleClass) {
  EXPECT_EQ(exact_multinomial_test({3, 1, 2}, {.5, 0, .5}), 0);
  EXPECT_EQ(chi_square_test({3, 1, 2}, {.5, 0, .5}).p, 0);
  EXPECT_GT(exact_multinomial_test({3, 0, 2}, {.5, 0, .5}), .9);
}

TEST(Correction, PerfectInstrumentChangesNothing) {
  const ShareVector found = invert_confusion({.2, .3, .5}, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  EXPECT_NEAR(found[0], .2, 1e-12);
  EXPECT_NEAR(found[2], .5, 1e-12);
}

TEST(Correction, InversionOfTwoClassesIsRoganGladen) {
  const ShareVector found = invert_confusion({.3, .7}, {{.9, .1}, {.2, .8}});
  EXPECT_NEAR(found[0], (.3 + .8 - 1) / (.9 + .8 - 1), 1e-12);
  EXPECT_NEAR(invert_confusion({.1, .9}, {{.9, .1}, {.2, .8}})[0], 0, 1e-12);
}

TEST(Correction, StaysOnTheSimplex) {
  // No mixture gives these answers; the nearest one has a class of zero.
  const std::vector<ShareVector> answers = {{.8, .1, .1}, {.2, .7, .1}, {.1, .2, .7}};
  const ShareVector found = invert_confusion({.95, .04, .01}, answers);
  EXPECT_NEAR(found[0], 1, 1e-12);
  EXPECT_NEAR(found[0] + found[1] + found[2], 1, 1e-12);
}

TEST(Correction, SmallCheckSetWidensTheInterval) {
  const CountVector observed = {30, 220};
  const Interval wide = correct_shares(observed, {{20, 0}, {0, 20}}).intervals[0];
  const Interval narrow = correct_shares(observed, {{2000, 0}, {0, 2000}}).intervals[0];
  EXPECT_GT(wide.hi - wide.lo, narrow.hi - narrow.lo);
  EXPECT_LT(wide.lo, .06) << "twenty labels without an error still leave room for some";
}

TEST(Correction, RefusesAPoorInstrumentAndMissingLabels) {
  EXPECT_THROW(correct_shares({30, 20}, {{7, 3}, {4, 6}}), InputError);
  EXPECT_THROW(correct_shares({30, 20}, {{7, 3}, {0, 0}}), InputError);
  EXPECT_THROW(correct_shares({30, 20}, {{7, 3, 1}, {1, 6, 1}}), std::invalid_argument);
}

TEST(Bounds, AllUnclearToOneSideThenTheOther) {
  const auto shares = worst_case_shares({60, 20}, 20);
  EXPECT_NEAR(shares[0].lo, .6, 1e-12);
  EXPECT_NEAR(shares[0].hi, .8, 1e-12);
  const Interval distance = worst_case_total_variation({60, 20}, 20, {.5, .5});
  EXPECT_NEAR(distance.lo, .1, 1e-12);
  EXPECT_NEAR(distance.hi, .3, 1e-12);
}

TEST(Bounds, NearestCountsReachTheReference) {
  const auto extremes = extreme_counts({10, 40, 30}, 40, uniform_shares(3));
  ASSERT_EQ(extremes.size(), 4u);
  EXPECT_EQ(extremes[3], (CountVector{40, 40, 40}));
  EXPECT_EQ(extremes[0], (CountVector{50, 40, 30}));
}

TEST(Sequential, WithinNeedsManyImages) {
  EXPECT_EQ(early_stop(8, 16, .5, .1, .05), EarlyStop::go_on);
  EXPECT_EQ(early_stop(0, 0, .5, .1, .05), EarlyStop::go_on);
  EXPECT_EQ(early_stop(500, 1000, .5, .1, .05), EarlyStop::within);
  EXPECT_EQ(early_stop(40, 40, .5, .1, .05), EarlyStop::skewed);
}

// SciPy 1.17's betabinom with the beta distribution of that mean and standard deviation.
TEST(UncertainShare, PValueIsThatOfTheBetaBinomial) {
  EXPECT_NEAR(share_test(7, 100, {0.022, 0.014}), 0.03928561474158235, 1e-10);
  EXPECT_NEAR(share_test(98, 100, {0.948, 0.043}), 0.8764047434474085, 1e-10);
  EXPECT_NEAR(share_test(44, 250, {0.292, 0.014}) / 0.00015898634385757093, 1, 1e-8);
  EXPECT_NEAR(share_test(11, 250, {0.292, 0.014}) / 2.532969316893411e-20, 1, 1e-8);
  EXPECT_NEAR(share_test(0, 16, {0.049, 0.014}), 1, 1e-12) << "none is the likeliest result";
}

TEST(UncertainShare, WithoutAnErrorItIsTheBinomialTest) {
  EXPECT_EQ(share_test(10, 100, {0.292, 0}), binomial_test(10, 100, 0.292));
  EXPECT_NEAR(share_test(10, 100, {0.292, 1e-8}) / binomial_test(10, 100, 0.292), 1, 1e-5);
  EXPECT_GT(share_test(10, 100, {0.292, 0.014}), binomial_test(10, 100, 0.292));
}

TEST(UncertainShare, WhatNoBetaDistributionHasIsLeftToTheNormalOne) {
  EXPECT_GT(share_test(2, 100, {0, 0.014}), 0.1);
  EXPECT_LT(share_test(40, 100, {0, 0.014}), 1e-10);
  EXPECT_NEAR(share_test(5'000'000, 10'000'000, {0.5, 0.01}), 1, 1e-12);
  EXPECT_THROW(share_test(1, 2, {0.5, -1}), std::invalid_argument);
}

TEST(UncertainShare, DrawsHaveItsMeanAndError) {
  Random random(3);
  double sum = 0, square = 0;
  constexpr int simulated_draws = 20'000;
  for (int i = 0; i < simulated_draws; ++i) {
    const double share = draw_share({0.292, 0.043}, random);
    sum += share / simulated_draws;
    square += share * share / simulated_draws;
  }
  EXPECT_NEAR(sum, 0.292, 0.002);
  EXPECT_NEAR(std::sqrt(square - sum * sum), 0.043, 0.001);
}

TEST(MeanGap, AReferenceThatAllShareWidensTheInterval) {
  std::vector<Gap> apart, together;
  for (size_t i = 0; i < 20; ++i) {
    apart.push_back({20, 100, {0.5, 0.04}, i});
    together.push_back({20, 100, {0.5, 0.04}, 0});
  }
  const MeanGap a = mean_gap(apart), t = mean_gap(together);
  EXPECT_NEAR(a.mean, 0.3, 1e-12);
  EXPECT_NEAR(t.mean, 0.3, 1e-12);
  EXPECT_NEAR(a.by_luck, std::sqrt((0.0025 + 0.0016) * 2 / 3.14159265358979), 1e-9);
  EXPECT_GT(t.interval.hi - t.interval.lo, 2 * (a.interval.hi - a.interval.lo));
  EXPECT_THROW(mean_gap({}), std::invalid_argument);
  EXPECT_THROW(mean_gap({{1, 2, {}, 7}}), std::invalid_argument);
}

// The table of Newcombe's paper with 36, 12, 2 and 0 pairs; there the difference is the first less
// the second.
TEST(TwoSamples, PairedIntervalAsNewcombePublishedIt) {
  const Interval published = newcombe_paired({36, 2, 12, 0}, 0.05);
  EXPECT_NEAR(published.lo, 0.0569, 5e-5);
  EXPECT_NEAR(published.hi, 0.3404, 5e-5);
  const Interval other = newcombe_paired({30, 5, 20, 45}, 0.05);
  EXPECT_NEAR(other.lo, 0.053489565756740645, 1e-9);
  EXPECT_NEAR(other.hi, 0.24136936337861292, 1e-9);
}

TEST(TwoSamples, NoChangedPairIsNoProofOfNoChange) {
  const Interval mixed = newcombe_paired({50, 0, 0, 50}, 0.05);
  EXPECT_NEAR(mixed.hi, 0.019233693926800913, 1e-9);
  EXPECT_NEAR(mixed.lo, -mixed.hi, 1e-12);
  EXPECT_NEAR(newcombe_paired({100, 0, 0, 0}, 0.05).hi, 0.03699349820698572, 1e-9);
  EXPECT_THROW(newcombe_paired({}, 0.05), std::invalid_argument);
  EXPECT_THROW(newcombe_paired({1, -1, 0, 0}, 0.05), std::invalid_argument);
}

TEST(Correction, PValueHasDigitsWhereNoDrawLiesOnTheOtherSide) {
  const Corrector corrector({{190, 10}, {10, 190}});
  const double p = corrector.two_sided_p({5, 95}, 0.5);
  EXPECT_GT(p, 0);
  EXPECT_LT(p, 1e-9);
  EXPECT_NEAR(corrector.two_sided_p({50, 50}, 0.5), 1, 0.05);
  // Not so far out it is what counting draws gives.
  const auto draws = corrector.correct({40, 60}).draws;
  const auto above = std::count_if(draws.begin(), draws.end(),
                                   [](const ShareVector& draw) { return draw[0] > 0.5; });
  EXPECT_NEAR(corrector.two_sided_p({40, 60}, 0.5), 2 * double(above) / double(draws.size()), 0.02);
  const Corrector three({{9, 1, 0}, {0, 9, 1}, {0, 0, 9}});
  EXPECT_THROW(three.two_sided_p({1, 2, 3}, 0.5), std::invalid_argument);
}

TEST(Arguments, AreChecked) {
  EXPECT_THROW(wilson(3, 2, .05), std::invalid_argument);
  EXPECT_THROW(wilson(0, 0, .05), std::invalid_argument);
  EXPECT_THROW(wilson(1, 2, 0), std::invalid_argument);
  EXPECT_THROW(binomial_test(1, 2, 1.5), std::invalid_argument);
  EXPECT_THROW(goodman({5}, .05), std::invalid_argument);
  EXPECT_THROW(sison_glaz({0, 0}, .05), std::invalid_argument);
  EXPECT_THROW(chi_square_test({1, 2}, {.5, .4}), std::invalid_argument);
  EXPECT_THROW(chi_square_test({1, -2}, {.5, .5}), std::invalid_argument);
  EXPECT_THROW(benjamini_hochberg({.5, NAN}), std::invalid_argument);
  EXPECT_THROW(cohen_kappa({{5, 0}, {0, 0}}), std::invalid_argument);
  EXPECT_THROW(cohen_kappa({{5, 0}}), std::invalid_argument);
  EXPECT_THROW(mean_gap({}), std::invalid_argument);
  EXPECT_THROW(mcnemar_exact_test(-1, 2), std::invalid_argument);
  EXPECT_THROW(exact_multinomial_test(CountVector(10, 100), uniform_shares(10)),
               std::invalid_argument);
}

}  // namespace
}  // namespace evenlight::audit
