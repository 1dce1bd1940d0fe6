// A model as data: values and the ops between them, traced once per model, size and batch.
//
//   Graph g;
//   Value x = g.input("latent", {2, 64, 64, 4}, Rate::every_step);
//   Value h = g.conv2d(x, g.weight("unet.conv_in.weight", {320, 4, 3, 3}), bias, {.pad = …});
//   g.output("noise", h);
//
// Ops do not compute: each checks its operands, infers the shape and appends a node. The graph
// alone tells which weights with which shapes, how many FLOPs (stats.h) and how much memory
// (plan.h), before anything is allocated. A shape that does not fit is a programmer's mistake or
// a malformed model: Error(input) with "[op] what: expected …, got …".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/ops.h"
#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"

namespace evenlight {

// How often a value changes while one prompt is denoised. What depends on per-prompt inputs alone
// (cross-attention keys and values) is computed once a prompt and kept.
enum class Rate { per_prompt, every_step };

enum class ValueKind { input, weight, computed };

struct WeightPart {
  std::string name;  // canonical, with the model part's prefix
  Shape shape;
};

struct ValueInfo {
  ValueKind kind = ValueKind::computed;
  Shape shape;
  Rate rate = Rate::per_prompt;
  DType dtype = DType::f32;       // f32: stored as the backend likes; i32: ids
  bool exact = false;             // f32 on every backend: timesteps and results
  std::string name;               // of an input or output, else empty
  std::vector<WeightPart> parts;  // of a weight: joined along axis 0 (one part, unless fused)
};

struct Node {
  Op op;
  ValueId result = no_value;
};

// A handle that a model's forward function passes around.
struct Value {
  ValueId id = no_value;
  explicit operator bool() const { return id != no_value; }
};

struct ConvOptions {
  int64_t stride = 1;
  Padding pad = {1, 1, 1, 1};
};

class Graph {
 public:
  Value input(std::string name, Shape shape, Rate rate, DType dtype = DType::f32);
  // A timestep or the like: kept in f32 on every backend.
  Value exact_input(std::string name, Shape shape, Rate rate);
  // The same name twice is the same value; asked for with another shape it is an error.
  Value weight(const std::string& name, const Shape& shape);
  void output(std::string name, Value value);

  Value conv2d(Value x, Value weight, Value bias, const ConvOptions& options = {});
  Value linear(Value x, Value weight, Value bias = {});
  Value group_norm(Value x, Value gamma, Value beta, int64_t groups, float eps);
  Value layer_norm(Value x, Value gamma, Value beta, float eps);
  Value attention(Value q, Value k, Value v, int64_t heads, bool causal = false, Value bias = {});
  Value add(Value a, Value b, bool per_image = false);
  Value mul(Value a, Value b, bool per_image = false);
  Value mul(Value a, float factor);
  Value activate(Value x, Activation activation);
  Value concat(Value a, Value b, int64_t axis = -1);
  Value slice(Value x, int64_t axis, int64_t begin, int64_t size);
  Value upsample(Value x, const Enlargement& size = {});
  Value embedding(Value ids, Value table);
  Value timestep_embedding(Value timestep, int64_t dim, bool flip_sin_to_cos, float shift);

  const Shape& shape(Value value) const { return values_[size_t(value.id)].shape; }
  const ValueInfo& info(ValueId id) const { return values_[size_t(id)]; }
  const std::vector<ValueInfo>& values() const { return values_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<ValueId>& inputs() const { return inputs_; }
  const std::vector<ValueId>& outputs() const { return outputs_; }

  // For passes (fuse.cpp): append a checked node of any form, or a weight made of several.
  Value append(Op op);
  Value joined_weight(std::vector<WeightPart> parts);

 private:
  Value add_value(ValueInfo info);

  std::vector<ValueInfo> values_;
  std::vector<Node> nodes_;  // in execution order
  std::vector<ValueId> inputs_;
  std::vector<ValueId> outputs_;
  std::map<std::string, ValueId> weights_;  // by name
};

// Shape of an op's result; checks every operand. Throws Error(input) "[conv2d] weight: …".
Shape infer_shape(const Op& op, const std::vector<ValueInfo>& values);

// "conv2d", "linear", …: the name in the op's struct.
std::string_view name_of(const Op& op);

}  // namespace evenlight
