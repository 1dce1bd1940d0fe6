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
#include "engine/pipeline/load_report.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// A graph that a picture wants to run. Parts of the same name and key are the same graph; what its
// weights are made of is told by their content keys.
struct WantedPart {
  std::string name;  // what it is to this picture: "text", "decoder"
  std::string key;   // everything that decides the graph: sizes, names of weights
  std::function<Plan()> plan;
  const WeightSource* weights = nullptr;  // its own; null: the same as for all
};

class PartCache {
 public:
  // When what is not wanted any more is dropped: after the new parts are there, which share its
  // packed weights, or before, where memory does not suffice for both.
  enum class Room { later, first };

  explicit PartCache(Backend& backend) : backend_(backend) {}  // which must outlive this

  // Compiles what is missing of `wanted` and drops what is not wanted. Throws as Backend::compile;
  // what it had before, it still has then, unless room was made first.
  void provide(const std::vector<WantedPart>& wanted, const WeightSource& weights,
               Room room = Room::later);

  // Who is told, from now on, how far `provide` is.
  void report_loading(LoadReport report) { report_ = std::move(report); }

  // By name, of those provided last.
  Executable& at(const std::string& name) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // name, key, content of weights
  struct MissingPart {
    Key key;
    Plan plan;
    const WeightSource* weights;
  };
  using Missing = std::vector<MissingPart>;
  struct Compiled {
    Graph graph;
    std::unique_ptr<Executable> executable;
  };
  std::optional<Key> known_key(const WantedPart& part, const WeightSource& weights) const;
  Missing find(const std::vector<WantedPart>& wanted, const WeightSource& weights,
               std::map<std::string, Key>& keys) const;
  static double elements_of(const Missing& missing);
  void compile(Missing missing);

  Backend& backend_;
  LoadReport report_;
  std::map<Key, Compiled> parts_;
  std::map<std::string, Executable*> current_;
};

}  // namespace evenlight
