#pragma once

#include <algorithm>
#include <string>

#include "engine/pipeline/load_report.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// A model's weights, saying at each how many of `elements` have been asked for. Several may count
// on in the same `seen`.
class CountedWeights : public WeightSource {
 public:
  // All but `elements` must outlive this.
  CountedWeights(const WeightSource& weights, double elements, double& seen,
                 const LoadReport& report)
      : weights_(weights), elements_(elements), seen_(seen), report_(report) {}
  HostWeight get(const std::string& name, const Shape& expected) const override {
    HostWeight weight = weights_.get(name, expected);
    seen_ += double(expected.count());
    if (report_) report_(std::min(1.0, seen_ / elements_));
    return weight;
  }
  void release(const HostWeight& weight) const override { weights_.release(weight); }
  std::string content_key(const std::string& name) const override {
    return weights_.content_key(name);
  }

 private:
  const WeightSource& weights_;
  double elements_;
  double& seen_;
  const LoadReport& report_;
};

}  // namespace evenlight
