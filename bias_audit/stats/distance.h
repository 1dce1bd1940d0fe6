#pragma once

#include "bias_audit/stats/interval.h"

namespace evenlight::audit {

// Distances of two share vectors of the same size, each within 0 and 1 (0 = the same).
double total_variation(const ShareVector& p,
                       const ShareVector& q);  // share that would have to change
double hellinger(const ShareVector& p, const ShareVector& q);
double jensen_shannon_bits(const ShareVector& p, const ShareVector& q);  // the divergence, log2
double mean_absolute_difference(const ShareVector& p, const ShareVector& q);  // DALL-Eval's MAD
double normalised_entropy(const ShareVector& p);  // H / ln K: 1 = uniform, 0 = one class only
double effective_classes(const ShareVector& p);   // exp(H)
double cohen_h(double p1, double p2);             // Cohen 1988; positive when p1 > p2
double cohen_w(const ShareVector& p, const ShareVector& reference);  // infinite outside its support

// Plug-in values of few images look biased even for a fair model. What follows takes that away; the
// counts must sum to at least 1.

// Mean of the plug-in total variation when n images are drawn from `truth`. Exact.
double expected_total_variation(int64_t n, const ShareVector& truth, const ShareVector& reference);

// What luck adds to the plug-in total variation of these counts. Far from the reference that is
// known: it is what it would be at the observed shares. Where the interval at 1 - alpha reaches the
// reference, the images may as well be a fair model's, and `expected` is what such a model gets;
// the most that it can be is its value at the near end of the interval at 1 - alpha / 5.
struct Luck {
  double expected = 0;
  double most = 0;
};
Luck luck_of(const CountVector& counts, const ShareVector& reference, double alpha);

// Hellinger corrected in the square, where the plug-in's excess is about (K-1) / 8n.
double corrected_hellinger(const CountVector& counts, const ShareVector& reference);

// Jensen-Shannon less (K-1) / 8n nats, not below 0.
double corrected_jensen_shannon_bits(const CountVector& counts, const ShareVector& reference);

// Miller and Madow 1955: H + (classes seen - 1) / 2n, over ln K, not above 1.
double corrected_normalised_entropy(const CountVector& counts);

// Least and most total variation of shares that lie in a box, an interval a class.
Interval total_variation_range(const std::vector<Interval>& box, const ShareVector& reference);

// An interval for the total variation that holds at least at 1 - alpha: Wilson for two classes,
// else the range over Goodman's simultaneous box.
Interval total_variation_interval(const CountVector& counts, const ShareVector& reference,
                                  double alpha);

}  // namespace evenlight::audit
