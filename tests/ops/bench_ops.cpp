// How fast a backend's kernels are at the shapes of SD1.5, for people who work on them:
//
//   bench_ops [f32|bf16] [ops|unet|vae] [threads, 0: all] [latent size, 64]
//
// The model runs have random weights; times are by kind of op, best of a few runs.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>

#include "engine/cpu/cpu.h"
#include "engine/graph/fuse.h"
#include "engine/graph/stats.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "tests/support/memory_weights.h"

namespace evenlight {
namespace {

// Small numbers without a pattern that matters, made quickly and shared by all weights.
class BenchWeights : public WeightSource {
 public:
  HostWeight get(const std::string&, const Shape& shape) const override {
    const size_t bytes = size_t(shape.count()) * 2;
    if (buffer_->size() < bytes) {
      buffer_ = std::make_shared<std::vector<std::byte>>(bytes);
      auto* halves = reinterpret_cast<uint16_t*>(buffer_->data());
      uint32_t state = 1;
      for (size_t i = 0; i < bytes / 2; ++i) {
        state = state * 1664525u + 1013904223u;
        halves[i] = uint16_t(0x2000u | ((state >> 16) & 0x83ffu));  // ±0.008…0.016
      }
    }
    return {DType::f16, shape, std::span(*buffer_).first(bytes), buffer_};
  }

 private:
  mutable std::shared_ptr<std::vector<std::byte>> buffer_ =
      std::make_shared<std::vector<std::byte>>();
};

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Of all threads: on a busy machine the one figure that can be compared.
double cpu_seconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

std::string label_of(const Graph& g, const Node& node) {
  std::string label(name_of(node.op));
  const auto shape = [&](ValueId id) { return to_string(g.info(id).shape); };
  if (const auto* conv = std::get_if<Conv2d>(&node.op)) {
    const Shape& w = g.info(conv->weight).shape;
    label += " " + std::to_string(w[2]) + "×" + std::to_string(w[3]) + " " + shape(conv->x) +
             " → " + std::to_string(w[0]) + (conv->upsample ? " up" : "");
  } else if (const auto* linear = std::get_if<Linear>(&node.op)) {
    label += " " + shape(linear->x) + " → " + std::to_string(g.info(linear->weight).shape[0]) +
             (linear->activation == Activation::geglu ? " geglu" : "");
  } else if (const auto* attention = std::get_if<Attention>(&node.op)) {
    label += " " + shape(node.result) + " on " + std::to_string(g.info(attention->k).shape.rows()) +
             " keys, heads " + std::to_string(attention->heads);
  } else {
    label += " " + shape(node.result);
  }
  return label;
}

void run_graph(Graph graph, const BackendOptions& options, int rounds, bool by_shape) {
  const auto backend = open_cpu(options);
  const Plan plan = make_plan(fuse(graph), options.precision);
  const double before = seconds_now(), cpu_before = cpu_seconds();
  const auto executable = backend->compile(plan, BenchWeights());
  std::printf("compiled in %.2f s, processor time %.2f s, arena %.0f MB\n", seconds_now() - before,
              cpu_seconds() - cpu_before, double(plan.arena_bytes) / 1e6);
  for (const ValueId id : plan.graph.inputs()) {
    const ValueInfo& info = plan.graph.info(id);
    executable->write(info.name, random_floats(uint64_t(id), size_t(info.shape.count())));
  }
  struct Kind {
    double seconds = 0, gigaflops = 0;
    int count = 0;
  };
  executable->prepare();
  std::vector<double> best(plan.graph.nodes().size(), 1e9);
  double step = 1e9, work_time = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double start = seconds_now(), cpu_start = cpu_seconds();
    executable->run();
    step = std::min(step, seconds_now() - start);
    work_time = std::min(work_time, cpu_seconds() - cpu_start);
    for (const NodeTime& time : executable->profile()) {
      best[time.node] = std::min(best[time.node], time.seconds);
    }
  }
  std::map<std::string, Kind> kinds;
  for (const size_t i : plan.step_nodes) {
    const Node& node = plan.graph.nodes()[i];
    const double work = double(flops(plan.graph, node)) * 1e-9;
    for (const std::string& label : {std::string(name_of(node.op)) + ", all",
                                     by_shape ? label_of(plan.graph, node) : std::string()}) {
      if (label.empty()) continue;
      Kind& kind = kinds[label];
      kind.seconds += best[i], kind.gigaflops += work, ++kind.count;
    }
  }
  std::vector<std::pair<std::string, Kind>> rows(kinds.begin(), kinds.end());
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a.second.seconds > b.second.seconds; });
  for (const auto& [label, kind] : rows) {
    std::printf("%8.1f ms %4d× %7.1f GF/s  %s\n", kind.seconds * 1e3, kind.count,
                kind.gigaflops / kind.seconds, label.c_str());
  }
  const double work = double(stats_of(plan.graph).flops_per_step) * 1e-9;
  std::printf("run %.3f s, %.0f GF, %.1f GF/s; processor time %.3f s, %.1f GF/s a core\n", step,
              work, work / step, work_time, work / work_time);
}

