#include "tests/ops/op_test.h"

#include <cmath>
#include <limits>
#include <random>

#include "engine/reference/reference.h"
#include "tests/support/compare.h"

namespace evenlight {

Value OpGraph::input(const Shape& shape, float scale, float shift) {
  std::vector<float> values = random_floats(next_seed(), size_t(shape.count()), scale);
  for (float& v : values) v += shift;
  const std::string name = "input" + std::to_string(data.size());
  data.push_back({name, std::move(values), {}});
  return graph.input(name, shape, Rate::every_step);
}

Value OpGraph::mask(const Shape& shape, const std::function<bool(int64_t)>& hidden) {
  const Value value = input(shape);
  std::vector<float>& floats = data.back().floats;
  for (size_t i = 0; i < floats.size(); ++i) {
    if (hidden(int64_t(i))) floats[i] = -std::numeric_limits<float>::infinity();
  }
  return value;
}

Value OpGraph::ids(const Shape& shape, int32_t end) {
  std::mt19937_64 random(next_seed());
  std::vector<int32_t> values(static_cast<size_t>(shape.count()));
  for (int32_t& v : values) v = int32_t(random() % uint64_t(end));
  const std::string name = "input" + std::to_string(data.size());
  data.push_back({name, {}, std::move(values)});
  return graph.input(name, shape, Rate::every_step, DType::i32);
}

Value OpGraph::exact(std::vector<float> values, Rate rate) {
  const std::string name = "input" + std::to_string(data.size());
  const Shape shape = {int64_t(values.size())};
  data.push_back({name, std::move(values), {}});
  return graph.exact_input(name, shape, rate);
}

std::vector<float> compute(Backend& backend, const OpGraph& g, const WeightSource& weights) {
  const auto executable = backend.compile(make_plan(g.graph, backend.precision()), weights);
  // Inputs of one part may lie where the other part's values do: each is written before its part.
  for (const Rate rate : {Rate::per_prompt, Rate::every_step}) {
    for (size_t i = 0; i < g.data.size(); ++i) {
      const OpGraph::Data& d = g.data[i];
      if (g.graph.info(g.graph.inputs()[i]).rate != rate) continue;
      d.ids.empty() ? executable->write(d.name, d.floats) : executable->write(d.name, d.ids);
    }
    rate == Rate::per_prompt ? executable->prepare() : executable->run();
  }
  const ValueId y = g.graph.outputs().front();
  std::vector<float> result(size_t(g.graph.info(y).shape.count()), NAN);
  executable->read("y", result);
  return result;
}

namespace {
// The first element that is off by more than a few times what is tolerated of the typical size.
std::string first_bad(const std::vector<float>& got, const std::vector<float>& expected,
                      double tolerance) {
  double size = 0;
  for (const float v : expected) size += double(v) * v;
  const double typical = std::sqrt(size / double(expected.size()));
  for (size_t i = 0; i < got.size(); ++i) {
    if (std::abs(double(got[i]) - expected[i]) <= 4 * tolerance * typical) continue;
    return "first bad at " + std::to_string(i) + " of " + std::to_string(got.size()) + ": " +
           std::to_string(got[i]) + ", expected " + std::to_string(expected[i]);
  }
  return "no single element stands out";
}
}  // namespace

void OpTest::SetUp() {
  std::string reason;
  backend_ = find_backend(GetParam(), reason);
  if (!backend_) GTEST_SKIP() << reason;
}

void OpTest::check(const std::string& label, const BuildOp& build) {
  static const std::unique_ptr<Backend> reference = open_reference();
  constexpr uint64_t seed = 7;
  for (const bool stored : {false, true}) {
    OpGraph g(seed);
    Value y = build(g);
    if (stored) y = g.graph.add(y, y);
    g.graph.output("y", y);
    const MemoryWeights weights(seed, stored ? DType::f16 : DType::f32);
    const std::vector<float> expected = compute(*reference, g, weights);
    const std::vector<float> got = compute(*backend_, g, weights);
    const double error = relative_rms(got, expected);
    const double tolerance = GetParam().tolerance;
    // Written so that NaN fails.
    if (!(error <= tolerance)) {
      ADD_FAILURE() << GetParam().name << " " << label << (stored ? ", stored" : ", as a result")
                    << ", seed " << seed << ": relative RMS error " << error << ", allowed "
                    << tolerance << "; " << first_bad(got, expected, tolerance);
    }
  }
}

// For the bodies of every file of this folder.
INSTANTIATE_TEST_SUITE_P(Backends, OpTest, ::testing::ValuesIn(backend_rows()),
                         [](const ::testing::TestParamInfo<BackendRow>& info) {
                           return info.param.name;
                         });

}  // namespace evenlight
