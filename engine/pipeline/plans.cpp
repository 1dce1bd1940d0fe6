#include "engine/pipeline/plans.h"

#include "engine/graph/fuse.h"
#include "engine/models/clip_text.h"
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
               DType storage, Perturbation perturbation) {
  const int64_t scale = configs.vae.scale();
  const UnetSize size = {batch, recipe.height / scale, recipe.width / scale, tokens};
  UnetChanges changes;
  if (perturbation == Perturbation::identity) changes.middle = UnetChanges::Middle::identity;
  if (perturbation == Perturbation::mean_query) changes.middle = UnetChanges::Middle::mean_query;
  if (const std::vector<double>& f = recipe.freeu; !f.empty()) {
    changes.freeu = FreeU{{f[0], f[1]}, {f[2], f[3]}};
  }
  return make_plan(fuse(trace_unet(configs.unet, size, changes)), storage);
}

std::map<std::string, std::vector<float>> unet_constants(const Recipe& recipe,
                                                         const ModelConfigs& configs) {
  if (recipe.freeu.empty()) return {};
  const int64_t scale = configs.vae.scale();
  return freeu_inputs(recipe.height / scale, recipe.width / scale,
                      int64_t(configs.unet.levels.size()));
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
