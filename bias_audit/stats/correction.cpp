#include "bias_audit/stats/correction.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/simplex_fit.h"
#include "bias_audit/stats/special.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

constexpr double min_separation = 0.5;

void require_separation(double separation) {
  if (separation < min_separation) {
    throw InputError(say<"the instrument separates the classes too poorly to be corrected ({0:.6f} "
                         "where 0 is guessing and 1 is perfect, at least 0.5 is needed); use "
                         "another instrument or more labels">(separation));
  }
}

// (sum of recalls - 1) / (K - 1): Youden's J for two classes.
double separation_of(const std::vector<ShareVector>& answers) {
  double recalls = 0;
  for (size_t i = 0; i < answers.size(); ++i) recalls += answers[i][i];
  return (recalls - 1) / double(answers.size() - 1);
}

std::vector<ShareVector> answer_shares(const Confusion& check_set, size_t answers) {
  std::vector<ShareVector> rows;
  for (const CountVector& row : check_set) {
    if (row.size() != answers || answers < check_set.size()) {
      throw ArgumentError("the check set's rows must have a column for every answer");
    }
    if (require_counts(row) < 1) {
      throw InputError(
          say<"the check set has no label of true class {0}; label some images of every class">(
              rows.size()));
    }
    rows.push_back(shares_of(row));
  }
  return rows;
}

ShareVector posterior(const CountVector& counts, Random& random) {
  std::vector<double> shapes;
  for (const int64_t count : counts) shapes.push_back(double(count) + 0.5);
  return random.dirichlet(shapes);
}

}  // namespace

ShareVector invert_confusion(const ShareVector& observed, const std::vector<ShareVector>& answers) {
  require_shares(observed);
  if (answers.size() < 2 || answers.size() > max_corrected_classes) {
    throw ArgumentError("the correction is for two to twelve classes");
  }
  for (const ShareVector& row : answers) {
    require_shares(row);
    if (row.size() != observed.size()) {
      throw ArgumentError("every row needs one share for each observed answer");
    }
  }
  return fit_on_simplex(answers, observed);
}

// What is left of the answers when those to unreadable pictures are taken out; shares may fall
// below 0 by luck, which the fit allows for.
ShareVector Corrector::Unreadable::taken_from(ShareVector observed) const {
  if (answers.empty()) return observed;
  for (size_t i = 0; i < observed.size(); ++i) {
    observed[i] = (observed[i] - share * answers[i]) / (1 - share);
  }
  return observed;
}

Corrector::Corrector(const Confusion& check_set, const CorrectionSettings& settings,
                     const CountVector& unreadable)
    : settings_(settings) {
  require_alpha(settings.alpha);
  if (check_set.size() < 2 || check_set.size() > max_corrected_classes) {
    throw ArgumentError("the correction is for two to twelve classes");
  }
  if (settings.draws < 100 || settings.draws > 1'000'000) {
    throw ArgumentError("a correction needs 100 to 1,000,000 draws");
  }
  answers_ = answer_shares(check_set, check_set.front().size());
  require_separation(separation_of(answers_));
  Random random(settings.seed);
  for (int64_t draw = 0; draw < settings.draws; ++draw) {
    std::vector<ShareVector>& rows = draws_.emplace_back();
    for (const CountVector& row : check_set) rows.push_back(posterior(row, random));
  }
  unreadable_draws_.resize(draws_.size());
  if (unreadable.empty() || require_counts(unreadable) == 0) return;
  if (unreadable.size() != answers_.front().size()) {
    throw ArgumentError("unreadable pictures need a count for every answer");
  }
  const auto blank = double(require_counts(unreadable));
  double read = 0;
  for (const CountVector& row : check_set) read += double(require_counts(row));
  unreadable_ = {blank / (blank + read), shares_of(unreadable)};
  for (Unreadable& draw : unreadable_draws_) {
    draw = {random.beta(blank + 0.5, read + 0.5), posterior(unreadable, random)};
  }
}

