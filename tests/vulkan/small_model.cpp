#include "tests/vulkan/small_model.h"

#include <cmath>

#include "engine/graph/fuse.h"
#include "engine/models/unet.h"
#include "tests/support/memory_weights.h"

namespace evenlight {

Graph small_graph(int64_t batch, int64_t height, int64_t width) {
  Graph g;
  const auto w = [&](const char* name, const Shape& shape) { return g.weight(name, shape); };
  const Value x = g.input("x", {batch, height, width, 5}, Rate::every_step);
  const Value ids = g.input("ids", {batch, 77}, Rate::per_prompt, DType::i32);
  const Value timestep = g.exact_input("timestep", {batch}, Rate::every_step);
  const Value context = g.add(g.embedding(ids, w("tokens", {20, 24})), w("positions", {77, 24}));
  const Value time = g.linear(g.timestep_embedding(timestep, 32, true, 0.0f), w("time", {64, 32}));
  Value h = g.conv2d(x, w("in", {64, 5, 3, 3}), w("in.b", {64}));
  const Value skip = h;
  h = g.add(g.group_norm(h, w("norm.weight", {64}), w("norm.bias", {64}), 16, 1e-5f), time);
  h = g.conv2d(g.activate(h, Activation::silu), w("conv", {96, 64, 3, 3}), w("conv.b", {96}));
  const Value n = g.layer_norm(h, w("ln.weight", {96}), w("ln.bias", {96}), 1e-5f);
  const Value q = g.linear(n, w("q", {96, 96})), k = g.linear(n, w("k", {96, 96}));
  h = g.add(h, g.attention(q, k, g.linear(n, w("v", {96, 96})), 3));
  const Value ck = g.linear(context, w("ck", {96, 24}));
  h = g.add(h, g.attention(g.linear(h, w("cq", {96, 96})), ck, ck, 2));
  h = g.activate(g.linear(h, w("ff", {262, 96})), Activation::geglu);
  h = g.concat(h, skip);
  h = g.group_norm(h, w("norm2.weight", {195}), w("norm2.bias", {195}), 15, 1e-6f);
  h = g.conv2d(g.upsample(h), w("down", {40, 195, 3, 3}), {}, {.stride = 2});
  g.output("y", g.conv2d(h, w("out", {4, 40, 3, 3}), w("out.b", {4}), {.stride = 2}));
  return g;
}

Graph tiny_unet(int64_t batch) {
  UnetConfig config;
  config.levels = {{32, 2, 1, 1}, {64, 2, 0, 0}};
  config.layers_per_block = 1;
  config.mid_heads = 2;
  config.cross_attention_dim = 24;
  config.norm_groups = 8;
  return fuse(trace_unet(config, {.batch = batch, .height = 8, .width = 6, .tokens = 77}));
}

namespace {

// Inputs of one part may lie where the other part's values do: each is written before its part.
void write_inputs(Executable& executable, const Graph& graph, Rate rate) {
  for (const ValueId id : graph.inputs()) {
    const ValueInfo& info = graph.info(id);
    if (info.rate != rate) continue;
    const int64_t batch = info.shape[0], count = info.shape.count() / batch;
    const std::vector<float> one = random_floats(100 + uint64_t(id), size_t(count));
    std::vector<float> floats;
    std::vector<int32_t> ids;
    for (int64_t image = 0; image < batch; ++image) {
      floats.insert(floats.end(), one.begin(), one.end());
      for (const float v : one) ids.push_back(int32_t(std::abs(v) * 3));
    }
    if (info.dtype == DType::i32) {
      executable.write(info.name, ids);
    } else {
      executable.write(info.name, floats);
    }
  }
}

}  // namespace

std::vector<float> run_once(Executable& executable, const Graph& graph) {
  write_inputs(executable, graph, Rate::per_prompt);
  executable.prepare();
  write_inputs(executable, graph, Rate::every_step);
  executable.run();
  const ValueInfo& output = graph.info(graph.outputs().front());
  std::vector<float> result(size_t(output.shape.count()), NAN);
  executable.read(output.name, result);
  return result;
}

std::vector<float> compile_and_run(Backend& backend, const Graph& graph) {
  const MemoryWeights weights(3);
  const auto executable = backend.compile(make_plan(graph, backend.precision()), weights);
  return run_once(*executable, graph);
}

}  // namespace evenlight
