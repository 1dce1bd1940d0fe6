// Compiled graphs by what they are made of, so that a second picture of the same kind starts at
// once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/graph/backend.h"
#include "engine/graph/plan.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// A graph that a picture wants to run. Parts of the same name and key are the same part.
struct WantedPart {
  std::string name;  // what it is to this picture: "text", "decoder"
  std::string key;   // everything that decides it: sizes, weights
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
  using Key = std::pair<std::string, std::string>;
  void compile(std::vector<std::pair<Key, Plan>> missing, const WeightSource& weights);

  Backend& backend_;
  std::map<Key, std::unique_ptr<Executable>> parts_;
  std::map<std::string, Executable*> current_;
};

}  // namespace evenlight
