// The compiled graphs that a recipe's pictures run on.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/part_cache.h"
#include "engine/pipeline/prepared_recipe.h"
#include "engine/pipeline/text_encoders.h"
#include "engine/weights/model_files.h"

namespace evenlight {

class Parts {
 public:
  Parts(std::shared_ptr<const ModelWeights> model, std::unique_ptr<Backend> backend)
      : model_(std::move(model)), backend_(std::move(backend)), cache_(*backend_) {}

  const ModelConfigs& configs() const { return model_->configs(); }
  const Backend& backend() const { return *backend_; }

  // Loads and compiles what is not ready yet; `poll` is asked at every weight.
  void make_ready(const PreparedRecipe& prepared, int images, const Poll& poll);

  // Of what was made ready last:
  std::vector<TextEncoder> text_encoders() const;
  std::map<Group, Executable*> unets() const;
  Executable& encoder() const { return cache_.at("encoder"); }  // for recipes with a picture
  Executable& decoder() const { return cache_.at("decoder"); }

 private:
  std::vector<WantedPart> wanted_by(const PreparedRecipe& prepared, int images) const;

  std::shared_ptr<const ModelWeights> model_;
  std::unique_ptr<Backend> backend_;
  PartCache cache_;
  std::vector<Group> groups_;
};

}  // namespace evenlight