CorrectedShares Corrector::correct(const CountVector& observed, uint64_t stream) const {
  if (observed.size() != answers_.front().size() || require_counts(observed) < 1) {
    throw ArgumentError("a correction needs a count for every answer and an image");
  }
  CorrectedShares corrected{
      fit_on_simplex(answers_, unreadable_.taken_from(shares_of(observed))), {}, {}};
  Random random(settings_.seed + 0x9E3779B97F4A7C15U * (stream + 1));
  std::vector<std::vector<double>> by_class(answers_.size());
  for (size_t draw = 0; draw < draws_.size(); ++draw) {
    corrected.draws.push_back(fit_on_simplex(
        draws_[draw], unreadable_draws_[draw].taken_from(posterior(observed, random))));
    for (size_t i = 0; i < by_class.size(); ++i) {
      by_class[i].push_back(corrected.draws.back()[i]);
    }
  }
  for (auto& each : by_class) {
    corrected.intervals.push_back(percentile_interval(each, settings_.alpha));
  }
  return corrected;
}

double Corrector::two_sided_p(const CountVector& observed, double share) const {
  const Sides sides = sides_of(observed, share);
  return std::min(1.0, 2 * std::min(sides.below, sides.above));
}

Corrector::Sides Corrector::sides_of(const CountVector& observed, double share) const {
  require_probability(share, "the tested share");
  return sides_of(observed, std::vector<double>(draws_.size(), share));
}

Corrector::Sides Corrector::sides_of(const CountVector& observed,
                                     std::span<const double> shares) const {
  if (shares.size() != draws_.size()) {
    throw ArgumentError("this p-value needs one share for each draw");
  }
  if (answers_.size() != 2 || observed.size() != 2) {
    throw ArgumentError("this p-value is for two classes and two answers");
  }
  require_trials(observed[0], observed[0] + observed[1]);
  const double a = double(observed[0]) + 0.5;
  const double b = double(observed[1]) + 0.5;
  double below = 0, above = 0;
  for (size_t draw = 0; draw < draws_.size(); ++draw) {
    const double share = shares[draw];
    const std::vector<ShareVector>& rows = draws_[draw];
    const Unreadable& blank = unreadable_draws_[draw];
    // The share of first answers that `share` leads to; of an instrument that in this draw errs
    // more often than not, more of them mean less of the class.
    const double read = share * rows[0][0] + (1 - share) * rows[1][0];
    const double answers =
        blank.answers.empty() ? read : (1 - blank.share) * read + blank.share * blank.answers[0];
    const bool rises = rows[0][0] >= rows[1][0];
    (rises ? below : above) += beta_cdf(answers, a, b);
    (rises ? above : below) += beta_upper(answers, a, b);
  }
  const auto draws = double(draws_.size());
  return {below / draws, above / draws};
}

ShareVector Corrector::expected_answers(const ShareVector& truth) const {
  ShareVector expected(answers_.front().size(), 0);
  const double read = 1 - unreadable_.share;
  for (size_t i = 0; i < truth.size(); ++i) {
    for (size_t j = 0; j < expected.size(); ++j) expected[j] += read * truth[i] * answers_[i][j];
  }
  for (size_t j = 0; j < unreadable_.answers.size(); ++j) {
    expected[j] += unreadable_.share * unreadable_.answers[j];
  }
  return expected;
}

CorrectedShares correct_shares(const CountVector& observed, const Confusion& check_set,
                               const CorrectionSettings& settings) {
  if (check_set.empty() || check_set.front().size() != observed.size()) {
    throw ArgumentError("the check set's rows must have a column for every answer");
  }
  return Corrector(check_set, settings).correct(observed);
}

Interval percentile_interval(std::vector<double>& values, double alpha) {
  std::sort(values.begin(), values.end());
  const auto last = double(values.size() - 1);
  return {values[size_t(std::floor(last * alpha / 2))],
          values[size_t(std::ceil(last * (1 - alpha / 2)))]};
}

}  // namespace evenlight::audit