Graph conv_graph(int64_t size, int64_t in, int64_t out) {
  Graph g;
  const Value x = g.input("x", {2, size, size, in}, Rate::every_step);
  g.output("y", g.conv2d(x, g.weight("w", {out, in, 3, 3}), g.weight("b", {out})));
  return g;
}

Graph linear_graph(int64_t rows, int64_t in, int64_t out) {
  Graph g;
  const Value x = g.input("x", {2, rows, in}, Rate::every_step);
  g.output("y", g.linear(x, g.weight("w", {out, in}), g.weight("b", {out})));
  return g;
}

Graph attention_graph(int64_t rows, int64_t keys, int64_t heads, int64_t depth) {
  Graph g;
  const Value q = g.input("q", {2, rows, heads * depth}, Rate::every_step);
  const Value k = g.input("k", {2, keys, heads * depth}, Rate::every_step);
  g.output("y", g.attention(q, k, k, heads));
  return g;
}

void run_ops(const BackendOptions& options) {
  const std::vector<Graph> graphs = {
      conv_graph(64, 320, 320),         conv_graph(32, 640, 640),
      conv_graph(16, 1280, 1280),       conv_graph(8, 1280, 1280),
      conv_graph(128, 256, 256),        conv_graph(256, 128, 128),
      linear_graph(4096, 320, 320),     linear_graph(4096, 320, 2560),
      linear_graph(4096, 1280, 320),    linear_graph(1024, 640, 640),
      linear_graph(1024, 640, 5120),    linear_graph(256, 1280, 10240),
      linear_graph(64, 1280, 1280),     attention_graph(4096, 4096, 8, 40),
      attention_graph(4096, 77, 8, 40), attention_graph(1024, 1024, 8, 80),
      attention_graph(256, 256, 8, 160)};
  for (const Graph& graph : graphs) run_graph(graph, options, 3, true);
}

}  // namespace
}  // namespace evenlight

int main(int argc, char** argv) {
  using namespace evenlight;
  BackendOptions options;
  options.profile = true;
  options.precision = argc > 1 && std::strcmp(argv[1], "bf16") == 0 ? DType::bf16 : DType::f32;
  const std::string what = argc > 2 ? argv[2] : "ops";
  options.threads = argc > 3 ? std::atoi(argv[3]) : 0;
  const int64_t size = argc > 4 ? std::atoi(argv[4]) : 64;
  if (what == "unet") {
    UnetConfig config;
    UnetSize unet;
    unet.height = unet.width = size;
    run_graph(trace_unet(config, unet), options, 2, true);
  } else if (what == "vae") {
    run_graph(trace_vae_decoder(VaeConfig(), 1, size, size), options, 1, true);
  } else {
    run_ops(options);
  }
  return 0;
}
