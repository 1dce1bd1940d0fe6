#include "tests/support/memory_weights.h"

#include <cmath>
#include <cstring>
#include <random>

#include "engine/base/error.h"
#include "engine/base/half.h"

namespace evenlight {

namespace {
HostWeight make(const Shape& shape, const std::vector<float>& values, DType dtype) {
  auto bytes = std::make_shared<std::vector<std::byte>>(values.size() * size_of(dtype));
  for (size_t i = 0; i < values.size(); ++i) {
    if (dtype == DType::f32) {
      std::memcpy(bytes->data() + 4 * i, &values[i], 4);
      continue;
    }
    const uint16_t half = dtype == DType::f16 ? f32_to_f16(values[i]) : f32_to_bf16(values[i]);
    std::memcpy(bytes->data() + 2 * i, &half, 2);
  }
  return {dtype, shape, *bytes, bytes};
}

// FNV-1a: the same on every machine, unlike std::hash.
uint64_t hash(uint64_t seed, const std::string& name) {
  uint64_t h = 0xcbf29ce484222325u ^ seed;
  for (const char c : name) h = (h ^ uint64_t(static_cast<unsigned char>(c))) * 0x100000001b3u;
  return h;
}
}  // namespace

std::vector<float> random_floats(uint64_t seed, size_t count, float scale) {
  std::mt19937_64 random(seed);
  std::normal_distribution<float> normal(0.0f, scale);
  std::vector<float> values(count);
  for (float& v : values) v = normal(random);
  return values;
}

void MemoryWeights::add(const std::string& name, Shape shape, const std::vector<float>& values,
                        DType dtype) {
  if (weights_.contains(name)) renew_keys();
  weights_[name] = make(shape, values, dtype);
}

HostWeight MemoryWeights::get(const std::string& name, const Shape& expected) const {
  ++asked_[name];
  if (invents_ && !weights_.contains(name)) invent(name, expected);
  const auto found = weights_.find(name);
  if (found == weights_.end()) {
    throw Error(ErrorKind::input, "tensor " + name + " is not among the weights in memory");
  }
  if (found->second.shape != expected) {
    throw Error(ErrorKind::input, "tensor " + name + " in memory has shape " +
                                      to_string(found->second.shape) + ", expected " +
                                      to_string(expected));
  }
  return found->second;
}

void MemoryWeights::invent(const std::string& name, const Shape& shape) const {
  const size_t count = size_t(shape.count());
  const bool norm =
      shape.rank() == 1 && name.find("norm") != std::string::npos && name.ends_with("weight");
  const float fan_in = shape.rank() > 1 ? float(shape.count() / shape[0]) : 100.0f;
  std::vector<float> values = random_floats(hash(seed_, name), count, 1.0f / std::sqrt(fan_in));
  if (norm) {
    for (float& v : values) v += 1.0f;
  }
  weights_[name] = make(shape, values, dtype_);
}

}  // namespace evenlight
