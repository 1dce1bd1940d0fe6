#include "engine/pipeline/estimate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/graph/stats.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"

namespace evenlight {
namespace {

constexpr int max_images = 4096;

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

Estimate estimate(const PreparedRecipe& prepared, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  if (images < 1 || images > max_images) {
    throw Error(ErrorKind::usage,
                say<"a batch of {0} pictures: give a number from 1 to {1}">(images, max_images));
  }
  const ModelConfigs& configs = model.configs();
  const Recipe& recipe = prepared.recipe;
  const auto groups = evaluations_of(prepared.sampling, prepared.guidance, prepared.uses);
  size_t largest = 1, asked = 0;  // conditions at once; conditions in all steps together
  for (const auto& [group, times] : groups) {
    largest = std::max(largest, group.size());
    asked += group.size() * size_t(times);
  }
  const int64_t batch = images * int64_t(largest);
  const int64_t tokens = int64_t(prepared.chunks()) * configs.text.max_positions;
  const PartPrecisions storage = part_precisions(precision, configs);
  std::vector<Plan> texts;
  for (const TextConfig* text : configs.text_encoders()) {
    texts.push_back(plan_text(recipe, *text, storage.text));
  }
  const Plan unet = plan_unet(recipe, configs, batch, tokens, storage.unet);
  const Plan decoder = plan_decoder(recipe, configs, storage.vae);
  std::vector<const Plan*> plans = {&unet, &decoder};
  for (const Plan& text : texts) plans.push_back(&text);
  std::optional<Plan> encoder;
  if (needs_encoder(recipe, configs))
    plans.push_back(&encoder.emplace(plan_encoder(recipe, configs, storage.vae)));
  Estimate total;
  for (const Plan* plan : plans) {
    total.weight_bytes += weight_bytes(*plan, model, device);
    total.activation_bytes = std::max(total.activation_bytes, plan->arena_bytes);
  }
  for (const Plan* plan : plans) {
    if (plan != &unet) total.activation_bytes += plan->kept_bytes;
  }
  for (const auto& [group, times] : groups) {  // each keeps what depends on its prompts
    total.activation_bytes += unet.kept_bytes * group.size() / largest;
  }
  const GraphStats unet_stats = stats_of(unet.graph);
  for (const Plan& text : texts) {
    total.flops_text +=
        double(stats_of(text.graph).flops()) * double(prepared.uses.size() * prepared.chunks());
  }
  total.flops_step = double(unet_stats.flops_per_step);
  total.flops_decode = double(stats_of(decoder.graph).flops()) * images;
  total.flops_total = total.flops_text + double(unet_stats.flops_per_prompt) +
                      total.flops_step / double(batch) * double(images) * double(asked) +
                      total.flops_decode;
  if (encoder) total.flops_total += double(stats_of(encoder->graph).flops());
  return total;
}

Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  return estimate(prepare_without_prompts(recipe, model.configs()), model, images, device,
                  precision);
}

}  // namespace evenlight
