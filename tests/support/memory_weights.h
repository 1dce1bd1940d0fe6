#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "engine/tensor/weight_source.h"

namespace evenlight {

// Weights in memory: those that were added, and, if a seed is given, invented ones for any other
// name. Invented numbers are normal, scaled by 1/√fan_in, and depend on seed and name alone;
// norms' scales ("…norm….weight", one axis) are spread around 1.
class MemoryWeights : public WeightSource {
 public:
  MemoryWeights() = default;
  explicit MemoryWeights(uint64_t seed, DType dtype = DType::f32)
      : invents_(true), seed_(seed), dtype_(dtype) {}

  void add(const std::string& name, Shape shape, const std::vector<float>& values,
           DType dtype = DType::f32);
  HostWeight get(const std::string& name, const Shape& expected) const override;

  // How often this weight was asked for.
  size_t asked(const std::string& name) const { return asked_[name]; }
  // How often pages were given back: every get of a backend should be matched.
  size_t released() const { return released_; }
  void release(const HostWeight&) const override { ++released_; }

 private:
  void invent(const std::string& name, const Shape& shape) const;

  bool invents_ = false;
  uint64_t seed_ = 0;
  DType dtype_ = DType::f32;
  mutable std::map<std::string, HostWeight> weights_;
  mutable std::map<std::string, size_t> asked_;
  mutable size_t released_ = 0;
};

// `count` normal numbers of standard deviation `scale`, the same for the same seed.
std::vector<float> random_floats(uint64_t seed, size_t count, float scale = 1.0f);

}  // namespace evenlight
