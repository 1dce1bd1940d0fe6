#include "bias_audit/stats/correction.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "bias_audit/errors.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/simplex_fit.h"

namespace evenlight::audit {

namespace {

constexpr double kLeastSeparation = 0.5;

void require_separation(double separation) {
  if (separation < kLeastSeparation) {
    throw InputError("the instrument separates the classes too poorly to be corrected (" +
                     std::to_string(separation) +
                     " where 0 is guessing and 1 is perfect, at least 0.5 is needed); "
                     "use another instrument or more labels");
  }
}

// (sum of recalls - 1) / (K - 1): Youden's J for two classes.
double separation_of(const std::vector<ShareVector>& answers) {
  double recalls = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) recalls += answers[i][i];
  return (recalls - 1) / static_cast<double>(answers.size() - 1);
}

std::vector<ShareVector> answer_shares(const Confusion& check_set, std::size_t answers) {
  std::vector<ShareVector> rows;
  for (const CountVector& row : check_set) {
    if (row.size() != answers || answers < check_set.size()) {
      throw std::invalid_argument("the check set's rows must have a column for every answer");
    }
    if (require_counts(row) < 1) {
      throw InputError("the check set has no label of true class " + std::to_string(rows.size()) +
                       "; label some images of every class");
    }
    rows.push_back(shares_of(row));
  }
  return rows;
}

ShareVector posterior(const CountVector& counts, Random& random) {
  std::vector<double> shapes;
  for (const std::int64_t count : counts) shapes.push_back(static_cast<double>(count) + 0.5);
  return random.dirichlet(shapes);
}

Interval percentile_interval(std::vector<double>& draws, double alpha) {
  std::sort(draws.begin(), draws.end());
  const auto last = static_cast<double>(draws.size() - 1);
  return {draws[static_cast<std::size_t>(std::floor(last * alpha / 2))],
          draws[static_cast<std::size_t>(std::ceil(last * (1 - alpha / 2)))]};
}

}  // namespace

double rogan_gladen(double observed, double sensitivity, double specificity) {
  require_probability(observed, "the observed share");
  require_probability(sensitivity, "the sensitivity");
  require_probability(specificity, "the specificity");
  const double separation = sensitivity + specificity - 1;
  require_separation(separation);
  return std::clamp((observed + specificity - 1) / separation, 0.0, 1.0);
}

ShareVector invert_confusion(const ShareVector& observed, const std::vector<ShareVector>& answers) {
  require_shares(observed);
  if (answers.size() < 2 || answers.size() > 12) {
    throw std::invalid_argument("the correction is for two to twelve classes");
  }
  for (const ShareVector& row : answers) {
    require_shares(row);
    if (row.size() != observed.size()) {
      throw std::invalid_argument("every row needs one share for each observed answer");
    }
  }
  return fit_on_simplex(answers, observed);
}

CorrectedShares correct_shares(const CountVector& observed, const Confusion& check_set,
                               const CorrectionSettings& settings) {
  require_alpha(settings.alpha);
  if (require_counts(observed) < 1 || settings.draws < 100 || settings.draws > 1'000'000) {
    throw std::invalid_argument("a correction needs observed images and 100 to 1,000,000 draws");
  }
  const std::vector<ShareVector> answers = answer_shares(check_set, observed.size());
  CorrectedShares corrected{invert_confusion(shares_of(observed), answers), {}};
  require_separation(separation_of(answers));

  Random random(settings.seed);
  std::vector<std::vector<double>> draws(check_set.size());
  for (std::int64_t draw = 0; draw < settings.draws; ++draw) {
    const ShareVector drawn = posterior(observed, random);
    std::vector<ShareVector> rows;
    for (const CountVector& row : check_set) rows.push_back(posterior(row, random));
    const ShareVector shares = fit_on_simplex(rows, drawn);
    for (std::size_t i = 0; i < shares.size(); ++i) draws[i].push_back(shares[i]);
  }
  for (auto& each : draws) {
    corrected.intervals.push_back(percentile_interval(each, settings.alpha));
  }
  return corrected;
}

}  // namespace evenlight::audit
