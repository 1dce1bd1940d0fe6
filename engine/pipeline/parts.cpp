#include "engine/pipeline/parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/graph/polled_weights.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"
#include "engine/pipeline/prompts.h"

namespace evenlight {
namespace {

std::string unet_name(const Group& group) {
  return fmt::format("unet of conditions {}, perturbed {}", fmt::join(group, ", "),
                     int(group.perturbation));
}

}  // namespace

std::vector<WantedPart> Parts::wanted_by(const PreparedRecipe& prepared, int images) const {
  const Recipe& recipe = prepared.recipe;
  const ModelConfigs& model = configs();
  const PartPrecisions storage = part_precisions(backend_->precision(), model);
  const std::string size = fmt::format("{}×{}", recipe.width, recipe.height);

  std::string text = fmt::format("clip skip {}", recipe.clip_skip);
  for (const auto& embedding : recipe.embeddings) text += " " + embedding->sha256;
  std::vector<WantedPart> wanted = {
      {"decoder", size, [&, storage] { return plan_decoder(recipe, model, storage.vae); }}};
  for (const TextConfig* encoder : model.text_encoders()) {
    wanted.push_back({std::string(encoder->part), text,
                      [&, storage, encoder] { return plan_text(recipe, *encoder, storage.text); }});
  }
  if (needs_encoder(recipe, model)) {
    wanted.push_back(
        {"encoder", size, [&, storage] { return plan_encoder(recipe, model, storage.vae); }});
  }
  const int64_t tokens = int64_t(prepared.chunks()) * model.text.max_positions;
  for (const Group& group : groups_) {
    const int64_t batch = images * int64_t(group.size());
    wanted.push_back({unet_name(group),
                      fmt::format("{} batch {} tokens {} freeu {}", size, batch, tokens,
                                  fmt::join(recipe.freeu, ":")),
                      [&, storage, batch, tokens] {
                        return plan_unet(recipe, model, batch, tokens, storage.unet,
                                         group.perturbation);
                      }});
  }
  return wanted;
}

void Parts::make_ready(const PreparedRecipe& prepared, int images, const Poll& poll) {
  const auto counts = evaluations_of(prepared.sampling, prepared.guidance, prepared.uses);
  groups_.clear();
  for (const auto& [group, evaluations] : counts) groups_.push_back(group);
  const WeightsWithEmbeddings all_weights(*model_, prepared.recipe.embeddings);
  const PolledWeights weights(all_weights, poll);
  cache_.provide(wanted_by(prepared, images), weights);
}

std::vector<TextEncoder> Parts::text_encoders() const {
  std::vector<TextEncoder> encoders;
  for (const TextConfig* config : configs().text_encoders()) {
    encoders.push_back({config, &cache_.at(std::string(config->part))});
  }
  return encoders;
}

std::map<Group, Executable*> Parts::unets() const {
  std::map<Group, Executable*> unets;
  for (const Group& group : groups_) unets[group] = &cache_.at(unet_name(group));
  return unets;
}

}  // namespace evenlight
