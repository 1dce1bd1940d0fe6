// From a recipe to pictures.
//
//   Pipeline pipeline(open_model("models/sd15"), Bpe::from_merges(…), open_cpu({}));
//   for (const Picture& p : pipeline.render(recipe, {42, 43}, {})) save(p.image);
//
// Inside: prompt → chunks → text encoder; seed → noise → sampler over the UNet with guidance →
// latent → VAE → pixels → checks. A pipeline belongs to one thread and keeps what it compiled, so
// a second picture of the same size starts at once.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/graph/backend.h"
#include "engine/pipeline/image.h"
#include "engine/pipeline/recipe.h"
#include "engine/text/bpe.h"
#include "engine/weights/model_files.h"

namespace evenlight {

struct StepReport {
  int step = 0;  // steps done so far, 1 … steps
  int steps = 0;
  std::span<const float> x0;  // [images,4,h,w]: the clean latent as predicted now, for previews
};

struct RenderOptions {
  std::function<void(const StepReport&)> report;  // after every step; may be empty
  Poll poll;                                      // asked often; throws to cancel; may be empty
  // Instead of the generator: unit normals [images,4,h,w].
  std::span<const float> initial_noise = {};
};

struct Picture {
  uint64_t seed = 0;
  Image image;
  std::vector<float> latent;   // [4,h,w], in the sampler's scale
  std::vector<float> noise;    // [4,h,w], as drawn
  std::vector<float> decoded;  // [H,W,3], before clamping: about −1…1
};

// What rendering would take, told before anything is allocated.
struct Estimate {
  uint64_t weight_bytes = 0;      // of all parts, as the device holds them
  uint64_t activation_bytes = 0;  // one arena, sized by the largest part, and what is kept
  double flops_text = 0;
  double flops_step = 0;
  double flops_decode = 0;
  double flops_total = 0;  // of one batch, all steps
};

// `images` at once, on `device` in `precision`.
Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision);

class Pipeline {
 public:
  // The tokenizer is the model folder's own, or CLIP's for single files.
  Pipeline(std::shared_ptr<const ModelWeights> model, Bpe tokenizer,
           std::unique_ptr<Backend> backend);
  ~Pipeline();

  // One picture per seed, all in one batch: image k is the picture that seeds[k] alone would give.
  // Throws Error: usage (recipe), input (weights), device (memory), check (the picture is blank,
  // not finite or noise), and whatever the callbacks throw.
  std::vector<Picture> render(const Recipe& recipe, std::span<const uint64_t> seeds,
                              const RenderOptions& options);

  // Loads and compiles everything that `render` would need; `poll` is asked at every weight.
  void prepare(const Recipe& recipe, int images, const Poll& poll = {});

  const Backend& backend() const;
  const ModelConfigs& configs() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight
