#include "engine/pipeline/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>
#include <map>

#include "engine/graph/polled_weights.h"
#include "engine/graph/stats.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"

namespace evenlight {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_of(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// Numbers around zero without a pattern that matters; the same each time.
std::vector<float> filling(size_t count) {
  std::vector<float> values(count);
  uint32_t state = 1;
  for (float& v : values) {
    state = state * 1664525u + 1013904223u;
    v = float(state >> 8) / float(1 << 23) - 1.0f;
  }
  return values;
}

std::string label_of(const Graph& graph, const Node& node) {
  const auto shape = [&](ValueId id) -> const Shape& { return graph.info(id).shape; };
  const std::string_view name = name_of(node.op);
  if (const auto* conv = std::get_if<Conv2d>(&node.op)) {
    const Shape& w = shape(conv->weight);
    return fmt::format("{} {}×{} {} → {}", name, w[2], w[3], to_string(shape(conv->x)), w[0]);
  }
  if (const auto* linear = std::get_if<Linear>(&node.op)) {
    return fmt::format("{} {} → {}", name, to_string(shape(linear->x)), shape(linear->weight)[0]);
  }
  if (const auto* attention = std::get_if<Attention>(&node.op)) {
    const Shape& k = shape(attention->k);
    return fmt::format("{} {} to {}", name, to_string(shape(node.result)), k.rows() / k[0]);
  }
  return fmt::format("{} {}", name, to_string(shape(node.result)));
}

// The same numbers for every weight that is asked for.
class FilledWeights : public WeightSource {
 public:
  HostWeight get(const std::string&, const Shape& shape) const override {
    const auto values = std::make_shared<std::vector<float>>(filling(size_t(shape.count())));
    return {DType::f32, shape, std::as_bytes(std::span(*values)), values};
  }
};

}  // namespace

struct Bench::Part {
  Plan plan;
  bool per_prompt = false;  // all of it depends on the prompt alone
  std::string output;
  std::unique_ptr<Executable> executable;

  std::vector<float> result() const {
    const Graph& graph = plan.graph;
    const auto id = std::ranges::find_if(
        graph.outputs(), [&](ValueId value) { return graph.info(value).name == output; });
    return std::vector<float>(size_t(graph.info(*id).shape.count()));
  }

  // Ids are small enough for any vocabulary; all else is noise.
  void write_inputs(Rate rate) const {
    for (const ValueId id : plan.graph.inputs()) {
      const ValueInfo& info = plan.graph.info(id);
      const size_t count = size_t(info.shape.count());
      if (info.rate != rate) continue;
      if (info.dtype == DType::i32) {
        executable->write(info.name, std::span<const int32_t>(std::vector<int32_t>(count, 1)));
      } else {
        executable->write(info.name, std::span<const float>(filling(count)));
      }
    }
  }

  // From the inputs on the host to the result on the host.
  void run(std::vector<float>& result, const Poll& poll) const {
    write_inputs(per_prompt ? Rate::per_prompt : Rate::every_step);
    per_prompt ? executable->prepare(poll) : executable->run(poll);
    executable->read(output, result);
  }

  PartTime measure(int runs, const Poll& poll) const {
    std::vector<float> output_values = result();
    if (!per_prompt) {
      write_inputs(Rate::per_prompt);
      executable->prepare(poll);
    }
    run(output_values, poll);
    std::vector<double> seconds;
    std::vector<double> by_node(plan.graph.nodes().size());
    for (int i = 0; i < runs; ++i) {
      seconds.push_back(seconds_of([&] { run(output_values, poll); }));
      for (const NodeTime& time : executable->profile()) {
        by_node[time.node] += time.seconds / runs;
      }
    }
    PartTime part;
    part.seconds = median(seconds);
    for (const size_t i : nodes()) {
      const uint64_t work = flops(plan.graph, plan.graph.nodes()[i]);
      part.flops += double(work);
      part.executed += double(executable->executed_flops(i).value_or(work));
    }
    part.ops = ops(by_node);
    return part;
  }

