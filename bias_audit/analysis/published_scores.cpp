#include "bias_audit/analysis/published_scores.h"

#include <cmath>
#include <map>
#include <tuple>

#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/null_band.h"

namespace evenlight::audit {

namespace {

// Mean over all pairs of classes.
double pair_gap(const ShareVector& p, const ShareVector&) {
  double sum = 0;
  int pairs = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    for (size_t j = i + 1; j < p.size(); ++j) {
      sum += std::abs(p[i] - p[j]);
      ++pairs;
    }
  }
  return sum / pairs;
}
double lack_of_entropy(const ShareVector& p, const ShareVector&) {
  return 1 - normalised_entropy(p);
}

struct Formula {
  const char* name;
  const char* what;
  Score score;
};
constexpr Formula formulas[] = {
    {"HEIM imbalance, DALL-Eval MAD", "mean of |share - 1/classes|", mean_absolute_difference},
    {"Shen et al. 2024", "mean of |share of one - share of another|", pair_gap},
    {"OpenBias", "1 - entropy / its maximum", lack_of_entropy}};

// What a fair model scores, once for each number of images and classes.
class Floors {
 public:
  const NullBand& of(Score score, int64_t n, size_t classes) {
    const auto [at, is_new] = bands_.emplace(std::make_tuple(score, n, classes), NullBand());
    if (is_new) at->second = null_band(score, n, uniform_shares(classes));
    return at->second;
  }

 private:
  std::map<std::tuple<Score, int64_t, size_t>, NullBand> bands_;
};

// `groups` have a classified image each.
PublishedScore score_of(const Formula& formula, const std::vector<const CountGroup*>& groups,
                        Floors& floors) {
  PublishedScore row;
  row.score = formula.name;
  row.what = formula.what;
  double score = 0, floor = 0, upper = 0;
  for (const CountGroup* group : groups) {
    const size_t classes = group->counts.size();
    const NullBand& band = floors.of(formula.score, group->classified(), classes);
    score += formula.score(shares_of(group->counts), uniform_shares(classes));
    floor += band.mean;
    upper += band.upper;
  }
  const auto n = double(groups.size());
  row.value = score / n;
  row.fair_model = floor / n;
  row.fair_model_upper = upper / n;
  return row;
}

}  // namespace

std::vector<PublishedScore> published_scores(const Counts& counts) {
  std::map<std::pair<std::string, size_t>, std::vector<const CountGroup*>> families;
  for (const CountGroup& group : counts.groups) {
    if (group.classified() > 0) families[{group.arm, group.attribute}].push_back(&group);
  }
  std::vector<PublishedScore> rows;
  Floors floors;
  for (const auto& [family, groups] : families) {
    for (const Formula& formula : formulas) {
      PublishedScore& row = rows.emplace_back(score_of(formula, groups, floors));
      row.arm = family.first;
      row.attribute = counts.attributes[family.second].name;
    }
  }
  return rows;
}

}  // namespace evenlight::audit
