// The ways back through a graph of ComfyUI's: from a picture to the samplers that made it, and from
// a sampler to its model and its prompts.
#pragma once

#include <string>
#include <vector>

#include "app/common/recipe/foreign/comfy_graph.h"

namespace evenlight {

// How a latent or picture came about, from the last node to the first: samplers, enlargements, and
// what it began with. Throws Error(input) "LABEL: …" for a ring or where nothing is saved.
std::vector<const ComfyNode*> comfy_latent_chain(const ComfyGraph& graph, const std::string& label);

// The nodes that a model or text encoder went through, from the last to the loader. Throws as
// above.
std::vector<const ComfyNode*> comfy_chain(const ComfyGraph& graph, const ComfyNode& node,
                                          std::string_view input, const std::string& label);

// Whether it is one of those that walk the steps.
bool is_comfy_sampler(const ComfyNode& node);

}  // namespace evenlight
