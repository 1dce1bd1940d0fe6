#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/graph/graph.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// What a weight of a graph, with all its parts, is made of: WeightSource::content_key.
std::string content_key(const ValueInfo& weight, const WeightSource& source);

// The same of all weights of a graph: whether what was compiled with them is still right.
std::string content_key(const Graph& graph, const WeightSource& source);

// What a backend made of weights, for as long as anybody uses it. A key says what it was made of,
// and how: the same key is always asked for as the same type.
class WeightCache {
 public:
  // Null if nobody has it.
  template <class T>
  std::shared_ptr<const T> find(const std::string& key) const {
    const auto known = entries_.find(key);
    if (known == entries_.end()) return nullptr;
    return std::static_pointer_cast<const T>(known->second.lock());
  }
  void keep(const std::string& key, const std::shared_ptr<const void>& made) {
    entries_[key] = made;
  }
  template <class T, class Make>
  std::shared_ptr<const T> get(const std::string& key, Make make) {
    if (const auto found = find<T>(key)) return found;
    std::shared_ptr<const T> made = make();
    keep(key, made);
    return made;
  }
  // Forgets what nobody uses any more.
  void drop_unused();
  size_t size() const { return entries_.size(); }

 private:
  std::map<std::string, std::weak_ptr<const void>> entries_;
};

}  // namespace evenlight
