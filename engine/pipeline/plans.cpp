#include "engine/pipeline/plans.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/core/error.h"
#include "engine/graph/fuse.h"
#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/sampling.h"
#include "samplers/noise.h"
#include "samplers/registry.h"

namespace evenlight {

namespace {

// No side of a picture is longer, so that no size computed from one can overflow.
constexpr int64_t longest_side = 8192;
constexpr int most_images = 4096;

[[noreturn]] void refuse(const std::string& sentence) {
  throw Error(ErrorKind::usage, sentence);
}

void check_side(const char* flag, int64_t side, int64_t step) {
  if (side < step || side > longest_side || side % step != 0) {
    refuse(std::string(flag) + " " + std::to_string(side) + ": give a multiple of " +
           std::to_string(step) + " from " + std::to_string(step) + " to " +
           std::to_string(longest_side));
  }
}

void check_range(const char* flag, double value, double low, double high) {
  if (std::isfinite(value) && value >= low && value <= high) return;
  std::string given = std::to_string(value), from = std::to_string(low), to = std::to_string(high);
  for (std::string* text : {&given, &from, &to}) {
    text->erase(text->find_last_not_of('0') + 1);
    if (text->back() == '.') text->pop_back();
  }
  refuse(std::string(flag) + " " + given + ": give a number from " + from + " to " + to);
}

}  // namespace

void check_recipe(const Recipe& recipe, const ModelConfigs& configs) {
  const int64_t step = std::max<int64_t>(8, configs.vae.scale());
  check_side("--width", recipe.width, step);
  check_side("--height", recipe.height, step);
  check_range("--steps", recipe.steps, 1, double(configs.scheduler.train_timesteps));
  check_range("--cfg", recipe.cfg, 0, 100);
  check_range("--cfg-rescale", recipe.cfg_rescale, 0, 1);
  check_range("--clip-skip", recipe.clip_skip, 1, double(configs.text.layers));
  if (recipe.eta) check_range("--eta", *recipe.eta, 0, 1);
  if (!(recipe.cfg_sigma_low >= 0) || !(recipe.cfg_sigma_high >= recipe.cfg_sigma_low)) {
    refuse("--cfg-interval: give LOW:HIGH with 0 ≤ LOW ≤ HIGH");
  }
  if (recipe.prediction != "auto" && recipe.prediction != "epsilon" && recipe.prediction != "v") {
    refuse("--prediction " + recipe.prediction + ": give auto, epsilon or v");
  }
  if (configs.scheduler.zero_terminal_snr &&
      prediction_of(recipe, configs.scheduler) == Prediction::epsilon) {
    refuse(
        "--prediction epsilon: this model starts from pure noise (zero terminal SNR), where a "
        "prediction of the noise says nothing about the picture; give auto or v");
  }
  const auto named = [](const char* flag, auto find) {
    try {
      find();
    } catch (const std::invalid_argument& problem) {
      refuse(std::string(flag) + ": " + problem.what());
    }
  };
  named("--sampler", [&] { samplers::find_sampler(recipe.sampler); });
  named("--schedule", [&] { samplers::find_schedule(recipe.schedule); });
  named("--rng", [&] { samplers::make_noise_source(recipe.rng, 0); });
}

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

namespace {

uint64_t weight_bytes(const Graph& graph, const ModelWeights& model, const DeviceInfo& device,
                      DType precision) {
  uint64_t bytes = stats_of(graph).parameters * size_of(precision);
  if (!device.keeps_f16 || precision != DType::f32) return bytes;
  for (const WeightPart& part : matrix_census(graph)) {
    const auto stored = model.index().find(part.name);
    if (stored == model.index().end() || stored->second.entry->dtype != DType::f16) continue;
    bytes -= uint64_t(part.shape.count()) * (size_of(DType::f32) - size_of(DType::f16));
  }
  return bytes;
}

}  // namespace

Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  const ModelConfigs& configs = model.configs();
  check_recipe(recipe, configs);
  if (images < 1 || images > most_images) {
    refuse("a batch of " + std::to_string(images) + " pictures: give a number from 1 to " +
           std::to_string(most_images));
  }
  const int64_t batch = images * (uses_negative(recipe) ? 2 : 1);
  const Plan text = plan_text(recipe, configs, precision);
  const Plan unet = plan_unet(recipe, configs, batch, configs.text.max_positions, precision);
  const Plan decoder = plan_decoder(recipe, configs, precision);
  Estimate total;
  for (const Plan* plan : {&text, &unet, &decoder}) {
    total.weight_bytes += weight_bytes(plan->graph, model, device, precision);
    total.activation_bytes = std::max(total.activation_bytes, plan->arena_bytes);
  }
  total.activation_bytes += text.kept_bytes + unet.kept_bytes + decoder.kept_bytes;
  const GraphStats unet_stats = stats_of(unet.graph);
  const int prompts = uses_negative(recipe) ? 2 : 1;
  total.flops_text = double(stats_of(text.graph).flops()) * prompts;
  total.flops_step = double(unet_stats.flops_per_step);
  total.flops_decode = double(stats_of(decoder.graph).flops()) * images;
  const int evaluations =
      recipe.steps * samplers::find_sampler(recipe.sampler).evaluations_per_step;
  total.flops_total = total.flops_text + double(unet_stats.flops_per_prompt) +
                      total.flops_step * evaluations + total.flops_decode;
  return total;
}

}  // namespace evenlight
