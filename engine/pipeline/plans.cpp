#include "engine/pipeline/plans.h"

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "engine/graph/fuse.h"
#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/precision.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/sampling.h"

namespace evenlight {
namespace {

constexpr int most_images = 4096;

uint64_t weight_bytes(const Plan& plan, const ModelWeights& model, const DeviceInfo& device) {
  uint64_t bytes = stats_of(plan.graph).parameters * size_of(plan.storage);
  if (!device.keeps_f16 || plan.storage != DType::f32) return bytes;
  for (const WeightPart& part : matrix_census(plan.graph)) {
    const auto stored = model.index().find(part.name);
    if (stored == model.index().end() || stored->second.entry->dtype != DType::f16) continue;
    bytes -= uint64_t(part.shape.count()) * (size_of(DType::f32) - size_of(DType::f16));
  }
  return bytes;
}

}  // namespace

bool uses_negative(const Recipe& recipe) {
  return recipe.cfg != 1.0;
}

bool uses_positive_alone(const Recipe& recipe) {
  return recipe.cfg == 1.0 || recipe.cfg_sigma_low > 0.0 || std::isfinite(recipe.cfg_sigma_high);
}

Plan plan_text(const Recipe& recipe, const ModelConfigs& configs, DType storage) {
  const auto rows = added_rows(recipe.embeddings);
  return make_plan(fuse(trace_clip_text(configs.text, 1, recipe.clip_skip, rows)), storage);
}

Plan plan_unet(const Recipe& recipe, const ModelConfigs& configs, int64_t batch, int64_t tokens,
               DType storage) {
  const int64_t scale = configs.vae.scale();
  const UnetSize size = {batch, recipe.height / scale, recipe.width / scale, tokens};
  return make_plan(fuse(trace_unet(configs.unet, size)), storage);
}

Plan plan_decoder(const Recipe& recipe, const ModelConfigs& configs, DType storage) {
  const int64_t scale = configs.vae.scale();
  return make_plan(
      fuse(trace_vae_decoder(configs.vae, 1, recipe.height / scale, recipe.width / scale)),
      storage);
}

Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  const ModelConfigs& configs = model.configs();
  check_recipe(recipe, configs);
  if (images < 1 || images > most_images) {
    throw Error(ErrorKind::usage, "a batch of " + std::to_string(images) +
                                      " pictures: give a number from 1 to " +
                                      std::to_string(most_images));
  }
  const int64_t batch = images * (uses_negative(recipe) ? 2 : 1);
  const PartPrecisions storage = part_precisions(precision, configs);
  const Plan text = plan_text(recipe, configs, storage.text);
  const Plan unet = plan_unet(recipe, configs, batch, configs.text.max_positions, storage.unet);
  const Plan decoder = plan_decoder(recipe, configs, storage.vae);
  Estimate total;
  for (const Plan* plan : {&text, &unet, &decoder}) {
    total.weight_bytes += weight_bytes(*plan, model, device);
    total.activation_bytes = std::max(total.activation_bytes, plan->arena_bytes);
  }
  total.activation_bytes += text.kept_bytes + unet.kept_bytes + decoder.kept_bytes;
  const GraphStats unet_stats = stats_of(unet.graph);
  const int prompts = uses_negative(recipe) ? 2 : 1;
  total.flops_text = double(stats_of(text.graph).flops()) * prompts;
  total.flops_step = double(unet_stats.flops_per_step);
  total.flops_decode = double(stats_of(decoder.graph).flops()) * images;
  const Evaluations evaluations = evaluations_of(recipe, configs.scheduler);
  const double images_seen = double(images) * (2 * evaluations.guided + evaluations.plain);
  total.flops_total = total.flops_text + double(unet_stats.flops_per_prompt) +
                      total.flops_step / double(batch) * images_seen + total.flops_decode;
  return total;
}

}  // namespace evenlight