  const std::vector<size_t>& nodes() const {
    return per_prompt ? plan.prompt_nodes : plan.step_nodes;
  }

  std::vector<OpTime> ops(const std::vector<double>& by_node) const {
    std::map<std::string, OpTime> kinds;
    for (const size_t i : nodes()) {
      const Node& node = plan.graph.nodes()[i];
      OpTime& kind = kinds[label_of(plan.graph, node)];
      kind.count += 1;
      kind.seconds += by_node[i];
      kind.flops += double(flops(plan.graph, node));
    }
    std::vector<OpTime> rows;
    for (auto& [label, kind] : kinds) {
      kind.op = label;
      if (kind.seconds > 0) rows.push_back(kind);
    }
    std::ranges::stable_sort(rows, std::greater(), &OpTime::seconds);
    return rows;
  }
};

Bench::Bench(const WeightSource& weights, const ModelConfigs& configs, Backend& backend,
             const Recipe& recipe, const Poll& poll) {
  const PartPrecisions storage = part_precisions(backend.precision(), configs);
  const auto part = [](Plan plan, bool per_prompt, const char* output) {
    return std::make_unique<Part>(Part{std::move(plan), per_prompt, output, nullptr});
  };
  for (const TextConfig* text : configs.text_encoders()) {
    texts_.push_back(part(plan_text(recipe, *text, storage.text), true, "hidden"));
  }
  unet_ =
      part(plan_unet(recipe, configs, 2, configs.text.max_positions, storage.unet), false, "noise");
  decoder_ = part(plan_decoder(recipe, configs, storage.vae), false, "image");
  // The largest arena first, as in rendering: the others share it.
  std::vector<Part*> parts = {unet_.get(), decoder_.get()};
  for (const auto& text : texts_) parts.push_back(text.get());
  std::ranges::stable_sort(parts, std::greater(),
                           [](const Part* p) { return p->plan.arena_bytes; });
  const PolledWeights polled(weights, poll);
  for (Part* one : parts) one->executable = backend.compile(one->plan, polled);
}

Bench::~Bench() = default;

namespace {

void add(PartTime& sum, PartTime part) {
  sum.seconds += part.seconds;
  sum.flops += part.flops;
  sum.executed += part.executed;
  std::ranges::move(part.ops, std::back_inserter(sum.ops));
  std::ranges::stable_sort(sum.ops, std::greater(), &OpTime::seconds);
}

}  // namespace

BenchTimes Bench::measure(int runs, const Poll& poll) {
  BenchTimes times;
  for (const auto& text : texts_) add(times.text, text->measure(runs, poll));
  times.unet_step = unet_->measure(runs, poll);
  times.vae_decode = decoder_->measure(runs, poll);
  return times;
}

double measure_matmul_peak(Backend& backend, const Poll& poll) {
  constexpr int64_t largest = 8192;
  constexpr double long_enough = 0.15;  // the next size takes eight times as long
  for (int64_t n = 512;; n *= 2) {
    Graph graph;
    const Value x = graph.input("x", {1, n, n}, Rate::every_step);
    graph.output("y", graph.linear(x, graph.weight("w", {n, n})));
    const Plan plan = make_plan(std::move(graph), backend.precision());
    const auto executable = backend.compile(plan, FilledWeights());
    executable->write("x", std::span<const float>(filling(size_t(n * n))));
    executable->prepare(poll);
    executable->run(poll);
    double best = seconds_of([&] { executable->run(poll); });
    if (best < long_enough && n < largest) continue;
    for (int i = 0; i < 2; ++i) best = std::min(best, seconds_of([&] { executable->run(poll); }));
    return double(stats_of(plan.graph).flops_per_step) / best;
  }
}

}  // namespace evenlight
