#include "engine/pipeline/parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <deque>
#include <set>

#include "engine/graph/polled_weights.h"
#include "engine/lora/weights_with_loras.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/side_networks.h"
#include "engine/pipeline/unet_slots.h"

namespace evenlight {
namespace {

std::string text_name(const TextConfig& text, size_t network) {
  return fmt::format("{} of network {}", text.part, network);
}

std::string adapter_name(size_t control, size_t level) {
  return fmt::format("adapter {} level {}", control, level);
}

std::string picture_encoder_name(size_t adapter) {
  return fmt::format("picture encoder {}", adapter);
}

std::string picture_projection_name(size_t adapter) {
  return fmt::format("picture projection {}", adapter);
}

// What of the recipe's networks beside the UNet decides the graph.
std::string weights_of(const Recipe& recipe, const Group& group) {
  std::string text;
  for (const size_t index : group.controls) {
    text += fmt::format("{} ", recipe.controls[index].weight);
  }
  for (const size_t index : group.ip_adapters) {
    const IpAdapter& adapter = recipe.ip_adapters[index];
    text += fmt::format("{} of {} ", adapter.weight, adapter.encoder.config.tokens());
  }
  return text;
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
  for (size_t k = 0; k < recipe.controls.size(); ++k) {
    if (recipe.controls[k].file.kind != ControlKind::t2i_adapter) continue;
    for (size_t i = 0; i < model.unet.levels.size(); ++i) {
      parts.push_back({{Turn::adapter, k},
                       {adapter_name(k, i), size,
                        [&recipe, &model, k, i, storage] {
                          return plan_adapter_level(recipe, model, k, int64_t(i), storage(0).unet);
                        }},
                       recipe.controls[k].file.weights.get()});
    }
  }
  add_pictures(parts, storage(0).text);
  const DType vae = storage(0).vae;
  if (needs_encoder(recipe, model)) {
    parts.push_back({{Turn::encoder},
                     {"encoder", size, [&, vae] { return plan_encoder(recipe, model, vae); }}});
  }
  parts.push_back({{Turn::decoder},
                   {"decoder", fmt::format("{} tile {}", size, recipe.vae_tile),
                    [&, vae] { return plan_decoder(recipe, model, vae); }}});
  const int64_t tokens = int64_t(prepared_->chunks()) * model.text.max_positions;
  std::set<std::string> named;
  for (const auto& [group, name] : slots_) {
    if (!named.insert(name).second) continue;  // the same graph
    const size_t network = prepared_->uses[group[0]].network;
    const int64_t batch = images_ * int64_t(group.size());
    parts.push_back(
        {{Turn::unet, network},
         {name,
          fmt::format("{} batch {} tokens {} network {} freeu {} controls {} masked {} watched {}",
                      size, batch, tokens, network, fmt::join(recipe.freeu, ":"),
                      weights_of(recipe, group), has_masked_text(recipe), recipe.word_maps),
          [&recipe, &other = configs(network), &group = group, batch, tokens, storage, network] {
            return plan_unet(recipe, other, batch, tokens, storage(network).unet, group);
          }}});
  }
  return parts;
}

// What makes tokens of the recipe's picture prompts.
void Parts::add_pictures(std::vector<TurnPart>& parts, DType storage) const {
  const Recipe& recipe = prepared_->recipe;
  const UnetConfig& unet = configs().unet;
  for (size_t i = 0; i < recipe.ip_adapters.size(); ++i) {
    const IpAdapter& adapter = recipe.ip_adapters[i];
    const std::string key =
        fmt::format("{} of {}", int(adapter.file.kind), adapter.encoder.config.tokens());
    parts.push_back({{Turn::picture, i},
                     {picture_encoder_name(i), key,
                      [&adapter, storage] { return plan_picture_encoder(adapter, storage); }},
                     adapter.encoder.weights.get()});
    parts.push_back(
        {{Turn::picture, i},
         {picture_projection_name(i), key,
          [&adapter, &unet, storage] { return plan_picture_projection(adapter, unet, storage); }},
         adapter.file.weights.get()});
  }
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
  std::vector<WeightsWithNetworks> with_networks;
  with_networks.reserve(sources.size());
  for (size_t network = 0; network < sources.size(); ++network) {
    const bool first = network == 0;
    with_networks.emplace_back(
        sources[network], first ? side_networks(prepared_->recipe) : std::vector<SideNetwork>());
  }
  std::vector<PolledWeights> polled;
  for (const auto& source : with_networks) polled.emplace_back(source, poll_);
  std::deque<PolledWeights> own;  // nothing moves
  std::vector<WantedPart> parts;
  for (TurnPart& one : wanted()) {
    if (turn && one.turn != *turn) continue;
    one.part.weights = one.own ? &own.emplace_back(*one.own, poll_) : &polled[one.turn.network];
    parts.push_back(std::move(one.part));
  }
  cache_.provide(parts, polled.front(), turn ? PartCache::Room::first : PartCache::Room::later);
}

void Parts::make_ready(const PreparedRecipe& prepared, int images, const Poll& poll) {
  prepared_.emplace(prepared);
  images_ = images;
  poll_ = poll;
  const auto order = evaluation_order(prepared.sampling, prepared.guidance, prepared.uses,
                                      steering_of(prepared.recipe));
  slots_ = unet_slots(order, prepared.uses);
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
  for (const auto& [group, name] : slots_) {
    if (prepared_->uses[group[0]].network == network) unets[group] = &cache_.at(name);
  }
  return unets;
}

std::vector<Executable*> Parts::adapter_levels(size_t control) {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::adapter, control});
  std::vector<Executable*> levels;
  for (size_t i = 0; i < configs().unet.levels.size(); ++i) {
    levels.push_back(&cache_.at(adapter_name(control, i)));
  }
  return levels;
}

Executable& Parts::picture_encoder(size_t adapter) {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::picture, adapter});
  return cache_.at(picture_encoder_name(adapter));
}

Executable& Parts::picture_projection(size_t adapter) {
  if (residency_ == Residency::in_turns) provide(Turn{Turn::picture, adapter});
  return cache_.at(picture_projection_name(adapter));
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
