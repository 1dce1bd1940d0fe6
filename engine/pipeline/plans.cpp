#include "engine/pipeline/plans.h"

#include "engine/graph/fuse.h"
#include "engine/models/clip_text.h"
#include "engine/models/clip_vision.h"
#include "engine/models/ip_projection.h"
#include "engine/models/t2i_adapter.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/tiles.h"

namespace evenlight {

Plan plan_text(const Recipe& recipe, const TextConfig& text, DType storage) {
  const auto rows = added_rows(recipe.embeddings);
  return make_plan(fuse(trace_clip_text(text, 1, recipe.clip_skip, rows)), storage);
}

Plan plan_unet(const Recipe& recipe, const ModelConfigs& configs, int64_t batch, int64_t tokens,
               DType storage, const Group& group) {
  const int64_t scale = configs.vae.scale();
  const UnetSize size = {batch, recipe.height / scale, recipe.width / scale, tokens};
  UnetChanges changes;
  if (group.perturbation == Perturbation::identity) {
    changes.middle = UnetChanges::Middle::identity;
  }
  if (group.perturbation == Perturbation::mean_query) {
    changes.middle = UnetChanges::Middle::mean_query;
  }
  if (const std::vector<double>& f = recipe.freeu; !f.empty()) {
    changes.freeu = FreeU{{f[0], f[1]}, {f[2], f[3]}};
  }
  for (const size_t index : group.controls) {
    const Control& control = recipe.controls[index];
    if (control.file.kind == ControlKind::t2i_adapter) {
      changes.adapters.push_back(int64_t(index));
    } else {
      changes.controls.push_back(
          {int64_t(index), controlnet_config(control.file, configs.unet), control.weight});
    }
  }
  for (const size_t index : group.ip_adapters) {
    const IpAdapter& adapter = recipe.ip_adapters[index];
    const IpAdapterConfig config = ip_adapter_config(adapter.file, configs.unet, adapter.encoder);
    changes.ip_adapters.push_back({int64_t(index), config.tokens, adapter.weight});
  }
  changes.masked_text = has_masked_text(recipe);
  changes.watched_text = recipe.word_maps;
  return make_plan(fuse(trace_unet(configs.unet, size, changes)), storage);
}

Plan plan_adapter_level(const Recipe& recipe, const ModelConfigs& configs, size_t control,
                        int64_t level, DType storage) {
  const AdapterConfig config = adapter_config(recipe.controls[control].file, configs.unet);
  AdapterLevelShape shape{.level = level,
                          .height = recipe.height / configs.vae.scale(),
                          .width = recipe.width / configs.vae.scale(),
                          .channels = config.channels[size_t(level)],
                          .widens = config.widens[size_t(level)]};
  for (int64_t i = 0; i < level; ++i) {
    shape.height = (shape.height + 1) / 2, shape.width = (shape.width + 1) / 2;
  }
  if (level > 0) shape.in_channels = config.channels[size_t(level) - 1];
  return make_plan(fuse(trace_adapter_level(shape)), storage);
}

std::map<std::string, std::vector<float>> unet_constants(const Recipe& recipe,
                                                         const ModelConfigs& configs) {
  if (recipe.freeu.empty()) return {};
  const int64_t scale = configs.vae.scale();
  return freeu_inputs(recipe.height / scale, recipe.width / scale,
                      int64_t(configs.unet.levels.size()));
}

Plan plan_picture_encoder(const IpAdapter& adapter, DType storage) {
  const VisionOutput output =
      adapter.file.kind == IpAdapterKind::plain ? VisionOutput::projected : VisionOutput::tokens;
  return make_plan(fuse(trace_clip_vision(adapter.encoder.config, output)), storage);
}

Plan plan_picture_projection(const IpAdapter& adapter, const UnetConfig& unet, DType storage) {
  return make_plan(
      fuse(trace_ip_projection(ip_adapter_config(adapter.file, unet, adapter.encoder))), storage);
}

Plan plan_decoder(const Recipe& recipe, const ModelConfigs& configs, DType storage) {
  const TileGrid grid = tile_grid(recipe, configs.vae);
  return make_plan(fuse(trace_vae_decoder(configs.vae, 1, grid.rows.length, grid.columns.length)),
                   storage);
}

Plan plan_encoder(const Recipe& recipe, const ModelConfigs& configs, DType storage) {
  return make_plan(fuse(trace_vae_encoder(configs.vae, 1, recipe.height, recipe.width)), storage);
}

}  // namespace evenlight
