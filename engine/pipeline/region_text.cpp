#include "engine/pipeline/region_text.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/models/unet.h"
#include "engine/pipeline/control.h"
#include "engine/pipeline/region.h"

namespace evenlight {
namespace {

using Masks = std::vector<std::vector<float>>;

// [h·w,tokens]: a row for each place, each chunk's share for all of its tokens.
std::vector<float> heed_of(const Masks& chunk_masks, size_t places, size_t tokens_of_chunk) {
  std::vector<float> heed;
  heed.reserve(places * chunk_masks.size() * tokens_of_chunk);
  for (size_t p = 0; p < places; ++p) {
    for (const std::vector<float>& mask : chunk_masks) {
      const float share = mask.empty() ? 1.0f : mask[p];
      const float bias = share > 0 ? std::log(share) : -std::numeric_limits<float>::infinity();
      heed.insert(heed.end(), tokens_of_chunk, bias);
    }
  }
  return heed;
}

}  // namespace

void join_region_prompts(PreparedRecipe& prepared, int64_t scale,
                         const std::function<Chunks(const std::string& prompt)>& read) {
  const std::vector<RegionPrompt>& regions = prepared.recipe.regions;
  const RegionShares shares = region_shares(regions, scale);
  std::vector<Chunks> texts;
  for (const RegionPrompt& region : regions) texts.push_back(read(region.prompt));
  prepared.chunk_masks.resize(prepared.prompts.size());
  for (size_t i = 0; i < prepared.prompts.size(); ++i) {
    Chunks& chunks = prepared.prompts[i];
    Masks& masks = prepared.chunk_masks[i];
    const bool positive = prepared.uses[i].side == Side::positive;
    masks.assign(chunks.size(), positive ? shares.background : std::vector<float>());
    for (size_t r = 0; positive && r < regions.size(); ++r) {
      chunks.insert(chunks.end(), texts[r].begin(), texts[r].end());
      masks.insert(masks.end(), texts[r].size(), shares.regions[r]);
    }
  }
}

void hide_padding(PreparedRecipe& prepared, int64_t scale) {
  const Recipe& recipe = prepared.recipe;
  const size_t places = size_t(recipe.width / scale * (recipe.height / scale));
  for (size_t i = 0; i < prepared.chunk_masks.size(); ++i) {
    prepared.chunk_masks[i].resize(prepared.prompts[i].size(), std::vector<float>(places));
  }
}

void add_heed(const PreparedRecipe& prepared, size_t network, const ModelConfigs& configs,
              std::vector<Condition>& conditions) {
  const int64_t scale = configs.vae.scale();
  for (size_t i = 0; i < conditions.size(); ++i) {
    if (prepared.uses[i].network != network) continue;
    Masks masks = prepared.chunk_masks[i];
    int64_t height = prepared.recipe.height / scale, width = prepared.recipe.width / scale;
    int64_t level = 0;
    for (const TextStage& stage : text_stages(configs.unet)) {
      for (; level < stage.level; ++level) {
        for (std::vector<float>& mask : masks) {
          if (!mask.empty()) mask = halved(mask, height, width, 1);
        }
        height = (height + 1) / 2, width = (width + 1) / 2;
      }
      conditions[i].inputs[fmt::format("heed_{}", level)] =
          heed_of(masks, size_t(height * width), size_t(configs.text.max_positions));
    }
  }
}

}  // namespace evenlight
