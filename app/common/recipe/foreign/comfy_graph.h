// ComfyUI's graphs of nodes: the "prompt" that it ran, and the "workflow" that its window shows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/recipe/foreign/foreign_json.h"

namespace evenlight {

struct ComfyNode {
  std::string id;
  std::string type;    // "KSampler"
  ForeignJson inputs;  // by name: a value, or [node, output] of another
};

// The output of a node that an input takes.
struct ComfyLink {
  const ComfyNode* node = nullptr;
  size_t output = 0;
};

class ComfyGraph {
 public:
  // {"3": {"class_type": "KSampler", "inputs": {…}}, …}. Throws Error(input) "LABEL: …".
  static ComfyGraph of_prompt(const ForeignJson& prompt, const std::string& label);
  // {"nodes": […], "links": […]}. Values stand there in an order that only the node's program
  // knows: of nodes that are not known they are left out. Muted nodes are gone, links go through
  // those that are bypassed or only pass on. Throws Error(input) "LABEL: …".
  static ComfyGraph of_workflow(const ForeignJson& workflow, const std::string& label);

  const std::map<std::string, ComfyNode>& nodes() const { return nodes_; }
  // Null if the input has a value or is not there.
  std::optional<ComfyLink> link(const ComfyNode& node, std::string_view input) const;
  // The first of these inputs that is linked.
  std::optional<ComfyLink> link_of_any(const ComfyNode& node,
                                       const std::vector<std::string_view>& inputs) const;
  // An input's value, also where a node of one value ("PrimitiveNode", a string, a seed) gives it;
  // null if there is none.
  const ForeignJson* value(const ComfyNode& node, std::string_view input) const;
  std::string text(const ComfyNode& node, std::string_view input) const;

 private:
  std::map<std::string, ComfyNode> nodes_;
};

}  // namespace evenlight
