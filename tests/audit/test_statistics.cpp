// Every number of statistics.json (SciPy, statsmodels): the committed one, and another at
// EVENLIGHT_PARITY when that is set.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

#include "bias_audit/stats/agreement.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/correction.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/goodness_of_fit.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/two_samples.h"
#include "tests/audit/data.h"

namespace evenlight::audit {
namespace {

using nlohmann::json;

void expect_close(double found, const json& expected, const std::string& what,
                  double relative = 1e-9) {
  const auto wanted = expected.get<double>();
  EXPECT_NEAR(found, wanted, std::abs(wanted) * relative + 1e-300) << what;
}

// Interval ends are of the size of 1: where the true end is 0 the reference may leave 1e-18.
void expect_close(const Interval& found, const json& expected, const std::string& what) {
  EXPECT_NEAR(found.lo, expected.at(0).get<double>(), 1e-9) << what << " lower";
  EXPECT_NEAR(found.hi, expected.at(1).get<double>(), 1e-9) << what << " upper";
}

class Statistics : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const auto path = GetParam() ? parity("statistics.json") : golden("statistics.json");
    if (!path) GTEST_SKIP() << "EVENLIGHT_PARITY is not set";
    data_ = read_json(*path);
  }
  const json& cases(const char* name) const {
    const json& found = data_.at(name);
    EXPECT_FALSE(found.empty());
    return found;
  }
  json data_;
};

TEST_P(Statistics, OneShare) {
  for (const json& each : cases("binomial")) {
    const int64_t k = each.at("k"), n = each.at("n");
    const std::string what = std::to_string(k) + " of " + std::to_string(n);
    expect_close(wilson(k, n, 0.05), each.at("wilson"), what + " wilson");
    expect_close(clopper_pearson(k, n, 0.05), each.at("clopper_pearson"), what + " CP");
    expect_close(jeffreys(k, n, 0.05), each.at("jeffreys"), what + " jeffreys");
    expect_close(agresti_coull(k, n, 0.05), each.at("agresti_coull"), what + " AC");
    for (const char* p0 : {"0.5", "0.3", "0.136"}) {
      expect_close(binomial_test(k, n, std::stod(p0)),
                   each.at(std::string("p_exact_two_sided_") + p0), what + " p against " + p0);
    }
  }
}

TEST_P(Statistics, SeveralClasses) {
  for (const json& each : cases("multinomial")) {
    const CountVector counts = each.at("counts");
    const ShareVector even = uniform_shares(counts.size());
    const ShareVector shares = shares_of(counts);
    const std::string what = each.at("counts").dump();
    const auto joint = goodman(counts, 0.05);
    const auto narrow = sison_glaz(counts, 0.05);
    for (size_t i = 0; i < counts.size(); ++i) {
      expect_close(joint[i], each.at("goodman").at(i), what + " goodman");
      expect_close(narrow[i], each.at("sison_glaz").at(i), what + " sison_glaz");
    }
    const ChiSquare chi = chi_square_test(counts, even);
    EXPECT_NEAR(chi.statistic, each.at("chi2_uniform").at("statistic").get<double>(), 1e-9);
    expect_close(chi.p, each.at("chi2_uniform").at("p"), what + " chi-square");
    EXPECT_NEAR(total_variation(shares, even), each.at("total_variation_uniform"), 1e-12);
    EXPECT_NEAR(normalised_entropy(shares), each.at("entropy_normalised"), 1e-12);
    EXPECT_NEAR(hellinger(shares, even), each.at("hellinger_uniform"), 1e-12);
    EXPECT_NEAR(jensen_shannon_bits(shares, even), each.at("jensen_shannon_uniform_bits"), 1e-12);
    if (each.contains("p_exact_multinomial_uniform")) {
      expect_close(exact_multinomial_test(counts, even), each.at("p_exact_multinomial_uniform"),
                   what + " exact");
    }
  }
}

TEST_P(Statistics, ManyPrompts) {
  for (const AdjustmentMethod& method : adjustment_methods()) {
    const json& each = cases(method.id);
    const std::vector<double> adjusted = method.adjust(each.at("p").get<std::vector<double>>());
    ASSERT_EQ(adjusted.size(), each.at("adjusted").size());
    for (size_t i = 0; i < adjusted.size(); ++i) {
      expect_close(adjusted[i], each.at("adjusted").at(i), method.id);
    }
  }
}

TEST_P(Statistics, TwoShares) {
  for (const json& each : cases("two_proportions")) {
    const int64_t k1 = each.at("k1"), n1 = each.at("n1"), k2 = each.at("k2"), n2 = each.at("n2");
    expect_close(newcombe(k1, n1, k2, n2, 0.05), each.at("newcombe"), "newcombe");
    expect_close(fisher_exact_test(k1, n1, k2, n2), each.at("fisher_exact_p"), "fisher");
    const double p1 = double(k1) / double(n1);
    const double p2 = double(k2) / double(n2);
    EXPECT_NEAR(cohen_h(p1, p2), each.at("cohen_h"), 1e-12);
  }
}

// Values of SciPy's method (the masses of every possible table, summed) worked out in Python.
TEST(FisherExact, MillionsAreAnsweredAtOnce) {
  EXPECT_NEAR(fisher_exact_test(3, 10, 7, 12), 0.23053107882829244, 1e-12);
  const double far = fisher_exact_test(5'811'000, 11'501'000, 5'750'500, 11'501'000);
  EXPECT_NEAR(far / 1.9191285565009841e-140, 1, 1e-9);
  EXPECT_NEAR(fisher_exact_test(500'000'000, 1'000'000'000, 500'040'000, 1'000'000'000),
              0.07364547432044805, 1e-9);
  EXPECT_EQ(fisher_exact_test(0, 1'000'000'000, 1'000'000'000, 1'000'000'000), 0);
  EXPECT_EQ(fisher_exact_test(0, 1'000'000'000, 0, 5), 1);
}

TEST_P(Statistics, PairedBySeed) {
  for (const json& each : cases("mcnemar")) {
    const int64_t b = each.at("b"), c = each.at("c");
    expect_close(mcnemar_exact_test(b, c), each.at("exact_p"), "exact");
  }
}

TEST_P(Statistics, Equivalence) {
  for (const json& each : cases("tost_one_proportion_exact")) {
    expect_close(
        equivalence_test(each.at("k"), each.at("n"), each.at("target"), each.at("epsilon")),
        each.at("p"), each.dump());
  }
}

TEST_P(Statistics, RoganGladen) {
  for (const json& each : cases("rogan_gladen")) {
    const double observed = each.at("observed"), sensitivity = each.at("sensitivity"),
                 specificity = each.at("specificity");
    const ShareVector found = invert_confusion(
        {observed, 1 - observed}, {{sensitivity, 1 - sensitivity}, {1 - specificity, specificity}});
    EXPECT_NEAR(found[0], each.at("corrected").get<double>(), 1e-12);
  }
}

TEST_P(Statistics, CohenKappa) {
  for (const json& each : cases("cohen_kappa")) {
    const Kappa found = cohen_kappa(each.at("table"));
    expect_close(found.kappa, each.at("kappa"), "kappa");
    expect_close(found.standard_error, each.at("se"), "standard error");
  }
}

INSTANTIATE_TEST_SUITE_P(From, Statistics, testing::Bool(),
                         [](const auto& info) { return info.param ? "Parity" : "Golden"; });

}  // namespace
}  // namespace evenlight::audit
