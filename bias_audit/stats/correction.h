#pragma once

#include <cstddef>
#include <span>

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Shares corrected for an instrument that errs, with the error rates taken from a human check set.

constexpr size_t max_corrected_classes = 12;

struct CorrectionSettings {
  int64_t draws = 2000;
  double alpha = 0.05;
  uint64_t seed = 20240229;
};

// Human labels against the instrument's: [true class][what the instrument said], K rows and L >= K
// columns; column i < K is class i, further columns are answers like "unclear".
using Confusion = std::vector<CountVector>;

struct CorrectedShares {
  ShareVector shares;               // of the K true classes, sum 1
  std::vector<Interval> intervals;  // carry the error of the audit and of the check set
  std::vector<ShareVector> draws;   // what the intervals are percentiles of
};

// The shares on the simplex whose expected answers come closest (least squares) to `observed` [L],
// given `answers` [K][L] with rows that sum to 1. Exact: every set of non-zero classes is tried
// when the unconstrained solution is not already inside. Of two classes it is Rogan and Gladen
// 1978.
ShareVector invert_confusion(const ShareVector& observed, const std::vector<ShareVector>& answers);

// Corrects the counts of many prompts by one check set, whose error they share: draw i of every
// prompt takes the same draw of the check set.
class Corrector {
 public:
  // Throws InputError when a true class has no label or when the mean recall is too low
  // ((sum of recalls - 1) / (K - 1) < 0.5, for two classes sensitivity + specificity - 1).
  // `unreadable` [L], if any, are the instrument's answers to labelled pictures that people could
  // not read. Their share of the labels, with its error, is taken to be that of every prompt, and
  // the answers to them are taken out before the classes are told apart: the corrected shares are
  // of the pictures that people can read.
  explicit Corrector(const Confusion& check_set, const CorrectionSettings& settings = {},
                     const CountVector& unreadable = {});

  // Intervals: percentiles over draws of the observed answers [L] and of each row of the check set
  // from their Jeffreys posteriors, so that a check set without a single error still counts as a
  // small sample. Another `stream` a prompt makes their own errors independent.
  CorrectedShares correct(const CountVector& observed, uint64_t stream = 0) const;

  // Of two classes and answers: twice the smaller of the probabilities that the true share of the
  // first class is below `share` and that it is above, over the same posteriors. Unlike a count of
  // draws it has its digits where nearly all of them lie on one side, which an adjustment for many
  // prompts needs.
  double two_sided_p(const CountVector& observed, double share) const;

  // The two probabilities: that the true share is at most `share`, and that it is at least that.
  struct Sides {
    double below = 0, above = 0;
  };
  Sides sides_of(const CountVector& observed, double share) const;
  // The same beside a share that is known with an error itself: one share a draw, which may come
  // from the same draw of the check set.
  Sides sides_of(const CountVector& observed, std::span<const double> shares) const;

  // The shares of answers [L] that true shares [K] of the readable pictures lead to.
  ShareVector expected_answers(const ShareVector& truth) const;

 private:
  // What labels say of pictures that people cannot read: their share and the answers to them.
  struct Unreadable {
    double share = 0;
    ShareVector answers;  // [L]; empty if there are none
    ShareVector taken_from(ShareVector observed) const;
  };

  CorrectionSettings settings_;
  std::vector<ShareVector> answers_;  // [K][L]
  Unreadable unreadable_;
  std::vector<std::vector<ShareVector>> draws_;  // [draw][K][L]
  std::vector<Unreadable> unreadable_draws_;     // [draw]
};

// One prompt alone.
CorrectedShares correct_shares(const CountVector& observed, const Confusion& check_set,
                               const CorrectionSettings& settings = {});

// Percentile interval; `values` are sorted by it.
Interval percentile_interval(std::vector<double>& values, double alpha);

}  // namespace evenlight::audit
