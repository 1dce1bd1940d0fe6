#include "bias_audit/stats/goodness_of_fit.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

constexpr double tie_tolerance = 1e-7;  // relative, on the mass
constexpr int64_t enumeration_limit = 10'000'000;
constexpr int64_t monte_carlo_images = 100'000;

// Log mass of a result, log factorials looked up. Classes with a reference share of zero are gone.
class LogMass {
 public:
  LogMass(int64_t n, const ShareVector& reference) : log_factorials_{0} {
    for (int64_t i = 1; i <= n; ++i) {
      log_factorials_.push_back(log_factorials_.back() + std::log(double(i)));
    }
    for (const double share : reference) log_shares_.push_back(std::log(share));
  }
  double of_class(size_t index, int64_t count) const {
    return double(count) * log_shares_[index] - log_factorials_[size_t(count)];
  }
  double of(const CountVector& counts) const {
    double sum = log_factorials_.back();
    for (size_t i = 0; i < counts.size(); ++i) sum += of_class(i, counts[i]);
    return sum;
  }
  double of_all() const { return log_factorials_.back(); }

 private:
  std::vector<double> log_factorials_;
  std::vector<double> log_shares_;
};

struct Enumeration {
  const LogMass& mass;
  size_t classes;
  double threshold;
  double total = 0;

  void visit(size_t index, int64_t left, double log_mass) {
    if (index + 1 == classes) {
      const double full = log_mass + mass.of_class(index, left);
      if (full <= threshold) total += std::exp(full);
      return;
    }
    for (int64_t count = 0; count <= left; ++count) {
      visit(index + 1, left - count, log_mass + mass.of_class(index, count));
    }
  }
};

struct Problem {
  CountVector counts;
  ShareVector reference;
  int64_t n = 0;
  bool impossible = false;  // an image in a class that the reference rules out
};

Problem without_empty_classes(const CountVector& counts, const ShareVector& reference) {
  Problem problem;
  problem.n = require_counts(counts);
  require_same_size(counts, reference);
  for (size_t i = 0; i < counts.size(); ++i) {
    if (reference[i] > 0) {
      problem.counts.push_back(counts[i]);
      problem.reference.push_back(reference[i]);
    } else if (counts[i] > 0) {
      problem.impossible = true;
    }
  }
  return problem;
}

}  // namespace

ChiSquare chi_square_test(const CountVector& counts, const ShareVector& reference) {
  const Problem problem = without_empty_classes(counts, reference);
  if (problem.impossible) return {HUGE_VAL, 0};
  if (problem.n == 0 || problem.counts.size() < 2) return {};
  double statistic = 0;
  for (size_t i = 0; i < problem.counts.size(); ++i) {
    const double expected = double(problem.n) * problem.reference[i];
    const double difference = double(problem.counts[i]) - expected;
    statistic += difference * difference / expected;
  }
  return {statistic, chi_square_upper(statistic, double(problem.counts.size() - 1))};
}

int64_t outcome_count(int64_t n, size_t classes, int64_t limit) {
  // C(n + classes - 1, classes - 1), multiplied up so that every step is a whole number.
  double outcomes = 1;
  for (size_t i = 1; i < classes; ++i) {
    outcomes = outcomes * double(n + int64_t(i)) / double(i);
    if (outcomes > double(limit)) return limit + 1;
  }
  return int64_t(std::llround(outcomes));
}

double exact_multinomial_test(const CountVector& counts, const ShareVector& reference) {
  const Problem problem = without_empty_classes(counts, reference);
  if (problem.impossible) return 0;
  if (problem.n == 0 || problem.counts.size() < 2) return 1;
  if (outcome_count(problem.n, problem.counts.size(), enumeration_limit) > enumeration_limit) {
    throw ArgumentError("too many possible results to enumerate; use Monte-Carlo");
  }
  const LogMass mass(problem.n, problem.reference);
  Enumeration all{mass, problem.counts.size(), mass.of(problem.counts) + tie_tolerance};
  all.visit(0, problem.n, mass.of_all());
  return std::min(1.0, all.total);
}

MonteCarloNull::MonteCarloNull(int64_t n, const ShareVector& reference, int64_t draws,
                               uint64_t seed)
    : n_(n), reference_(reference) {
  require_shares(reference);
  if (draws < 1 || n < 0) {
    throw ArgumentError("Monte-Carlo needs at least one draw and no negative total");
  }
  if (n > monte_carlo_images) {
    throw ArgumentError("Monte-Carlo is for at most 100,000 images; use chi-square");
  }
  const Problem problem = without_empty_classes(CountVector(reference.size(), 0), reference);
  const LogMass mass(n, problem.reference);
  Random random(seed);
  for (int64_t i = 0; i < draws; ++i) {
    log_masses_.push_back(mass.of(random.multinomial(n, problem.reference)));
  }
  std::sort(log_masses_.begin(), log_masses_.end());
}

double MonteCarloNull::p(const CountVector& counts) const {
  const Problem problem = without_empty_classes(counts, reference_);
  if (problem.n != n_) throw ArgumentError("the counts do not sum to the null's total");
  if (problem.impossible) return 0;
  const double threshold = LogMass(n_, problem.reference).of(problem.counts) + tie_tolerance;
  const auto hits =
      std::upper_bound(log_masses_.begin(), log_masses_.end(), threshold) - log_masses_.begin();
  return double(1 + hits) / double(1 + log_masses_.size());
}

FitTest GoodnessOfFit::test(const CountVector& counts, const ShareVector& reference) {
  constexpr size_t kept_nulls = 64;
  const int64_t n = require_counts(counts);
  require_same_size(counts, reference);
  if (n == 0) return {};
  if (counts.size() == 2) return {binomial_test(counts[0], n, reference[0]), "exact_binomial"};
  const int64_t limit = std::min(settings_.exact_outcomes, enumeration_limit);
  if (outcome_count(n, counts.size(), limit) <= limit) {
    return {exact_multinomial_test(counts, reference), "exact_multinomial"};
  }
  const double rarest = *std::min_element(reference.begin(), reference.end());
  if (double(n) * rarest >= 5 || n > monte_carlo_images) {
    return {chi_square_test(counts, reference).p, "chi_square"};
  }
  const auto key = std::make_pair(n, reference);
  auto found = nulls_.find(key);
  if (found == nulls_.end()) {
    if (nulls_.size() >= kept_nulls) nulls_.clear();
    found =
        nulls_.emplace(key, MonteCarloNull(n, reference, settings_.draws, settings_.seed)).first;
  }
  return {found->second.p(counts), "monte_carlo"};
}

}  // namespace evenlight::audit
