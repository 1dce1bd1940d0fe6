// The shape rules: what each op accepts and what it makes. They stand once, here; backends trust
// them.

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/graph/graph.h"
#include "engine/graph/spread.h"

namespace evenlight {

namespace {

// The operands of one op under inspection, with messages that say which one does not fit.
class Checker {
 public:
  Checker(const Op& op, const std::vector<ValueInfo>& values) : op_(name_of(op)), values_(values) {}

  const Shape& shape(ValueId id) const {
    EVENLIGHT_CHECK(id >= 0 && size_t(id) < values_.size(), "an operand is a value of this graph");
    return values_[size_t(id)].shape;
  }

  void require(bool ok, const char* what, const std::string& expected, ValueId got) const {
    if (ok) return;
    std::string found = got == no_value ? "nothing" : to_string(shape(got));
    if (got != no_value && !values_[size_t(got)].parts.empty()) {
      found += " (" + values_[size_t(got)].parts.front().name + ")";
    }
    throw Error(ErrorKind::input,
                say<"[{0}] {1}: expected {2}, got {3}">(op_, what, expected, found));
  }

  void exactly(ValueId id, const char* what, const Shape& expected) const {
    require(shape(id) == expected, what, to_string(expected), id);
  }
  void if_given(ValueId id, const char* what, const Shape& expected) const {
    if (id != no_value) exactly(id, what, expected);
  }
  void picture(ValueId id, const char* what) const {
    require(shape(id).rank() == 4, what, "[N,H,W,C]", id);
  }
  void rows(ValueId id, const char* what) const {
    require(shape(id).rank() >= 2 && shape(id).back() > 0, what, "rows of channels", id);
  }

  // Of an operand of at least two axes, counted from 0.
  size_t axis(ValueId id, const char* what, int64_t axis) const {
    rows(id, what);
    const auto rank = int64_t(shape(id).rank());
    require(axis >= -rank && axis < rank, what, "an axis " + std::to_string(axis), id);
    return axis_of(axis, shape(id));
  }

