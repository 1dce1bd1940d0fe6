#pragma once

#include <string>

#include "engine/graph/backend.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// A model's weights, asking at each whether to go on: a backend that compiles a plan with them
// can be stopped while it loads.
class PolledWeights : public WeightSource {
 public:
  // Both must outlive this.
  PolledWeights(const WeightSource& weights, const Poll& poll) : weights_(weights), poll_(poll) {}
  HostWeight get(const std::string& name, const Shape& expected) const override {
    if (poll_) poll_();
    return weights_.get(name, expected);
  }
  void release(const HostWeight& weight) const override { weights_.release(weight); }
  std::string content_key(const std::string& name) const override {
    return weights_.content_key(name);
  }

 private:
  const WeightSource& weights_;
  const Poll& poll_;
};

}  // namespace evenlight
