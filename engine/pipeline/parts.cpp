#include "engine/pipeline/parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/graph/polled_weights.h"
#include "engine/lora/weights_with_loras.h"
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

std::string text_name(const TextConfig& text, size_t network) {
  return fmt::format("{} of network {}", text.part, network);
}

}  // namespace

const ModelWeights& Parts::weights(size_t network) const {
  return network == 0 ? *model_ : *prepared_->recipe.refiner;
}

std::vector<Parts::TurnPart> Parts::wanted() const {
  const Recipe& recipe = prepared_->recipe;
  const std::string size = fmt::format("{}×{}", recipe.width, recipe.height);
  const auto storage = [this](size_t network) {
    return part_precisions(backend_->precision(), configs(network));
  };
  std::vector<TurnPart> parts;
  std::string text = fmt::format("clip skip {}", recipe.clip_skip);
  for (const auto& embedding : recipe.embeddings) text += " " + embedding->sha256;
  for (size_t network = 0; network < networks(); ++network) {
    for (const TextConfig* encoder : configs(network).text_encoders()) {
      parts.push_back({{Turn::text, network},
                       {text_name(*encoder, network), text, [&recipe, encoder, storage, network] {
                          return plan_text(recipe, *encoder, storage(network).text);
                        }}});
    }
  }
  const ModelConfigs& model = configs();
  const DType vae = storage(0).vae;
  if (needs_encoder(recipe, model)) {
    parts.push_back({{Turn::encoder},
                     {"encoder", size, [&, vae] { return plan_encoder(recipe, model, vae); }}});
  }
  parts.push_back({{Turn::decoder},
                   {"decoder", fmt::format("{} tile {}", size, recipe.vae_tile),
                    [&, vae] { return plan_decoder(recipe, model, vae); }}});
  const int64_t tokens = int64_t(prepared_->chunks()) * model.text.max_positions;
  for (const Group& group : groups_) {
    const size_t network = prepared_->uses[group[0]].network;
    const int64_t batch = images_ * int64_t(group.size());
    parts.push_back(
        {{Turn::unet, network},
         {unet_name(group),
          fmt::format("{} batch {} tokens {} network {} freeu {}", size, batch, tokens, network,
                      fmt::join(recipe.freeu, ":")),
          [&recipe, &other = configs(network), &group, batch, tokens, storage, network] {
            return plan_unet(recipe, other, batch, tokens, storage(network).unet,
                             group.perturbation);
          }}});
  }
  return parts;
}

// Everything, or what one turn needs and nothing else.
void Parts::provide(std::optional<Turn> turn) {
  std::vector<WeightsWithLoras> with_loras;
  std::vector<WeightsWithEmbeddings> sources;
  with_loras.reserve(networks());  // nothing moves: others refer to it
  sources.reserve(networks());
  for (size_t network = 0; network < networks(); ++network) {
    // A LoRA is for the model that a recipe names, never for the refiner.
    with_loras.emplace_back(weights(network),
                            network == 0 ? prepared_->recipe.loras : AppliedLoras());
    sources.emplace_back(with_loras.back(), prepared_->recipe.embeddings);
  }
  std::vector<PolledWeights> polled;
  for (const auto& source : sources) polled.emplace_back(source, poll_);
  std::vector<WantedPart> parts;
  for (TurnPart& one : wanted()) {
    if (turn && one.turn != *turn) continue;
    one.part.weights = &polled[one.turn.network];
    parts.push_back(std::move(one.part));
  }
  cache_.provide(parts, polled.front(), turn ? PartCache::Room::first : PartCache::Room::later);
}

void Parts::make_ready(const PreparedRecipe& prepared, int images, const Poll& poll) {
  prepared_.emplace(prepared);
  images_ = images;
  poll_ = poll;
  const auto counts = evaluations_of(prepared.sampling, prepared.guidance, prepared.uses);
  groups_.clear();
  for (const auto& [group, evaluations] : counts) groups_.push_back(group);
  if (residency_ == Residency::together) return provide({});
  provide(Turn{Turn::text, 0});
}

std::vector<TextEncoder> Parts::text_encoders(size_t network) {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::text, network});
  std::vector<TextEncoder> encoders;
  for (const TextConfig* config : configs(network).text_encoders()) {
    encoders.push_back({config, &cache_.at(text_name(*config, network))});
  }
  return encoders;
}

std::map<Group, Executable*> Parts::unets(size_t network) {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::unet, network});
  std::map<Group, Executable*> unets;
  for (const Group& group : groups_) {
    if (prepared_->uses[group[0]].network != network) continue;
    unets[group] = &cache_.at(unet_name(group));
  }
  return unets;
}

Executable& Parts::encoder() {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::encoder});
  return cache_.at("encoder");
}

Executable& Parts::decoder() {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::decoder});
  return cache_.at("decoder");
}

}  // namespace evenlight
