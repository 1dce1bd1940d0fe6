// One body per op, run on every backend: a small graph with random numbers, computed by the
// reference backend's plain loops and by the backend under test.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/support/backends.h"
#include "tests/support/memory_weights.h"

namespace evenlight {

// A graph in the making, with the data that its inputs will get.
class OpGraph {
 public:
  explicit OpGraph(uint64_t seed) : seed_(seed) {}

  Value input(const Shape& shape, float scale = 1.0f, float shift = 0.0f);
  Value ids(const Shape& shape, int32_t end);
  Value exact(std::vector<float> values, Rate rate = Rate::every_step);
  // As input, with −∞ wherever `hidden(i)` says so of element i.
  Value mask(const Shape& shape, const std::function<bool(int64_t i)>& hidden);
  Value weight(const Shape& shape) {
    return graph.weight("weight" + std::to_string(graph.values().size()), shape);
  }
  Value norm_weight(int64_t channels) {
    return graph.weight("norm" + std::to_string(graph.values().size()) + ".weight", {channels});
  }

  Graph graph;
  struct Data {
    std::string name;
    std::vector<float> floats;
    std::vector<int32_t> ids;
  };
  std::vector<Data> data;

 private:
  uint64_t next_seed() { return seed_ * 1000 + data.size(); }
  uint64_t seed_;
};

using BuildOp = std::function<Value(OpGraph&)>;

class OpTest : public ::testing::TestWithParam<BackendRow> {
 protected:
  void SetUp() override;
  // Compares the op as a result of the graph (f32 where an op offers that) and as a value that
  // another op reads, in the backend's precision.
  void check(const std::string& label, const BuildOp& build);

 private:
  Backend* backend_ = nullptr;
};

// What a graph leaves in output "y" on a backend.
std::vector<float> compute(Backend& backend, const OpGraph& g, const WeightSource& weights);

}  // namespace evenlight
