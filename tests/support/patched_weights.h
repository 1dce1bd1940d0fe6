#pragma once

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "engine/base/half.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// Weights of which one number is replaced: the smallest patch there can be.
class PatchedWeights : public WeightSource {
 public:
  struct Patch {
    std::string name;
    size_t index = 0;  // of the number, row-major
    float value = 0;
  };
  // `base` must outlive this.
  PatchedWeights(const WeightSource& base, Patch patch) : base_(base), patch_(std::move(patch)) {}

  HostWeight get(const std::string& name, const Shape& shape) const override {
    const HostWeight weight = base_.get(name, shape);
    if (name != patch_.name) return weight;
    auto bytes = std::make_shared<std::vector<std::byte>>(weight.bytes.begin(), weight.bytes.end());
    std::byte* at = bytes->data() + patch_.index * size_of(weight.dtype);
    const uint16_t half = weight.dtype == DType::f16 ? f32_to_f16(patch_.value)  //
                                                     : f32_to_bf16(patch_.value);
    if (weight.dtype == DType::f32) {
      std::memcpy(at, &patch_.value, 4);
    } else {
      std::memcpy(at, &half, 2);
    }
    base_.release(weight);
    return {weight.dtype, shape, *bytes, bytes};
  }
  void release(const HostWeight& weight) const override { base_.release(weight); }
  std::string content_key(const std::string& name) const override {
    std::string key = base_.content_key(name);
    if (name == patch_.name) {
      char value[64];
      std::snprintf(value, sizeof value, "[%zu]=%a", patch_.index, double(patch_.value));
      key += value;
    }
    return key;
  }

 private:
  const WeightSource& base_;
  Patch patch_;
};

}  // namespace evenlight
