#include "engine/graph/graph.h"

#include <utility>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace evenlight {

namespace {
// What depends on any every-step operand is computed every step.
Rate rate_of(const Op& op, const std::vector<ValueInfo>& values) {
  Rate rate = Rate::per_prompt;
  visit_operands(op, [&](ValueId id) {
    if (id == no_value) return;
    const ValueInfo& v = values[size_t(id)];
    if (v.kind != ValueKind::weight && v.rate == Rate::every_step) rate = Rate::every_step;
  });
  return rate;
}
}  // namespace

Value Graph::add_value(ValueInfo info) {
  values_.push_back(std::move(info));
  return Value{ValueId(values_.size() - 1)};
}

Value Graph::input(std::string name, Shape shape, Rate rate, DType dtype) {
  ValueInfo info;
  info.kind = ValueKind::input;
  info.shape = std::move(shape);
  info.rate = rate;
  info.dtype = dtype;
  info.name = std::move(name);
  const Value value = add_value(std::move(info));
  inputs_.push_back(value.id);
  return value;
}

Value Graph::exact_input(std::string name, Shape shape, Rate rate) {
  const Value value = input(std::move(name), std::move(shape), rate);
  values_[size_t(value.id)].exact = true;
  return value;
}

Value Graph::weight(const std::string& name, const Shape& shape) {
  const auto known = weights_.find(name);
  if (known != weights_.end()) {
    const Shape& first = values_[size_t(known->second)].shape;
    if (first != shape) {
      throw Error(ErrorKind::input, say<"[weight] {0}: asked for as {1} and as {2}">(
                                        name, to_string(first), to_string(shape)));
    }
    return Value{known->second};
  }
  ValueInfo info;
  info.kind = ValueKind::weight;
  info.shape = shape;
  info.parts = {{name, shape}};
  const Value value = add_value(std::move(info));
  weights_[name] = value.id;
  return value;
}

Value Graph::joined_weight(std::vector<WeightPart> parts) {
  EVENLIGHT_CHECK(!parts.empty(), "a joined weight has parts");
  ValueInfo joined;
  joined.kind = ValueKind::weight;
  joined.shape = parts[0].shape;
  for (size_t i = 1; i < parts.size(); ++i) joined.shape[0] += parts[i].shape[0];
  joined.parts = std::move(parts);
  return add_value(std::move(joined));
}

void Graph::output(std::string name, Value value) {
  EVENLIGHT_CHECK(values_[size_t(value.id)].kind == ValueKind::computed, "an output is computed");
  values_[size_t(value.id)].name = std::move(name);
  // Results that convolutions and linears make leave the graph unrounded; their kernels have f32
  // in hand at no cost.
  for (const Node& node : nodes_) {
    if (node.result != value.id) continue;
    values_[size_t(value.id)].exact =
        std::holds_alternative<Conv2d>(node.op) || std::holds_alternative<Linear>(node.op);
  }
  outputs_.push_back(value.id);
}

Value Graph::append(Op op) {
  ValueInfo info;
  info.shape = infer_shape(op, values_);
  info.rate = rate_of(op, values_);
  const Value value = add_value(std::move(info));
  nodes_.push_back({std::move(op), value.id});
  return value;
}

Value Graph::conv2d(Value x, Value weight, Value bias, const ConvOptions& options) {
  Conv2d op;
  op.x = x.id, op.weight = weight.id, op.bias = bias.id;
  op.stride = options.stride, op.pad = options.pad;
  return append(op);
}

Value Graph::linear(Value x, Value weight, Value bias) {
  Linear op;
  op.x = x.id, op.weight = weight.id, op.bias = bias.id;
  return append(op);
}

Value Graph::group_norm(Value x, Value gamma, Value beta, int64_t groups, float eps) {
  GroupNorm op;
  op.x = x.id, op.gamma = gamma.id, op.beta = beta.id, op.groups = groups, op.eps = eps;
  return append(op);
}

Value Graph::layer_norm(Value x, Value gamma, Value beta, float eps) {
  return append(LayerNorm{x.id, gamma.id, beta.id, eps});
}

Value Graph::attention(Value q, Value k, Value v, int64_t heads, bool causal, Value bias) {
  Attention op;
  op.q = q.id, op.k = k.id, op.v = v.id, op.heads = heads, op.causal = causal, op.bias = bias.id;
  op.head_dim = heads > 0 ? shape(q).back() / heads : 0;
  return append(op);
}

Value Graph::add(Value a, Value b, bool per_image) {
  return append(Add{a.id, b.id, per_image});
}
Value Graph::mul(Value a, Value b, bool per_image) {
  return append(Mul{a.id, b.id, 1.0f, per_image});
}
Value Graph::mul(Value a, float factor) {
  return append(Mul{a.id, no_value, factor});
}
Value Graph::activate(Value x, Activation activation) {
  return append(Activate{x.id, activation});
}
Value Graph::concat(Value a, Value b, int64_t axis) {
  return append(Concat{a.id, b.id, axis});
}
Value Graph::slice(Value x, int64_t axis, int64_t begin, int64_t size) {
  return append(Slice{x.id, axis, begin, size});
}
Value Graph::upsample(Value x, const Enlargement& size) {
  return append(Upsample{x.id, size});
}
Value Graph::embedding(Value ids, Value table) {
  return append(Embedding{ids.id, table.id});
}

Value Graph::timestep_embedding(Value timestep, int64_t dim, bool flip_sin_to_cos, float shift) {
  return append(TimestepEmbedding{timestep.id, dim, flip_sin_to_cos, shift});
}

std::string_view name_of(const Op& op) {
  return std::visit([](const auto& o) { return o.name; }, op);
}

}  // namespace evenlight
