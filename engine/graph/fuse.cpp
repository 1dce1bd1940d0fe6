#include "engine/graph/fuse.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/graph/spread.h"

namespace evenlight {

namespace {

// A graph under rewriting. A fused node stands where its last member stood, so that everything it
// reads exists by then; the others are struck out.
class Rewriter {
 public:
  explicit Rewriter(const Graph& graph)
      : graph_(graph), values_(graph.values()), nodes_(graph.nodes()), struck_(nodes_.size()) {}

  void run() {
    read_upsample_in_conv();
    read_join_from_two_sources();
    join_projections_of_attention();
    add_time_embedding_in_conv();
    activate_in_producer();
    add_residual_in_producer();
  }

  Graph rebuilt() const;

 private:
  // The node that makes `id` if nothing else than one operand slot reads it.
  std::optional<size_t> sole_producer(ValueId id) const {
    if (id == no_value || readers(id).size() != 1 || is_output(id)) return std::nullopt;
    return producer(id);
  }
  std::optional<size_t> producer(ValueId id) const {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!struck_[i] && nodes_[i].result == id) return i;
    }
    return std::nullopt;
  }
  // Node indices, one per operand slot.
  std::vector<size_t> readers(ValueId id) const {
    std::vector<size_t> found;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (struck_[i]) continue;
      visit_operands(nodes_[i].op, [&](ValueId operand) {
        if (operand == id) found.push_back(i);
      });
    }
    return found;
  }
  bool is_output(ValueId id) const {
    const auto& outputs = graph_.outputs();
    return std::find(outputs.begin(), outputs.end(), id) != outputs.end();
  }

  template <class OpType, class F>
  void each(F f) {
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!struck_[i] && std::holds_alternative<OpType>(nodes_[i].op)) {
        f(i, std::get<OpType>(nodes_[i].op));
      }
    }
  }

  // `op`, so far node `from`, now makes the result of node `to`.
  void move_into(size_t from, size_t to, Op op) {
    nodes_[to].op = std::move(op);
    struck_[from] = true;
  }

  void read_upsample_in_conv();
  void read_join_from_two_sources();
  void join_projections_of_attention();
  bool join_linears(size_t attention, const std::vector<ValueId Attention::*>& operands,
                    const std::vector<int64_t Attention::*>& offsets);
  void add_time_embedding_in_conv();
  void activate_in_producer();
  void add_residual_in_producer();
  bool take_residual(size_t add, ValueId sum, ValueId other);

  const Graph& graph_;
  std::vector<ValueInfo> values_;
  std::vector<Node> nodes_;
  std::vector<bool> struck_;
};

void Rewriter::read_upsample_in_conv() {
  each<Conv2d>([&](size_t, Conv2d& conv) {
    const auto from = sole_producer(conv.x);
    if (!from || !std::holds_alternative<Upsample>(nodes_[*from].op)) return;
    const Upsample& upsample = std::get<Upsample>(nodes_[*from].op);
    conv.x = upsample.x, conv.upsample = upsample.size;
    struck_[*from] = true;
  });
}

void Rewriter::read_join_from_two_sources() {
  each<Concat>([&](size_t i, Concat& join) {
    const ValueId joined = nodes_[i].result;
    const Shape& shape = values_[size_t(joined)].shape;
    if (axis_of(join.axis, shape) + 1 != shape.rank()) return;
    const std::vector<size_t> all = readers(joined);
    const bool readable = std::all_of(all.begin(), all.end(), [&](size_t r) {
      if (const auto* norm = std::get_if<GroupNorm>(&nodes_[r].op)) return norm->x == joined;
      const auto* linear = std::get_if<Linear>(&nodes_[r].op);
      return linear && linear->x == joined && linear->residual != joined;
    });
    if (!readable || is_output(joined) || all.empty()) return;
    for (const size_t r : all) {
      if (auto* norm = std::get_if<GroupNorm>(&nodes_[r].op)) norm->x = join.a, norm->x2 = join.b;
      if (auto* linear = std::get_if<Linear>(&nodes_[r].op))
        linear->x = join.a, linear->x2 = join.b;
    }
    struck_[i] = true;
  });
}

void Rewriter::join_projections_of_attention() {
  each<Attention>([&](size_t i, Attention&) {
    using A = Attention;
    if (join_linears(i, {&A::q, &A::k, &A::v}, {&A::q_offset, &A::k_offset, &A::v_offset})) return;
    join_linears(i, {&A::k, &A::v}, {&A::k_offset, &A::v_offset});
  });
}

