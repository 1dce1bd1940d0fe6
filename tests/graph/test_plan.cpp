#include <gtest/gtest.h>

#include "engine/graph/plan.h"

namespace evenlight {
namespace {

// A chain with a long-lived skip: x → a → b → c → (c + a).
Graph chain() {
  Graph g;
  const Value x = g.input("x", {1, 10, 10, 64}, Rate::every_step);
  const Value a = g.activate(x, Activation::silu);
  const Value b = g.activate(a, Activation::silu);
  const Value c = g.activate(b, Activation::silu);
  g.output("y", g.add(c, a));
  return g;
}

TEST(Plan, LiveValuesNeverOverlap) {
  const Plan plan = make_plan(chain(), DType::f32);
  const auto& nodes = plan.graph.nodes();
  // By brute force: while node i runs, everything written before and read at or after i is apart.
  for (size_t i = 0; i < nodes.size(); ++i) {
    std::vector<ValueId> live = {nodes[i].result};
    const auto written_before = [&](ValueId id) {
      for (size_t j = 0; j < i; ++j)
        if (nodes[j].result == id) return true;
      return plan.graph.info(id).kind == ValueKind::input;
    };
    for (size_t j = i; j < nodes.size(); ++j)
      visit_operands(nodes[j].op, [&](ValueId id) {
        if (id != no_value && written_before(id)) live.push_back(id);
      });
    for (size_t a = 0; a < live.size(); ++a)
      for (size_t b = a + 1; b < live.size(); ++b) {
        if (live[a] == live[b]) continue;
        const Place& p = plan.places[size_t(live[a])];
        const Place& q = plan.places[size_t(live[b])];
        EXPECT_TRUE(p.offset + p.bytes <= q.offset || q.offset + q.bytes <= p.offset)
            << "values " << live[a] << " and " << live[b] << " at node " << i;
      }
  }
  // Three values are alive at the worst moment; no plan needs less and this one needs no more.
  EXPECT_EQ(plan.arena_bytes, 3u * 10 * 10 * 64 * 4);
}

TEST(Plan, StorageHalvesBytesButNotOfExactValues) {
  Graph g;
  const Value t = g.exact_input("t", {2}, Rate::every_step);
  const Value e = g.timestep_embedding(t, 64, true, 0);
  g.output("y", g.linear(e, g.weight("w", {64, 64})));
  const Plan plan = make_plan(g, DType::f16);
  EXPECT_EQ(plan.places[size_t(t.id)].bytes, 8u);
  EXPECT_EQ(plan.places[size_t(e.id)].bytes, 2u * 64 * 2);
  EXPECT_EQ(plan.places[size_t(plan.graph.outputs()[0])].bytes, 2u * 64 * 4);
}

TEST(Plan, PromptValuesReadByStepsAreKept) {
  Graph g;
  const Value context = g.input("context", {1, 3, 8}, Rate::per_prompt);
  const Value x = g.input("x", {1, 3, 8}, Rate::every_step);
  const Value inner = g.linear(context, g.weight("w1", {8, 8}));
  const Value k = g.linear(inner, g.weight("w2", {8, 8}));
  g.output("y", g.add(x, k));
  const Plan plan = make_plan(g, DType::f32);
  EXPECT_EQ(plan.prompt_nodes, (std::vector<size_t>{0, 1}));
  EXPECT_EQ(plan.step_nodes, (std::vector<size_t>{2}));
  EXPECT_EQ(plan.places[size_t(k.id)].region, Region::kept);
  EXPECT_EQ(plan.places[size_t(inner.id)].region, Region::arena);
  EXPECT_EQ(plan.places[size_t(context.id)].region, Region::arena);
}

}  // namespace
}  // namespace evenlight
