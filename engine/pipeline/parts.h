// The compiled graphs that a recipe's pictures run on.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/part_cache.h"
#include "engine/pipeline/prepared_recipe.h"
#include "engine/pipeline/residency.h"
#include "engine/pipeline/text_encoders.h"
#include "engine/weights/model_files.h"

namespace evenlight {

class Parts {
 public:
  Parts(std::shared_ptr<const ModelWeights> model, std::unique_ptr<Backend> backend)
      : model_(std::move(model)), backend_(std::move(backend)), cache_(*backend_) {}

  const ModelConfigs& configs() const { return model_->configs(); }
  const Backend& backend() const { return *backend_; }

  void keep(Residency residency) { residency_ = residency; }
  void report_loading(LoadReport report) { cache_.report_loading(std::move(report)); }
  // Loads and compiles what is not ready yet, or in turns the first text encoders of it; `poll` is
  // asked at every weight.
  void make_ready(const PreparedRecipe& prepared, int images, const Poll& poll);

  // Of the recipe that was made ready last. In turns, parts of other kinds leave the memory.
  size_t networks() const { return prepared_->recipe.refiner ? 2 : 1; }
  const ModelConfigs& configs(size_t network) const { return weights(network).configs(); }
  std::vector<TextEncoder> text_encoders(size_t network);
  std::map<Group, Executable*> unets(size_t network);
  // A T2I adapter's levels, outermost first.
  std::vector<Executable*> adapter_levels(size_t control);
  // Of an IP-Adapter of the recipe.
  Executable& picture_encoder(size_t adapter);
  Executable& picture_projection(size_t adapter);
  Executable& encoder();  // for recipes with a picture
  Executable& decoder();

 private:
  // Parts that work at the same time.
  struct Turn {
    enum Kind { text, adapter, picture, encoder, unet, decoder } kind;
    size_t network = 0;  // of an adapter or picture: which of the recipe's
    bool operator==(const Turn&) const = default;
  };
  struct TurnPart {
    Turn turn;
    WantedPart part;
    const WeightSource* own = nullptr;  // its weights; null: the network's
  };
  const ModelWeights& weights(size_t network) const;
  std::vector<TurnPart> wanted() const;
  void add_pictures(std::vector<TurnPart>& parts, DType storage) const;
  void provide(std::optional<Turn> turn);

  std::shared_ptr<const ModelWeights> model_;
  std::unique_ptr<Backend> backend_;
  PartCache cache_;
  Residency residency_ = Residency::together;
  std::optional<PreparedRecipe> prepared_;
  int images_ = 1;
  Poll poll_;
  std::map<Group, std::string> slots_;  // the UNets' names
};

}  // namespace evenlight