// Replaces the linears that make these operands by one with the weights below each other.
bool Rewriter::join_linears(size_t attention, const std::vector<ValueId Attention::*>& operands,
                            const std::vector<int64_t Attention::*>& offsets) {
  auto& op = std::get<Attention>(nodes_[attention].op);
  std::vector<size_t> members;
  for (const auto operand : operands) {
    const auto from = sole_producer(op.*operand);
    if (!from || !std::holds_alternative<Linear>(nodes_[*from].op)) return false;
    members.push_back(*from);
  }
  const auto linear_of = [&](size_t node) -> Linear& { return std::get<Linear>(nodes_[node].op); };
  Linear joined = linear_of(members[0]);
  ValueInfo weight{}, bias{};
  weight.kind = bias.kind = ValueKind::weight;
  weight.shape = {0, values_[size_t(joined.weight)].shape[1]};
  bias.shape = {0};
  for (const size_t m : members) {
    const Linear& one = linear_of(m);
    const bool plain = one.x == joined.x && one.x2 == no_value && one.residual == no_value &&
                       one.activation == Activation::none &&
                       (one.bias == no_value) == (joined.bias == no_value) &&
                       values_[size_t(one.weight)].shape.rank() == 2;
    if (!plain) return false;
    const auto take = [&](ValueInfo& into, ValueId id) {
      const ValueInfo& part = values_[size_t(id)];
      into.shape[0] += part.shape[0];
      into.parts.insert(into.parts.end(), part.parts.begin(), part.parts.end());
    };
    take(weight, one.weight);
    if (one.bias != no_value) take(bias, one.bias);
  }
  int64_t column = 0;
  for (size_t m = 0; m < members.size(); ++m) {
    op.*offsets[m] = column;
    column += values_[size_t(op.*operands[m])].shape.back();
  }
  const auto add_value = [&](ValueInfo info) {
    values_.push_back(std::move(info));
    return ValueId(values_.size() - 1);
  };
  ValueInfo result = values_[size_t(op.*operands[0])];
  result.shape = values_[size_t(joined.x)].shape;
  result.shape[result.shape.rank() - 1] = column;
  joined.weight = add_value(std::move(weight));
  if (joined.bias != no_value) joined.bias = add_value(std::move(bias));
  const ValueId together = add_value(std::move(result));
  for (const auto operand : operands) op.*operand = together;
  const size_t last = *std::max_element(members.begin(), members.end());
  for (const size_t m : members) struck_[m] = true;
  struck_[last] = false;
  nodes_[last] = {joined, together};
  return true;
}

void Rewriter::add_time_embedding_in_conv() {
  each<Add>([&](size_t i, Add& add) {
    const Shape& a = values_[size_t(add.a)].shape;
    const bool per_image = values_[size_t(add.b)].shape == Shape{a[0], a.back()} && a.rank() == 4;
    const auto from = sole_producer(add.a);
    if (!per_image || !from || !std::holds_alternative<Conv2d>(nodes_[*from].op)) return;
    Conv2d conv = std::get<Conv2d>(nodes_[*from].op);
    if (conv.per_image != no_value || conv.residual != no_value ||
        conv.activation != Activation::none) {
      return;
    }
    conv.per_image = add.b;
    move_into(*from, i, conv);
  });
}

void Rewriter::activate_in_producer() {
  each<Activate>([&](size_t i, Activate& activate) {
    const auto from = sole_producer(activate.x);
    if (!from) return;
    const bool silu = activate.activation == Activation::silu;
    Op op = nodes_[*from].op;
    if (auto* linear = std::get_if<Linear>(&op)) {
      if (linear->residual != no_value || linear->activation != Activation::none) return;
      linear->activation = activate.activation;
    } else if (auto* conv = std::get_if<Conv2d>(&op)) {
      if (!silu || conv->residual != no_value || conv->activation != Activation::none) return;
      conv->activation = activate.activation;
    } else if (auto* norm = std::get_if<GroupNorm>(&op)) {
      if (!silu || norm->activation != Activation::none) return;
      norm->activation = activate.activation;
    } else {
      return;
    }
    move_into(*from, i, std::move(op));
  });
}

void Rewriter::add_residual_in_producer() {
  each<Add>([&](size_t i, Add& add) {
    if (values_[size_t(add.a)].shape != values_[size_t(add.b)].shape) return;
    const ValueId a = add.a, b = add.b;
    if (!take_residual(i, a, b)) take_residual(i, b, a);
  });
}

bool Rewriter::take_residual(size_t add, ValueId sum, ValueId other) {
  const auto from = sole_producer(sum);
  if (!from || values_[size_t(other)].kind == ValueKind::weight) return false;
  Op op = nodes_[*from].op;
  ValueId* residual = nullptr;
  if (auto* conv = std::get_if<Conv2d>(&op)) residual = &conv->residual;
  if (auto* linear = std::get_if<Linear>(&op)) residual = &linear->residual;
  if (!residual || *residual != no_value) return false;
  *residual = other;
  move_into(*from, add, std::move(op));
  return true;
}

Graph Rewriter::rebuilt() const {
  Graph out;
  std::vector<Value> renamed(values_.size());
  for (const ValueId id : graph_.inputs()) {
    const ValueInfo& v = values_[size_t(id)];
    renamed[size_t(id)] = v.exact ? out.exact_input(v.name, v.shape, v.rate)
                                  : out.input(v.name, v.shape, v.rate, v.dtype);
  }
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (struck_[i]) continue;
    Op op = nodes_[i].op;
    visit_operands(op, [&](ValueId& id) {
      if (id == no_value) return;
      Value& value = renamed[size_t(id)];
      const ValueInfo& info = values_[size_t(id)];
      if (!value && info.kind == ValueKind::weight) {
        value = info.parts.size() == 1 ? out.weight(info.parts[0].name, info.shape)
                                       : out.joined_weight(info.parts);
      }
      id = value.id;
    });
    renamed[size_t(nodes_[i].result)] = out.append(std::move(op));
  }
  for (const ValueId id : graph_.outputs()) {
    out.output(values_[size_t(id)].name, renamed[size_t(id)]);
  }
  return out;
}

}  // namespace

Graph fuse(const Graph& graph) {
  Rewriter rewriter(graph);
  rewriter.run();
  return rewriter.rebuilt();
}

}  // namespace evenlight
