#pragma once

#include <vector>

#include "engine/graph/graph.h"

namespace evenlight::reference {

// A value's numbers. Ids are i32 behind the same pointer.
struct View {
  float* data = nullptr;
  Shape shape;
  const int32_t* ids() const { return reinterpret_cast<const int32_t*>(data); }
  explicit operator bool() const { return data != nullptr; }
};

// Looks up a value by id; an absent operand gives an empty view.
class Values {
 public:
  explicit Values(std::vector<View> views) : views_(std::move(views)) {}
  View operator[](ValueId id) const { return id == no_value ? View{} : views_[size_t(id)]; }

 private:
  std::vector<View> views_;
};

// Each computes y, whose shape is already right.
void compute(const Conv2d& op, const Values& values, View y);
void compute(const Linear& op, const Values& values, View y);
void compute(const GroupNorm& op, const Values& values, View y);
void compute(const LayerNorm& op, const Values& values, View y);
void compute(const Attention& op, const Values& values, View y);
void compute(const Add& op, const Values& values, View y);
void compute(const Mul& op, const Values& values, View y);
void compute(const Activate& op, const Values& values, View y);
void compute(const Concat& op, const Values& values, View y);
void compute(const Slice& op, const Values& values, View y);
void compute(const Upsample& op, const Values& values, View y);
void compute(const Embedding& op, const Values& values, View y);
void compute(const TimestepEmbedding& op, const Values& values, View y);

}  // namespace evenlight::reference
