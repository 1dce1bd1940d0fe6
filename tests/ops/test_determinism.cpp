// The same input gives the same bytes: on any number of threads, in any batch, on every run.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/base/error.h"
#include "engine/base/half.h"
#include "engine/cpu/cpu.h"
#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

// A small model with every op whose sums could depend on how work is cut up. Each image of a
// batch gets the same input, so that every image must give the bytes of a batch of one.
Graph trace(int64_t batch, int64_t height, int64_t width) {
  Graph g;
  const Value x = g.input("x", {batch, height, width, 5}, Rate::every_step);
  const Value context = g.input("context", {batch, 77, 24}, Rate::every_step);
  const auto w = [&](const char* name, const Shape& shape) { return g.weight(name, shape); };
  Value h = g.conv2d(x, w("in", {64, 5, 3, 3}), w("in.b", {64}));
  const Value skip = h;
  h = g.group_norm(h, w("norm.weight", {64}), w("norm.bias", {64}), 16, 1e-5f);
  h = g.activate(h, Activation::silu);
  h = g.conv2d(h, w("conv", {96, 64, 3, 3}), w("conv.b", {96}));  // Winograd where it is large
  const Value n = g.layer_norm(h, w("ln.weight", {96}), w("ln.bias", {96}), 1e-5f);
  const Value q = g.linear(n, w("q", {96, 96})), k = g.linear(n, w("k", {96, 96}));
  h = g.add(h, g.attention(q, k, g.linear(n, w("v", {96, 96})), 3));
  const Value ck = g.linear(context, w("ck", {96, 24}));
  h = g.add(h, g.attention(g.linear(h, w("cq", {96, 96})), ck, ck, 2));
  h = g.activate(g.linear(h, w("ff", {262, 96})), Activation::geglu);
  h = g.concat(h, skip);
  h = g.group_norm(h, w("norm2.weight", {195}), w("norm2.bias", {195}), 15, 1e-6f);
  g.output("y", g.conv2d(h, w("out", {4, 195, 3, 3}), w("out.b", {4}), {.stride = 2}));
  return g;
}

std::vector<float> run(DType precision, int threads, int64_t batch, int64_t height, int64_t width,
                       const WeightSource& weights = MemoryWeights(3)) {
  BackendOptions options;
  options.precision = precision;
  options.threads = threads;
  const auto backend = open_cpu(options);
  const auto executable =
      backend->compile(make_plan(trace(batch, height, width), precision), weights);
  const auto repeated = [&](uint64_t seed, int64_t count) {
    const std::vector<float> one = random_floats(seed, size_t(count));
    std::vector<float> all;
    for (int64_t i = 0; i < batch; ++i) all.insert(all.end(), one.begin(), one.end());
    return all;
  };
  executable->write("x", repeated(1, height * width * 5));
  executable->write("context", repeated(2, 77 * 24));
  executable->prepare();
  executable->run();
  std::vector<float> y(size_t(batch * ((height + 1) / 2) * ((width + 1) / 2) * 4));
  executable->read("y", y);
  // A second run finds a used arena and scratch.
  executable->write("x", repeated(1, height * width * 5));
  executable->write("context", repeated(2, 77 * 24));
  executable->prepare();
  executable->run();
  std::vector<float> again(y.size());
  executable->read("y", again);
  EXPECT_EQ(std::memcmp(y.data(), again.data(), y.size() * 4), 0) << "second run differs";
  return y;
}

void expect_same_bytes(DType precision, int64_t height, int64_t width) {
  const std::vector<float> one = run(precision, 1, 1, height, width);
  for (const float v : one) ASSERT_TRUE(std::isfinite(v));
  for (const int threads : {1, 2, 3, 7}) {
    for (const int64_t batch : {1, 2, 4}) {
      const std::vector<float> y = run(precision, threads, batch, height, width);
      for (size_t i = 0; i < y.size(); i += one.size()) {
        ASSERT_EQ(std::memcmp(one.data(), y.data() + i, one.size() * 4), 0)
            << threads << " threads, image " << i / one.size() << " of " << batch << ", " << height
            << "×" << width;
      }
    }
  }
}

TEST(Determinism, SmallOddMap) {
  expect_same_bytes(DType::f32, 7, 5);
  expect_same_bytes(DType::bf16, 7, 5);
}
TEST(Determinism, LargeMap) {
  expect_same_bytes(DType::f32, 35, 34);
  expect_same_bytes(DType::bf16, 35, 34);
}

// Weights that a file holds in f16 may stay so in memory: the same bytes as when they are widened
// first.
TEST(Determinism, WeightsInF16) {
  const MemoryWeights narrow(3, DType::f16);
  MemoryWeights wide;
  const Graph g = trace(1, 1, 1);
  for (const ValueInfo& value : g.values()) {
    for (const WeightPart& part : value.parts) {
      const HostWeight weight = narrow.get(part.name, part.shape);
      std::vector<float> values(size_t(part.shape.count()));
      for (size_t i = 0; i < values.size(); ++i) {
        uint16_t half;
        std::memcpy(&half, weight.bytes.data() + 2 * i, 2);
        values[i] = f16_to_f32(half);
      }
      wide.add(part.name, part.shape, values);
    }
  }
  for (const auto& [height, width] : {std::pair{7, 5}, {35, 34}}) {
    const std::vector<float> y = run(DType::f32, 2, 1, height, width, narrow);
    const std::vector<float> expected = run(DType::f32, 2, 1, height, width, wide);
    EXPECT_EQ(std::memcmp(y.data(), expected.data(), y.size() * 4), 0) << height << "×" << width;
  }
}

// Two executables that ask for the same weights of one source hold one packed copy.
TEST(Cpu, SharesPackedWeights) {
  const auto backend = open_cpu({});
  const MemoryWeights weights(1);
  const auto first = backend->compile(make_plan(trace(1, 8, 8), DType::f32), weights);
  const size_t packed = weights.released();
  const auto second = backend->compile(make_plan(trace(2, 8, 8), DType::f32), weights);
  EXPECT_LT(weights.released() - packed, packed / 2);
}

TEST(Cpu, PollStopsARun) {
  const auto backend = open_cpu({});
  const auto executable =
      backend->compile(make_plan(trace(1, 16, 16), DType::f32), MemoryWeights(1));
  int asked = 0;
  const Poll poll = [&] {
    if (++asked == 3) throw std::runtime_error("stop");
  };
  EXPECT_THROW(executable->run(poll), std::runtime_error);
  EXPECT_NO_THROW(executable->run());
}

TEST(Cpu, RefusesWhatItCannotDo) {
  BackendOptions options;
  options.precision = DType::f16;
  EXPECT_THROW(open_cpu(options), Error);
  options.precision = DType::f32;
  options.threads = -1;
  EXPECT_THROW(open_cpu(options), Error);
}

TEST(Cpu, SaysWhenMemoryIsShort) {
  Graph g;
  const Value x = g.input("x", {1, int64_t(1) << 22, int64_t(1) << 22, 4}, Rate::every_step);
  g.output("y", g.activate(x, Activation::silu));
  try {
    open_cpu({})->compile(make_plan(g, DType::f32), MemoryWeights(1));
    FAIL() << "compiled";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::device);
    EXPECT_NE(std::string(error.what()).find("bytes"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace evenlight
