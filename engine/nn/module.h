// A place in a model's tree of weight names: m["attn1"]["to_q"] asks for "….attn1.to_q.weight".
#pragma once

#include <string>
#include <string_view>

#include "engine/graph/graph.h"

namespace evenlight {

class Module {
 public:
  Module(Graph& graph, std::string name) : graph_(&graph), name_(std::move(name)) {}

  Module operator[](std::string_view child) const {
    return {*graph_, name_ + "." + std::string(child)};
  }
  Module operator[](int64_t index) const { return (*this)[std::to_string(index)]; }

  Value weight(std::string_view name, const Shape& shape) const {
    return graph_->weight(name_ + "." + std::string(name), shape);
  }
  Graph& graph() const { return *graph_; }
  const std::string& name() const { return name_; }

 private:
  Graph* graph_;
  std::string name_;
};

}  // namespace evenlight
