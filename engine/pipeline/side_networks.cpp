#include "engine/pipeline/side_networks.h"

#include <algorithm>
#include <string_view>

namespace evenlight {

std::vector<SideNetwork> side_networks(const Recipe& recipe) {
  std::vector<SideNetwork> networks;
  for (size_t i = 0; i < recipe.controls.size(); ++i) {
    networks.push_back(
        {"control_" + std::to_string(i), "control", recipe.controls[i].file.weights.get()});
  }
  for (size_t i = 0; i < recipe.ip_adapters.size(); ++i) {
    networks.push_back({"ip_" + std::to_string(i), "ip", recipe.ip_adapters[i].file.weights.get()});
  }
  return networks;
}

WeightsWithNetworks::Place WeightsWithNetworks::place_of(const std::string& name) const {
  const size_t dot = std::min(name.find('.'), name.size());
  const std::string_view first = std::string_view(name).substr(0, dot);
  const auto found = std::ranges::find(networks_, first, &SideNetwork::name);
  if (found == networks_.end()) return {&model_, name};
  return {found->weights, found->own + name.substr(dot)};
}

HostWeight WeightsWithNetworks::get(const std::string& name, const Shape& shape) const {
  const Place place = place_of(name);
  return place.source->get(place.name, shape);
}

// Whoever does not know the bytes does nothing.
void WeightsWithNetworks::release(const HostWeight& weight) const {
  model_.release(weight);
  for (const SideNetwork& network : networks_) network.weights->release(weight);
}

std::string WeightsWithNetworks::content_key(const std::string& name) const {
  const Place place = place_of(name);
  return place.source->content_key(place.name);
}

}  // namespace evenlight
