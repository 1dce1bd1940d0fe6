// Which class each image of a prompt is drawn for, so that the counts are those of a target.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace evenlight::audit {

// How many of `images` each class has: shares times images, rounded so that they sum to it (largest
// remainders: Hamilton's method), the earlier class first of equals. Shares sum to 1.
std::vector<int64_t> quota_counts(const std::vector<double>& shares, int64_t images);

// The class of image k, 0 … images − 1: exactly quota_counts(), in an order that the key alone
// decides, and near the shares at every stop on the way and within every template: each run of
// images takes the class that lags most behind its share.
std::vector<size_t> quota_classes(const std::vector<double>& shares, int64_t images,
                                  size_t templates, const std::string& key);

}  // namespace evenlight::audit
