#include "bias_audit/mitigate/quota.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bias_audit/stats/random.h"

namespace evenlight::audit {

namespace {

uint64_t seed_of(const std::string& key) {
  uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  for (const char c : key)
    hash = (hash ^ uint64_t(static_cast<unsigned char>(c))) * 1099511628211ULL;
  return hash;
}

}  // namespace

std::vector<int64_t> quota_counts(const std::vector<double>& shares, int64_t images) {
  std::vector<int64_t> counts;
  std::vector<std::pair<double, size_t>> remainders;
  int64_t given = 0;
  for (size_t i = 0; i < shares.size(); ++i) {
    const double wanted = shares[i] * double(images);
    counts.push_back(int64_t(std::floor(wanted + 1e-9)));
    remainders.emplace_back(double(counts.back()) - wanted, i);
    given += counts.back();
  }
  std::stable_sort(remainders.begin(), remainders.end());
  for (size_t i = 0; given < images; ++i, ++given) ++counts[remainders[i % shares.size()].second];
  return counts;
}

std::vector<size_t> quota_classes(const std::vector<double>& shares, int64_t images,
                                  size_t templates, const std::string& key) {
  std::vector<int64_t> left = quota_counts(shares, images);
  Random random(seed_of(key));
  std::vector<std::vector<int64_t>> taken(std::max<size_t>(templates, 1),
                                          std::vector<int64_t>(shares.size(), 0));
  std::vector<size_t> classes;
  for (int64_t k = 0; k < images; ++k) {
    std::vector<int64_t>& here = taken[size_t(k) % taken.size()];
    const int64_t before = std::accumulate(here.begin(), here.end(), int64_t(0));
    // What lags most in this template, what is left over all and luck between equals.
    size_t best = shares.size();
    double most = 0;
    for (size_t c = 0; c < shares.size(); ++c) {
      if (left[c] == 0) continue;
      const double lag = shares[c] * double(before + 1) - double(here[c]);
      const double rest = double(left[c]) / double(images - k) - shares[c];
      const double score = lag + rest * double(taken.size()) + 0.9 * (random.uniform() - 0.5);
      if (best == shares.size() || score > most) best = c, most = score;
    }
    classes.push_back(best);
    --left[best];
    ++here[best];
  }
  return classes;
}

}  // namespace evenlight::audit
