// Compiled graphs by what they are made of, so that a second picture of the same kind starts at
// once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/graph/backend.h"
#include "engine/graph/plan.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// A graph that a picture wants to run. Parts of the same name and key are the same graph; what its
// weights are made of is told by their content keys.
struct WantedPart {
  std::string name;  // what it is to this picture: "text", "decoder"
  std::string key;   // everything that decides the graph: sizes, names of weights
  std::function<Plan()> plan;
};

class PartCache {
 public:
  explicit PartCache(Backend& backend) : backend_(backend) {}  // which must outlive this

  // Compiles what is missing of `wanted`, and afterwards drops what is not wanted: until then it
  // keeps alive the packed weights that both share. Throws as Backend::compile; what it had
  // before, it still has then.
  void provide(const std::vector<WantedPart>& wanted, const WeightSource& weights);

  // By name, of those provided last.
  Executable& at(const std::string& name) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // name, key, content of weights
  using Missing = std::vector<std::pair<Key, Plan>>;
  struct Compiled {
    Graph graph;
    std::unique_ptr<Executable> executable;
  };
  std::optional<Key> known_key(const WantedPart& part, const WeightSource& weights) const;
  Missing find(const std::vector<WantedPart>& wanted, const WeightSource& weights,
               std::map<std::string, Key>& keys) const;
  void compile(Missing missing, const WeightSource& weights);

  Backend& backend_;
  std::map<Key, Compiled> parts_;
  std::map<std::string, Executable*> current_;
};

}  // namespace evenlight
