#include "engine/pipeline/estimate.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/graph/stats.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"
#include "engine/pipeline/tiles.h"
#include "engine/pipeline/unet_slots.h"

namespace evenlight {
namespace {

constexpr int max_images = 4096;

uint64_t weight_bytes(const Plan& plan, const ModelWeights& model, const DeviceInfo& device) {
  uint64_t bytes = stats_of(plan.graph).parameters * size_of(plan.storage);
  if (!device.keeps_f16 || plan.storage != DType::f32) return bytes;
  for (const WeightPart& part : matrix_census(plan.graph)) {
    const auto stored = model.index().find(part.name);
    if (stored == model.index().end() || stored->second.entry->dtype() != DType::f16) continue;
    bytes -= uint64_t(part.shape.count()) * (size_of(DType::f32) - size_of(DType::f16));
  }
  return bytes;
}

// What works at the same time: one network's text encoders, the VAE's encoder, one network's UNet
// for every group of conditions, the decoder.
struct Turn {
  uint64_t weights = 0, arena = 0, kept = 0;
};

class Reckoning {
 public:
  Reckoning(const PreparedRecipe& prepared, int images, const DeviceInfo& device, DType precision)
      : prepared_(prepared), images_(images), device_(device), precision_(precision) {}

  void add_network(const ModelWeights& model, size_t network) {
    const PartPrecisions storage = part_precisions(precision_, model.configs());
    add_texts(model, network, storage.text);
    add_unets(model, network, storage.unet);
  }

  void add_pictures(const ModelWeights& model) {
    const DType storage = part_precisions(precision_, model.configs()).text;
    for (const IpAdapter& adapter : prepared_.recipe.ip_adapters) {
      const Plan encoder = plan_picture_encoder(adapter, storage);
      const Plan projection = plan_picture_projection(adapter, model.configs().unet, storage);
      add_turn(encoder, *adapter.encoder.weights);
      add_turn(projection, *adapter.file.weights);
      turns_[turns_.size() - 2].weights += turns_.back().weights;  // they work in one turn
      turns_.back().weights = 0;
      constexpr double pictures = 2;  // the other is empty
      total.flops_total += pictures * double(stats_of(encoder.graph).flops());
    }
  }

  void add_vae(const ModelWeights& model) {
    const DType storage = part_precisions(precision_, model.configs()).vae;
    const Recipe& recipe = prepared_.recipe;
    const Plan decoder = plan_decoder(recipe, model.configs(), storage);
    add_turn(decoder, model);
    const TileGrid grid = tile_grid(recipe, model.configs().vae);
    const size_t tiles = grid.rows.starts.size() * grid.columns.starts.size();
    total.flops_decode = double(stats_of(decoder.graph).flops()) * double(tiles) * images_;
    total.flops_total += total.flops_decode;
    if (!needs_encoder(recipe, model.configs())) return;
    const Plan encoder = plan_encoder(recipe, model.configs(), storage);
    add_turn(encoder, model);
    total.flops_total += double(stats_of(encoder.graph).flops());
  }

  Estimate finish() {
    uint64_t arena = 0;
    for (const Turn& turn : turns_) {
      total.weight_bytes += turn.weights;
      total.activation_bytes += turn.kept;
      arena = std::max(arena, turn.arena);
      total.in_turns_bytes = std::max(total.in_turns_bytes, turn.weights + turn.arena + turn.kept);
    }
    total.activation_bytes += arena;
    return total;
  }

  Estimate total;

 private:
  static size_t beside(const Group& group) {
    return group.controls.size() + group.ip_adapters.size();
  }

  void add_turn(const Plan& plan, const ModelWeights& model) {
    turns_.push_back({weight_bytes(plan, model, device_), plan.arena_bytes, plan.kept_bytes});
  }

  void add_texts(const ModelWeights& model, size_t network, DType storage) {
    const auto uses = std::ranges::count(prepared_.uses, network, &ConditionUse::network);
    Turn turn;
    for (const TextConfig* text : model.configs().text_encoders()) {
      const Plan plan = plan_text(prepared_.recipe, *text, storage);
      turn.weights += weight_bytes(plan, model, device_);
      turn.arena = std::max(turn.arena, plan.arena_bytes);
      turn.kept += plan.kept_bytes;
      total.flops_text +=
          double(stats_of(plan.graph).flops()) * double(uses) * double(prepared_.chunks());
    }
    turns_.push_back(turn);
  }

  void add_unets(const ModelWeights& model, size_t network, DType storage) {
    const std::vector<Group> order = evaluation_order(
        prepared_.sampling, prepared_.guidance, prepared_.uses, steering_of(prepared_.recipe));
    const auto slots = unet_slots(order, prepared_.uses);
    std::map<std::string, size_t> unets;  // and their conditions
    Group fullest;                        // with most of the networks beside the UNet
    size_t largest = 1, asked = 0;        // conditions at once; conditions in all steps together
    for (const Group& group : order) {
      if (prepared_.uses[group[0]].network != network) continue;
      unets.emplace(slots.at(group), group.size());
      largest = std::max(largest, group.size());
      if (beside(group) > beside(fullest)) fullest = group;
      asked += group.size();
    }
    const int64_t batch = images_ * int64_t(largest);
    const int64_t tokens = int64_t(prepared_.chunks()) * model.configs().text.max_positions;
    const Plan plan = plan_unet(prepared_.recipe, model.configs(), batch, tokens, storage, fullest);
    Turn turn{weight_bytes(plan, model, device_), plan.arena_bytes, 0};
    for (const auto& [name, conditions] : unets) {  // each keeps what depends on its prompts
      turn.kept += plan.kept_bytes * conditions / largest;
    }
    turns_.push_back(turn);
    const GraphStats stats = stats_of(plan.graph);
    if (network == 0) total.flops_step = double(stats.flops_per_step);
    total.flops_total += double(stats.flops_per_prompt) + double(stats.flops_per_step) /
                                                              double(batch) * double(images_) *
                                                              double(asked);
  }

  const PreparedRecipe& prepared_;
  int images_;
  const DeviceInfo& device_;
  DType precision_;
  std::vector<Turn> turns_;
};

}  // namespace

Estimate estimate(const PreparedRecipe& prepared, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  if (images < 1 || images > max_images) {
    throw Error(ErrorKind::usage,
                say<"a batch of {0} pictures: give a number from 1 to {1}">(images, max_images));
  }
  Reckoning reckoning(prepared, images, device, precision);
  reckoning.add_network(model, 0);
  if (prepared.recipe.refiner) reckoning.add_network(*prepared.recipe.refiner, 1);
  reckoning.add_pictures(model);
  reckoning.add_vae(model);
  reckoning.total.flops_total += reckoning.total.flops_text;
  return reckoning.finish();
}

uint64_t decode_bytes(const Recipe& recipe, const ModelWeights& model, const DeviceInfo& device,
                      DType precision) {
  const DType storage = part_precisions(precision, model.configs()).vae;
  const Plan plan = plan_decoder(recipe, model.configs(), storage);
  return weight_bytes(plan, model, device) + plan.arena_bytes + plan.kept_bytes;
}

Estimate estimate(const Recipe& recipe, const ModelWeights& model, int images,
                  const DeviceInfo& device, DType precision) {
  return estimate(prepare_without_prompts(recipe, model.configs()), model, images, device,
                  precision);
}

}  // namespace evenlight
