#include "app/common/recipe/foreign/comfy_chain.h"

#include <algorithm>
#include <set>

#include "engine/base/error.h"

namespace evenlight {
namespace {

// By which a picture or a latent comes into a node, the likeliest first.
const std::vector<std::string_view> picture_inputs = {"samples", "latent_image", "images",  "image",
                                                      "pixels",  "latent",       "samples1"};

// By which a model, text encoder or conditioning goes through a node.
const std::vector<std::string_view> model_inputs = {"model", "model1"};
const std::vector<std::string_view> clip_inputs = {"clip", "clip1"};

// Follows links until there are none. A node that comes twice is a ring.
std::vector<const ComfyNode*> follow(const ComfyGraph& graph, std::optional<ComfyLink> link,
                                     const std::vector<std::string_view>& inputs,
                                     const std::string& label) {
  std::vector<const ComfyNode*> chain;
  std::set<const ComfyNode*> seen;
  while (link) {
    if (!seen.insert(link->node).second) {
      throw Error(ErrorKind::input,
                  say<"{0}: has a graph of ComfyUI that goes round in a ring.">(label));
    }
    chain.push_back(link->node);
    link = graph.link_of_any(*link->node, inputs);
  }
  return chain;
}

bool has_sampler(const std::vector<const ComfyNode*>& chain) {
  return std::ranges::any_of(chain, [](const ComfyNode* node) { return is_comfy_sampler(*node); });
}

bool saves(const ComfyNode& node) {
  return node.type.starts_with("Save") || node.type.starts_with("Preview") ||
         node.type.find("Save") != std::string::npos;
}

}  // namespace

bool is_comfy_sampler(const ComfyNode& node) {
  constexpr std::string_view types[] = {"KSampler", "KSamplerAdvanced", "SamplerCustom",
                                        "SamplerCustomAdvanced"};
  return std::ranges::find(types, node.type) != std::end(types);
}

std::vector<const ComfyNode*> comfy_latent_chain(const ComfyGraph& graph,
                                                 const std::string& label) {
  std::vector<const ComfyNode*> longest;
  const auto consider = [&](const ComfyNode& node) {
    auto chain = follow(graph, graph.link_of_any(node, picture_inputs), picture_inputs, label);
    if (is_comfy_sampler(node)) chain.insert(chain.begin(), &node);
    if (has_sampler(chain) && chain.size() > longest.size()) longest = std::move(chain);
  };
  for (const auto& [id, node] : graph.nodes()) {
    if (saves(node)) consider(node);
  }
  // A graph whose last node is not known, or was cut away.
  if (longest.empty()) {
    for (const auto& [id, node] : graph.nodes()) {
      if (is_comfy_sampler(node)) consider(node);
    }
  }
  if (longest.empty()) {
    throw Error(ErrorKind::input,
                say<"{0}: has a graph of ComfyUI without a sampler that is known; plain workflows "
                    "with KSampler, KSamplerAdvanced or SamplerCustom are read.">(label));
  }
  return longest;
}

std::vector<const ComfyNode*> comfy_chain(const ComfyGraph& graph, const ComfyNode& node,
                                          std::string_view input, const std::string& label) {
  return follow(graph, graph.link(node, input), input == "clip" ? clip_inputs : model_inputs,
                label);
}

}  // namespace evenlight
