#include "engine/cpu/processor_peak.h"

#include <cstdint>

// Highway compiles this file once per instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/processor_peak.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace evenlight::cpu::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Returns the operations done; `sink` keeps the compiler from dropping them. Twelve sums are
// enough to cover the latency of two multiply-add units, and fit sixteen registers. They start from
// different numbers: of equal ones the compiler keeps one.
double MultiplyAdd(uint64_t rounds, float& sink) {
  const hn::ScalableTag<float> f;
  using V = hn::Vec<decltype(f)>;
  const V x = hn::Set(f, 0.999f), y = hn::Set(f, 0.001f);
  const auto start = [&](float value) HWY_ATTR { return hn::Set(f, value); };
  V a = start(0.1f), b = start(0.2f), c = start(0.3f), d = start(0.4f), e = start(0.5f);
  V g = start(0.6f), h = start(0.7f), i = start(0.8f), j = start(0.9f), k = start(1.0f);
  V l = start(1.1f), m = start(1.2f);
  for (uint64_t round = 0; round < rounds; ++round) {
    a = hn::MulAdd(a, x, y), b = hn::MulAdd(b, x, y), c = hn::MulAdd(c, x, y);
    d = hn::MulAdd(d, x, y), e = hn::MulAdd(e, x, y), g = hn::MulAdd(g, x, y);
    h = hn::MulAdd(h, x, y), i = hn::MulAdd(i, x, y), j = hn::MulAdd(j, x, y);
    k = hn::MulAdd(k, x, y), l = hn::MulAdd(l, x, y), m = hn::MulAdd(m, x, y);
  }
  const V left = hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, d)), hn::Add(e, g));
  const V right = hn::Add(hn::Add(hn::Add(h, i), hn::Add(j, k)), hn::Add(l, m));
  sink = hn::GetLane(hn::SumOfLanes(f, hn::Add(left, right)));
  return 2.0 * 12.0 * double(hn::Lanes(f)) * double(rounds);
}

}  // namespace evenlight::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace evenlight::cpu {
namespace {

HWY_EXPORT(MultiplyAdd);

double run_threads(size_t threads, uint64_t rounds) {
  const auto start = std::chrono::steady_clock::now();
  std::vector<double> work(threads);
  std::vector<float> sinks(threads);
  {
    std::vector<std::jthread> others;
    for (size_t i = 0; i < threads; ++i) {
      others.emplace_back([&work, &sinks, i, rounds] {
        float sink = 0;
        work[i] = HWY_DYNAMIC_DISPATCH(MultiplyAdd)(rounds, sink);
        sinks[i] = sink;
      });
    }
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  double sum = 0;
  for (const double operations : work) sum += operations;
  return sum / taken.count();
}

}  // namespace

double measure_processor_peak(size_t threads) {
  constexpr uint64_t rounds = 10'000'000;  // some 20 ms at 3 GHz
  double best = 0;
  for (int i = 0; i < 5; ++i) best = std::max(best, run_threads(threads, rounds));
  return best;
}

}  // namespace evenlight::cpu

#endif  // HWY_ONCE
