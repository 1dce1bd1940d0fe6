#include "engine/graph/plan.h"

#include <algorithm>

namespace evenlight {

namespace {

// First and last position, in one part's order, at which a value must keep its bytes.
struct Life {
  ValueId id;
  size_t first;
  size_t last;
  uint64_t bytes;
};

uint64_t bytes_of(const Plan& plan, ValueId id) {
  return uint64_t(plan.graph.info(id).shape.count()) * size_of(plan.dtype(id));
}

// Marks what a product multiplies in `multiplied`, everything else that is read in `others`.
void note_reads(const Op& op, std::vector<bool>& multiplied, std::vector<bool>& others) {
  std::vector<ValueId> factors;
  if (const auto* conv = std::get_if<Conv2d>(&op)) factors = {conv->x};
  if (const auto* linear = std::get_if<Linear>(&op)) factors = {linear->x, linear->x2};
  if (const auto* attention = std::get_if<Attention>(&op)) {
    factors = {attention->q, attention->k, attention->v};
  }
  visit_operands(op, [&](ValueId id) {
    if (id == no_value) return;
    const bool factor = std::find(factors.begin(), factors.end(), id) != factors.end();
    (factor ? multiplied : others)[size_t(id)] = true;
  });
}

std::vector<DType> choose_dtypes(const Graph& graph, DType storage) {
  const size_t count = graph.values().size();
  std::vector<bool> multiplied(count), others(count);
  for (const Node& node : graph.nodes()) note_reads(node.op, multiplied, others);
  std::vector<DType> dtypes(count);
  for (size_t id = 0; id < count; ++id) {
    const ValueInfo& v = graph.values()[id];
    const bool computed = v.kind != ValueKind::weight;
    if (v.dtype != DType::f32 || v.exact) {
      dtypes[id] = v.dtype;
    } else {
      dtypes[id] = storage == DType::bf16 && computed && others[id] ? DType::f32 : storage;
    }
  }
  return dtypes;
}

// Largest value first, each at the lowest offset that no value alive at the same time covers.
// Returns the bytes that are needed altogether.
uint64_t place(std::vector<Life> lives, std::vector<Place>& places) {
  std::stable_sort(lives.begin(), lives.end(),
                   [](const Life& a, const Life& b) { return a.bytes > b.bytes; });
  std::vector<Life> placed;
  uint64_t total = 0;
  for (const Life& life : lives) {
    std::vector<const Life*> neighbours;
    for (const Life& other : placed) {
      if (other.first <= life.last && life.first <= other.last) neighbours.push_back(&other);
    }
    std::sort(neighbours.begin(), neighbours.end(), [&](const Life* a, const Life* b) {
      return places[size_t(a->id)].offset < places[size_t(b->id)].offset;
    });
    uint64_t offset = 0;
    for (const Life* other : neighbours) {
      const Place& taken = places[size_t(other->id)];
      if (taken.offset >= offset + aligned(life.bytes)) break;
      offset = std::max(offset, taken.offset + aligned(taken.bytes));
    }
    places[size_t(life.id)] = {Region::arena, offset, life.bytes};
    placed.push_back(life);
    total = std::max(total, offset + aligned(life.bytes));
  }
  return total;
}

// Which values the nodes of a part touch, when, and how they survive it.
std::vector<Life> lives_of(const Plan& plan, const std::vector<size_t>& nodes, Rate rate) {
  const Graph& graph = plan.graph;
  std::vector<size_t> first(graph.values().size(), SIZE_MAX), last(graph.values().size(), 0);
  const auto touch = [&](ValueId id, size_t when) {
    first[size_t(id)] = std::min(first[size_t(id)], when);
    last[size_t(id)] = std::max(last[size_t(id)], when);
  };
  // Position 0 is before the first node: inputs are written there.
  for (const ValueId id : graph.inputs()) {
    if (graph.info(id).rate == rate) touch(id, 0);
  }
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = graph.nodes()[nodes[i]];
    touch(node.result, i + 1);
    visit_operands(node.op, [&](ValueId id) {
      if (id != no_value && graph.info(id).kind != ValueKind::weight) touch(id, i + 1);
    });
  }
  for (const ValueId id : graph.outputs()) {
    if (first[size_t(id)] != SIZE_MAX) touch(id, nodes.size() + 1);
  }
  std::vector<Life> lives;
  for (size_t id = 0; id < first.size(); ++id) {
    if (first[id] == SIZE_MAX || plan.places[id].region == Region::kept) continue;
    lives.push_back({ValueId(id), first[id], last[id], bytes_of(plan, ValueId(id))});
  }
  return lives;
}

}  // namespace

Plan make_plan(Graph graph, DType storage) {
  Plan plan;
  plan.graph = std::move(graph);
  plan.storage = storage;
  plan.dtypes = choose_dtypes(plan.graph, storage);
  plan.places.resize(plan.graph.values().size());
  const auto& nodes = plan.graph.nodes();
  for (size_t i = 0; i < nodes.size(); ++i) {
    const bool step = plan.graph.info(nodes[i].result).rate == Rate::every_step;
    (step ? plan.step_nodes : plan.prompt_nodes).push_back(i);
  }
  // A per-prompt value outlives its part if a step reads it, or if it is an output of a graph
  // that also has steps.
  const auto keep = [&](ValueId id) {
    Place& place = plan.places[size_t(id)];
    const ValueInfo& info = plan.graph.info(id);
    if (info.kind == ValueKind::weight || info.rate == Rate::every_step) return;
    if (place.region == Region::kept) return;
    place = {Region::kept, plan.kept_bytes, bytes_of(plan, id)};
    plan.kept_bytes += aligned(place.bytes);
  };
  for (const size_t i : plan.step_nodes) {
    visit_operands(nodes[i].op, [&](ValueId id) {
      if (id != no_value) keep(id);
    });
  }
  if (!plan.step_nodes.empty()) {
    for (const ValueId id : plan.graph.outputs()) keep(id);
  }
  const uint64_t prompt_bytes =
      place(lives_of(plan, plan.prompt_nodes, Rate::per_prompt), plan.places);
  const uint64_t step_bytes = place(lives_of(plan, plan.step_nodes, Rate::every_step), plan.places);
  plan.arena_bytes = std::max(prompt_bytes, step_bytes);
  return plan;
}

}  // namespace evenlight
