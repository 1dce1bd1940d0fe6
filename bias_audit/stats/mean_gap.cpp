#include "bias_audit/stats/mean_gap.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bias_audit/stats/argument_error.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/correction.h"
#include "bias_audit/stats/special.h"

namespace evenlight::audit {

namespace {

double share_of(const Gap& gap) {
  return double(gap.k) / double(gap.n);
}

// E|X| - |true_gap| of a normal variable round true_gap.
double luck_at(double true_gap, double sd) {
  if (sd <= 0) return 0;
  const double z = true_gap / sd;
  return std::max(0.0,
                  sd * std::sqrt(2 / M_PI) * std::exp(-z * z / 2) - 2 * true_gap * normal_cdf(-z));
}

// Standard deviation of share less reference, if the share were `share`.
double deviation(const Gap& gap, double share) {
  const double error = gap.reference.error;
  return std::sqrt(share * (1 - share) / double(gap.n) + error * error);
}

// The most that luck may have added: as much as at the near end of an interval of the gap at
// alpha / 5, as in luck_of().
double most_luck(const Gap& gap, double alpha) {
  const double share = share_of(gap);
  const double sd = std::max(deviation(gap, share), deviation(gap, gap.reference.share));
  const double near = std::abs(share - gap.reference.share) - normal_quantile(1 - alpha / 10) * sd;
  return luck_at(std::max(0.0, near), sd);
}

std::vector<double> drawn_means(const std::vector<Gap>& gaps, int64_t draws, uint64_t seed) {
  std::vector<UncertainShare> sources;
  for (const Gap& gap : gaps) {
    if (gap.source >= sources.size()) sources.resize(gap.source + 1);
    sources[gap.source] = gap.reference;
  }
  Random random(seed);
  std::vector<double> means, references(sources.size());
  for (int64_t draw = 0; draw < draws; ++draw) {
    for (size_t i = 0; i < sources.size(); ++i) {
      references[i] = draw_share(sources[i], random);
    }
    double sum = 0;
    for (size_t i = 0; i < gaps.size(); ++i) {
      const Gap& gap = gaps[random.below(gaps.size())];
      const double share = random.beta(double(gap.k) + 0.5, double(gap.n - gap.k) + 0.5);
      sum += std::abs(share - references[gap.source]);
    }
    means.push_back(sum / double(gaps.size()));
  }
  return means;
}

}  // namespace

MeanGap mean_gap(const std::vector<Gap>& gaps, const BootstrapSettings& settings) {
  require_alpha(settings.alpha);
  if (gaps.empty() || settings.draws < 100 || settings.draws > 10'000'000) {
    throw ArgumentError("a mean gap needs a prompt and 100 to 10,000,000 draws");
  }
  const auto prompts = double(gaps.size());
  MeanGap result;
  double most = 0;
  for (const Gap& gap : gaps) {
    require_trials(gap.k, gap.n);
    if (gap.source >= gaps.size()) throw ArgumentError("there are fewer sources");
    result.mean += std::abs(share_of(gap) - gap.reference.share) / prompts;
    result.by_luck += luck_at(0, deviation(gap, gap.reference.share)) / prompts;
    most += most_luck(gap, settings.alpha) / prompts;
  }
  // A file of very many prompts needs fewer draws for the same precision and should end in time.
  constexpr int64_t prompt_draws = 20'000'000;
  const int64_t draws =
      std::min(settings.draws, std::max<int64_t>(100, prompt_draws / int64_t(gaps.size())));
  std::vector<double> means = drawn_means(gaps, draws, settings.seed);
  // Bootstrap draws carry the small-sample bias a second time; it is subtracted again.
  double middle = 0;
  for (const double mean : means) middle += mean / double(means.size());
  const Interval drawn = percentile_interval(means, settings.alpha);
  result.interval = {std::clamp(result.mean + drawn.lo - middle - most, 0.0, result.mean),
                     std::clamp(result.mean + drawn.hi - middle, result.mean, 1.0)};
  return result;
}

}  // namespace evenlight::audit
