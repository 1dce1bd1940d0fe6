// From a recipe to pictures.
//
//   Pipeline pipeline(open_model("models/sd15"), Bpe::from_merges(…), open_cpu({}));
//   for (const Picture& p : pipeline.render(recipe, {42, 43}, {})) save(p.image);
//
// Inside: recipe → PreparedRecipe (checked, prompts in tokens) → text encoders → conditions;
// seed → noise, over a picture where the recipe starts from one → sampler over the UNet with
// guidance → latent → VAE → pixels → checks. A pipeline belongs to one thread and keeps what it
// compiled, so a second picture of the same size starts at once.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/graph/backend.h"
#include "engine/pipeline/estimate.h"
#include "engine/pipeline/image.h"
#include "engine/pipeline/load_report.h"
#include "engine/pipeline/prepared_recipe.h"
#include "engine/pipeline/recipe.h"
#include "engine/pipeline/residency.h"
#include "engine/pipeline/step_report.h"
#include "engine/pipeline/word_map.h"
#include "engine/text/bpe.h"
#include "engine/weights/model_files.h"

namespace evenlight {

struct RenderOptions {
  std::function<void(const StepReport&)> report;  // after every step; may be empty
  Poll poll;                                      // asked often; throws to cancel; may be empty
  // Instead of the generator: unit normals [images,4,h,w].
  std::span<const float> initial_noise = {};
};

struct Picture {
  uint64_t seed = 0;
  Image image;                 // of the recipe's size, or of the picture that it was pasted into
  std::vector<float> latent;   // [4,h,w], in the sampler's scale
  std::vector<float> noise;    // [4,h,w], as drawn
  std::vector<float> decoded;  // [H,W,3], before clamping: about −1…1
  std::vector<WordMap> word_maps;  // where the recipe asks for them
};

class Parts;

class Pipeline {
 public:
  // The tokenizer is the model folder's own, or CLIP's for single files.
  Pipeline(std::shared_ptr<const ModelWeights> model, Bpe tokenizer,
           std::unique_ptr<Backend> backend);
  ~Pipeline();

  // Checks a recipe and reads its prompts, for what follows. Throws RecipeFault.
  PreparedRecipe prepared(const Recipe& recipe) const;

  // One picture per seed, all in one batch: image k is the picture that seeds[k] alone would give.
  // Throws Error: usage (recipe), input (weights), device (memory), check (the picture is blank,
  // not finite or not a picture), and whatever the callbacks throw.
  std::vector<Picture> render(const PreparedRecipe& prepared, std::span<const uint64_t> seeds,
                              const RenderOptions& options);
  std::vector<Picture> render(const Recipe& recipe, std::span<const uint64_t> seeds,
                              const RenderOptions& options) {
    return render(prepared(recipe), seeds, options);
  }

  // What the UNet reads of a recipe's prompt, [tokens,width]: of its first positive condition.
  // Throws as render.
  std::vector<float> text_states(const Recipe& recipe, const Poll& poll);

  // From the next picture on. The pictures are the same.
  void keep(Residency residency);
  // Who is told, from now on, how far weights are while they are made ready.
  void report_loading(LoadReport report);

  // Loads and compiles everything that `render` would need, or in turns what it needs first; `poll`
  // is asked at every weight.
  void prepare(const PreparedRecipe& prepared, int images, const Poll& poll = {});
  void prepare(const Recipe& recipe, int images, const Poll& poll = {}) {
    prepare(prepared(recipe), images, poll);
  }

  const Backend& backend() const;
  const ModelConfigs& configs() const;

 private:
  std::vector<Picture> one_by_one(const PreparedRecipe& prepared, std::span<const uint64_t> seeds,
                                  const RenderOptions& options);

  Bpe tokenizer_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight
