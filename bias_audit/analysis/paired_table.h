#pragma once

#include <optional>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/stats/mean_distance.h"

namespace evenlight::audit {

// The pairs of one prompt in one attribute of K classes, by what the first and the second image
// read as.
class PairedTable {
 public:
  explicit PairedTable(size_t classes) : counts_(classes, CountVector(classes, 0)) {}

  // A class each, or nothing of an image without one.
  void add(std::optional<size_t> first, std::optional<size_t> second);

  int64_t both_read() const;
  int64_t not_both_read() const { return not_both_; }
  CountVector first() const;              // counts of the first images, one a class
  CountVector second() const;             // of the second
  int64_t to_class(size_t each) const;    // pairs that changed to it
  int64_t from_class(size_t each) const;  // pairs that changed from it
  int64_t in_both(size_t each) const { return counts_[each][each]; }

  // Both distances from a reference, and how far the two images of a pair go along with each other
  // in being of a class that is over it in their own audit. At least one pair was read.
  DistanceChange distance_change(double alpha, const ShareVector& reference) const;
  DistanceChange distance_change(double alpha) const;  // from parity

 private:
  std::vector<CountVector> counts_;  // [first][second]
  int64_t not_both_ = 0;
};

}  // namespace evenlight::audit
