#include "engine/graph/stats.h"

#include <algorithm>
#include <map>

namespace evenlight {

uint64_t flops(const Graph& graph, const Node& node) {
  const auto dims = [&](ValueId id) -> const Shape& { return graph.info(id).shape; };
  const Shape& y = graph.info(node.result).shape;
  if (const auto* conv = std::get_if<Conv2d>(&node.op)) {
    const Shape& w = dims(conv->weight);
    return uint64_t(2 * y.count() * w[1] * w[2] * w[3]);
  }
  if (const auto* linear = std::get_if<Linear>(&node.op)) {
    const Shape& w = dims(linear->weight);
    return uint64_t(2 * y.rows() * w[0] * w[1]);
  }
  if (const auto* attention = std::get_if<Attention>(&node.op)) {
    const int64_t keys = dims(attention->k).rows() / dims(attention->k)[0];
    return uint64_t(4 * y.count() * keys);  // q·kᵀ and the weighted sum of v
  }
  return 0;
}

namespace {

// Every part once, sorted by name.
class Census {
 public:
  void add(const ValueInfo& value) {
    for (const WeightPart& part : value.parts) shapes_.emplace(part.name, part.shape);
  }
  std::vector<WeightPart> parts() const {
    std::vector<WeightPart> parts;
    for (const auto& [name, shape] : shapes_) parts.push_back({name, shape});
    return parts;
  }

 private:
  std::map<std::string, Shape> shapes_;
};

}  // namespace

std::vector<WeightPart> weight_census(const Graph& graph) {
  Census census;
  for (const ValueInfo& value : graph.values()) census.add(value);
  return census.parts();
}

std::vector<WeightPart> matrix_census(const Graph& graph) {
  Census census;
  for (const Node& node : graph.nodes()) {
    if (const auto* conv = std::get_if<Conv2d>(&node.op)) census.add(graph.info(conv->weight));
    if (const auto* linear = std::get_if<Linear>(&node.op)) census.add(graph.info(linear->weight));
  }
  return census.parts();
}

GraphStats stats_of(const Graph& graph) {
  GraphStats stats;
  for (const Node& node : graph.nodes()) {
    const bool step = graph.info(node.result).rate == Rate::every_step;
    (step ? stats.flops_per_step : stats.flops_per_prompt) += flops(graph, node);
  }
  for (const WeightPart& part : weight_census(graph)) {
    stats.weights += 1;
    stats.parameters += uint64_t(part.shape.count());
  }
  return stats;
}

}  // namespace evenlight
