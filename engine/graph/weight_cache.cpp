#include "engine/graph/weight_cache.h"

namespace evenlight {

std::string content_key(const ValueInfo& weight, const WeightSource& source) {
  std::string key;
  for (const WeightPart& part : weight.parts) {
    key.append(source.content_key(part.name)).append(to_string(part.shape)).append("|");
  }
  return key;
}

std::string content_key(const Graph& graph, const WeightSource& source) {
  std::string key;
  for (const ValueInfo& value : graph.values()) key += content_key(value, source);
  return key;
}

void WeightCache::drop_unused() {
  std::erase_if(entries_, [](const auto& entry) { return entry.second.expired(); });
}

}  // namespace evenlight