 private:
  std::string_view op_;
  const std::vector<ValueInfo>& values_;
};

Shape with_back(Shape shape, int64_t channels) {
  shape[shape.rank() - 1] = channels;
  return shape;
}

// Channels of x and, joined to it, x2.
int64_t joined_channels(const Checker& c, ValueId x, ValueId x2) {
  const Shape& first = c.shape(x);
  if (x2 == no_value) return first.back();
  c.require(c.shape(x2).rank() >= 2 && with_back(c.shape(x2), first.back()) == first, "x2",
            "the rows of " + to_string(first), x2);
  return first.back() + c.shape(x2).back();
}

Shape infer(const Conv2d& op, const Checker& c) {
  c.picture(op.x, "x");
  const Shape& x = c.shape(op.x);
  const Shape& w = c.shape(op.weight);
  c.require(w.rank() == 4 && w[1] == x[3] && w[0] > 0 && w[2] > 0 && w[3] > 0, "weight",
            "[O," + std::to_string(x[3]) + ",kh,kw]", op.weight);
  const int64_t height = op.upsample ? op.upsample->height(x[1]) : x[1];
  const int64_t width = op.upsample ? op.upsample->width(x[2]) : x[2];
  const int64_t room_h = height + op.pad.top + op.pad.bottom - w[2];
  const int64_t room_w = width + op.pad.left + op.pad.right - w[3];
  c.require(op.stride > 0 && room_h >= 0 && room_w >= 0, "x",
            "a picture no smaller than the kernel", op.x);
  const Shape y = {x[0], room_h / op.stride + 1, room_w / op.stride + 1, w[0]};
  c.if_given(op.bias, "bias", {w[0]});
  c.if_given(op.per_image, "per_image", {x[0], w[0]});
  c.if_given(op.residual, "residual", y);
  EVENLIGHT_CHECK(op.activation == Activation::none || op.activation == Activation::silu,
                  "a convolution's activation is none or SiLU");
  return y;
}

Shape infer(const Linear& op, const Checker& c) {
  c.rows(op.x, "x");
  const int64_t in = joined_channels(c, op.x, op.x2);
  const Shape& w = c.shape(op.weight);
  // A 1×1 convolution is a linear on the rows of a picture; its weight may say so.
  const bool flat = w.rank() == 2 || (w.rank() == 4 && w[2] == 1 && w[3] == 1);
  c.require(flat && w[1] == in && w[0] > 0, "weight", "[O," + std::to_string(in) + "]", op.weight);
  const bool gated = op.activation == Activation::geglu;
  c.require(!gated || w[0] % 2 == 0, "weight", "an even number of rows for geglu", op.weight);
  c.if_given(op.bias, "bias", {w[0]});
  const Shape y = with_back(c.shape(op.x), gated ? w[0] / 2 : w[0]);
  c.if_given(op.residual, "residual", y);
  return y;
}

Shape infer(const GroupNorm& op, const Checker& c) {
  c.picture(op.x, "x");
  const int64_t channels = joined_channels(c, op.x, op.x2);
  c.require(op.groups > 0 && channels % op.groups == 0, "x",
            "channels in " + std::to_string(op.groups) + " equal groups", op.x);
  c.if_given(op.gamma, "gamma", {channels});
  c.if_given(op.beta, "beta", {channels});
  EVENLIGHT_CHECK(op.activation == Activation::none || op.activation == Activation::silu,
                  "a group norm's activation is none or SiLU");
  return with_back(c.shape(op.x), channels);
}

Shape infer(const LayerNorm& op, const Checker& c) {
  c.rows(op.x, "x");
  c.if_given(op.gamma, "gamma", {c.shape(op.x).back()});
  c.if_given(op.beta, "beta", {c.shape(op.x).back()});
  return c.shape(op.x);
}

Shape infer(const Attention& op, const Checker& c) {
  const Shape& q = c.shape(op.q);
  const Shape& k = c.shape(op.k);
  const Shape& v = c.shape(op.v);
  const int64_t width = op.heads * op.head_dim;
  const std::string columns = "≥" + std::to_string(width) + " columns after the offset";
  c.require(q.rank() >= 3, "q", "[N,L,heads·D]", op.q);
  c.require(width > 0 && op.q_offset + width <= q.back(), "q", columns, op.q);
  c.require(k.rank() >= 3 && k[0] == q[0] && op.k_offset + width <= k.back(), "k", columns, op.k);
  c.require(v.rank() >= 3 && v[0] == q[0] && op.v_offset + width <= v.back(), "v", columns, op.v);
  c.require(v.rows() == k.rows(), "v", "as many tokens as k", op.v);
  c.require(!op.causal || k.rows() == q.rows(), "k", "as many tokens as q when causal", op.k);
  if (op.bias == no_value) return with_back(q, width);
  const Shape all = {q[0], op.heads, q.rows() / q[0], k.rows() / k[0]};
  const Shape& bias = c.shape(op.bias);
  bool fits = bias.rank() == 4 && bias[3] == all[3];
  for (size_t axis = 0; fits && axis < 3; ++axis) fits = bias[axis] == all[axis] || bias[axis] == 1;
  c.require(fits, "bias", to_string(all) + " or 1 in place of the first three", op.bias);
  return with_back(q, width);
}

// Of Add and Mul alike.
template <class Op>
Shape infer_spread(const Op& op, const Checker& c) {
  const Shape& a = c.shape(op.a);
  c.require(spread_of(a, c.shape(op.b), op.per_image).has_value(), "b",
            (op.per_image ? "one row per image of " : "a shape that goes with ") + to_string(a),
            op.b);
  return a;
}

Shape infer(const Add& op, const Checker& c) {
  return infer_spread(op, c);
}

Shape infer(const Mul& op, const Checker& c) {
  return op.b == no_value ? c.shape(op.a) : infer_spread(op, c);
}

Shape infer(const Activate& op, const Checker& c) {
  c.rows(op.x, "x");
  const Shape& x = c.shape(op.x);
  if (op.activation != Activation::geglu) return x;
  c.require(x.back() % 2 == 0, "x", "an even number of channels for geglu", op.x);
  return with_back(x, x.back() / 2);
}

Shape infer(const Concat& op, const Checker& c) {
  const size_t axis = c.axis(op.a, "a", op.axis);
  Shape y = c.shape(op.a);
  const Shape& b = c.shape(op.b);
  Shape other = b;
  if (b.rank() == y.rank()) other[axis] = y[axis];
  c.require(other == y, "b", to_string(y) + " but for axis " + std::to_string(axis), op.b);
  y[axis] += b[axis];
  return y;
}

Shape infer(const Slice& op, const Checker& c) {
  const size_t axis = c.axis(op.x, "x", op.axis);
  Shape y = c.shape(op.x);
  c.require(op.begin >= 0 && op.size > 0 && op.size <= y[axis] - op.begin, "x",
            "at least " + std::to_string(op.begin) + " + " + std::to_string(op.size) +
                " along axis " + std::to_string(axis),
            op.x);
  y[axis] = op.size;
  return y;
}

Shape infer(const Upsample& op, const Checker& c) {
  c.picture(op.x, "x");
  const Shape& x = c.shape(op.x);
  return {x[0], op.size.height(x[1]), op.size.width(x[2]), x[3]};
}

Shape infer(const Embedding& op, const Checker& c) {
  c.require(c.shape(op.ids).rank() == 2, "ids", "[N,L]", op.ids);
  c.require(c.shape(op.table).rank() == 2, "table", "[V,C]", op.table);
  return {c.shape(op.ids)[0], c.shape(op.ids)[1], c.shape(op.table)[1]};
}

Shape infer(const TimestepEmbedding& op, const Checker& c) {
  c.require(c.shape(op.timestep).rank() == 1, "timestep", "[N]", op.timestep);
  c.require(op.dim >= 4 && op.dim % 2 == 0, "timestep", "an even width of at least 4", op.timestep);
  return {c.shape(op.timestep)[0], op.dim};
}

}  // namespace

Shape infer_shape(const Op& op, const std::vector<ValueInfo>& values) {
  const Checker checker(op, values);
  return std::visit([&](const auto& o) { return infer(o, checker); }, op);
}

}  // namespace evenlight
