#include "app/common/recipe/foreign/comfy_graph.h"

#include <algorithm>

#include "app/common/recipe/foreign/comfy_widgets.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

constexpr size_t max_nodes = 2000;
constexpr int max_passed_on = 100;  // nodes in a row that only pass a value on

[[noreturn]] void refuse(const std::string& label) {
  throw Error(ErrorKind::input, say<"{0}: has a graph of ComfyUI that cannot be read.">(label));
}

// Ids are numbers or texts, by version.
std::string id_of(const ForeignJson& value) {
  return value.is_number_integer() || value.is_string() ? as_text(value) : std::string();
}

// A link of a workflow: what it comes from. [id, node, output, node, input, type], in newer files
// of subgraphs {"id", "origin_id", "origin_slot", …}.
struct Link {
  std::string from;
  size_t output = 0;
};

std::map<std::string, Link> links_of(const ForeignJson& workflow) {
  std::map<std::string, Link> links;
  const ForeignJson* list = member(workflow, "links");
  if (!list || !list->is_array()) return links;
  for (const ForeignJson& one : *list) {
    const bool row = one.is_array() && one.size() >= 5;
    const ForeignJson* id = row ? &one[0] : member(one, "id");
    const ForeignJson* from = row ? &one[1] : member(one, "origin_id");
    const ForeignJson* output = row ? &one[2] : member(one, "origin_slot");
    if (!id || !from || !output || !output->is_number_unsigned()) continue;
    links[id_of(*id)] = {id_of(*from), output->get<size_t>()};
  }
  return links;
}

// The nodes of a workflow, and what it takes to find where a link comes from.
class Workflow {
 public:
  Workflow(const ForeignJson& workflow, const std::string& label) : links_(links_of(workflow)) {
    const ForeignJson* nodes = member(workflow, "nodes");
    if (!nodes || !nodes->is_array() || nodes->size() > max_nodes) refuse(label);
    for (const ForeignJson& node : *nodes) {
      const ForeignJson* id = member(node, "id");
      if (id) nodes_[id_of(*id)] = &node;
    }
  }

  std::map<std::string, ComfyNode> nodes() const {
    std::map<std::string, ComfyNode> result;
    for (const auto& [id, node] : nodes_) {
      if (mode_of(*node) == muted || passes_on(*node)) continue;
      result[id] = {id, text_member(*node, "type"), inputs_of(*node)};
    }
    return result;
  }

 private:
  static constexpr int muted = 2, bypassed = 4;

  static int mode_of(const ForeignJson& node) {
    return int(number_member(node, "mode").value_or(0));
  }
  static bool passes_on(const ForeignJson& node) {
    return mode_of(node) == bypassed || text_member(node, "type") == "Reroute";
  }

  static const ForeignJson& list_of(const ForeignJson& node, const char* key) {
    static const ForeignJson none = ForeignJson::array();
    const ForeignJson* list = member(node, key);
    return list && list->is_array() ? *list : none;
  }

  ForeignJson inputs_of(const ForeignJson& node) const {
    ForeignJson inputs = comfy_widget_values(text_member(node, "type"), node);
    for (const ForeignJson& input : list_of(node, "inputs")) {
      const std::string name = text_member(input, "name");
      const ForeignJson* link = member(input, "link");
      if (!link) continue;
      if (const auto from = source_of(id_of(*link))) {
        inputs[name] = ForeignJson::array({from->from, from->output});
      }
    }
    return inputs;
  }

  // Through nodes that only pass on: of several inputs the one of the same type.
  std::optional<Link> source_of(const std::string& link) const {
    auto found = links_.find(link);
    for (int passed = 0; passed < max_passed_on && found != links_.end(); ++passed) {
      const auto node = nodes_.find(found->second.from);
      if (node == nodes_.end() || mode_of(*node->second) == muted) return std::nullopt;
      if (!passes_on(*node->second)) return found->second;
      found = links_.find(input_of_type(*node->second, found->second.output));
    }
    return std::nullopt;
  }

  static std::string input_of_type(const ForeignJson& node, size_t output) {
    const ForeignJson& outputs = list_of(node, "outputs");
    const std::string type =
        output < outputs.size() ? text_member(outputs[output], "type") : std::string();
    const bool any = type.empty() || type == "*" || text_member(node, "type") == "Reroute";
    for (const ForeignJson& input : list_of(node, "inputs")) {
      const ForeignJson* link = member(input, "link");
      if (link && (any || text_member(input, "type") == type)) return id_of(*link);
    }
    return {};
  }

  std::map<std::string, Link> links_;
  std::map<std::string, const ForeignJson*> nodes_;
};

}  // namespace

ComfyGraph ComfyGraph::of_prompt(const ForeignJson& prompt, const std::string& label) {
  if (!prompt.is_object() || prompt.size() > max_nodes) refuse(label);
  ComfyGraph graph;
  for (const auto& [id, node] : prompt.items()) {
    const ForeignJson* inputs = member(node, "inputs");
    const std::string type = text_member(node, "class_type");
    if (type.empty()) continue;
    graph.nodes_[id] = {id, type, inputs && inputs->is_object() ? *inputs : ForeignJson::object()};
  }
  if (graph.nodes_.empty()) refuse(label);
  return graph;
}

ComfyGraph ComfyGraph::of_workflow(const ForeignJson& workflow, const std::string& label) {
  ComfyGraph graph;
  graph.nodes_ = Workflow(workflow, label).nodes();
  if (graph.nodes_.empty()) refuse(label);
  return graph;
}

std::optional<ComfyLink> ComfyGraph::link(const ComfyNode& node, std::string_view input) const {
  const ForeignJson* value = member(node.inputs, input);
  if (!value || !value->is_array() || value->size() != 2 || !(*value)[1].is_number_unsigned()) {
    return std::nullopt;
  }
  const auto found = nodes_.find(id_of((*value)[0]));
  if (found == nodes_.end()) return std::nullopt;
  return ComfyLink{&found->second, (*value)[1].get<size_t>()};
}

std::optional<ComfyLink> ComfyGraph::link_of_any(
    const ComfyNode& node, const std::vector<std::string_view>& inputs) const {
  for (const std::string_view input : inputs) {
    if (const auto found = link(node, input)) return found;
  }
  return std::nullopt;
}

const ForeignJson* ComfyGraph::value(const ComfyNode& node, std::string_view input) const {
  const ComfyNode* from = &node;
  std::string name(input);
  for (int passed = 0; passed < max_passed_on; ++passed) {
    const ForeignJson* value = member(from->inputs, name);
    if (!value) return nullptr;
    if (!value->is_array()) return value;
    const auto next = link(*from, name);
    if (!next) return nullptr;
    from = next->node;
    // What nodes of one value call it.
    name.clear();
    for (const char* key : {"value", "text", "string", "seed", "int", "float", "prompt", "String",
                            "Text", "number", "ckpt_name", "Value"}) {
      if (member(from->inputs, key)) {
        name = key;
        break;
      }
    }
  }
  return nullptr;
}

std::string ComfyGraph::text(const ComfyNode& node, std::string_view input) const {
  const ForeignJson* found = value(node, input);
  return found ? as_text(*found) : std::string();
}

}  // namespace evenlight
