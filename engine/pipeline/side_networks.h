#pragma once

#include <string>
#include <vector>

#include "engine/pipeline/recipe.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// What is traced into the UNet's graph with it: the recipe's ControlNets as "control_0.…",
// "control_1.…", its IP-Adapters as "ip_0.…".
struct SideNetwork {
  std::string name;  // in the graph, "control_0"
  std::string own;   // in its file, "control"
  const WeightSource* weights = nullptr;
};
// The recipe must outlive them.
std::vector<SideNetwork> side_networks(const Recipe& recipe);

// A model's weights and theirs.
class WeightsWithNetworks : public WeightSource {
 public:
  // The model's must outlive this.
  WeightsWithNetworks(const WeightSource& model, std::vector<SideNetwork> networks)
      : model_(model), networks_(std::move(networks)) {}
  HostWeight get(const std::string& name, const Shape& shape) const override;
  void release(const HostWeight& weight) const override;
  std::string content_key(const std::string& name) const override;

 private:
  struct Place {
    const WeightSource* source;
    std::string name;  // there
  };
  Place place_of(const std::string& name) const;

  const WeightSource& model_;
  std::vector<SideNetwork> networks_;
};

}  // namespace evenlight
