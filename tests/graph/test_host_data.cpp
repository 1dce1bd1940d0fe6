#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/cpu/cpu.h"
#include "engine/reference/reference.h"
#include "tests/support/memory_weights.h"

namespace evenlight {
namespace {

Plan doubled() {
  Graph g;
  const Value x = g.input("x", {1, 2, 2, 8}, Rate::every_step);
  g.output("y", g.add(x, x));
  return make_plan(g, DType::f32);
}

// What `misuse` throws, or nothing.
template <class Misuse>
std::string mistake(const Misuse& misuse) {
  try {
    misuse();
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "";
}

// In every build, with asserts or without: a wrong name is told, and nothing is read or written.
void expect_named(Backend& backend) {
  const MemoryWeights weights;
  const auto executable = backend.compile(doubled(), weights);
  std::vector<float> numbers(32);
  std::vector<int32_t> ids(32);
  EXPECT_EQ(mistake([&] { executable->write("z", std::span<const float>(numbers)); }),
            "internal error: the graph has no input \"z\"; it has x");
  EXPECT_EQ(mistake([&] { executable->read("x", numbers); }),
            "internal error: the graph has no output \"x\"; it has y");
  EXPECT_EQ(mistake([&] { executable->write("x", std::span<const float>(numbers).first(31)); }),
            "internal error: the graph's input \"x\" is [1,2,2,8], not 31 numbers");
  EXPECT_NE(mistake([&] { executable->write("x", std::span<const int32_t>(ids)); }), "");
  EXPECT_EQ(mistake([&] { executable->write("x", std::span<const float>(numbers)); }), "");
}

TEST(HostData, WrongNamesAreToldByTheCpu) {
  expect_named(*open_cpu({.threads = 1}));
}

TEST(HostData, WrongNamesAreToldByTheReference) {
  expect_named(*open_reference());
}

}  // namespace
}  // namespace evenlight
