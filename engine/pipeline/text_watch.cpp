#include "engine/pipeline/text_watch.h"

#include <fmt/format.h>

#include "engine/models/unet.h"

namespace evenlight {

TextWatch::TextWatch(const PreparedRecipe& prepared, std::vector<const ModelConfigs*> networks,
                     int images)
    : prepared_(prepared),
      networks_(std::move(networks)),
      images_(images),
      tokens_(int64_t(prepared.chunks()) * networks_.front()->text.max_positions) {}

PlaneSize TextWatch::size_at(size_t network, int64_t level) const {
  const int64_t scale = networks_[network]->vae.scale();
  return {side_at(prepared_.recipe.width / scale, level),
          side_at(prepared_.recipe.height / scale, level)};
}

std::map<std::string, std::vector<float>> TextWatch::inputs(size_t network) const {
  std::map<std::string, std::vector<float>> inputs;
  for (const TextStage& stage : text_stages(networks_[network]->unet)) {
    const int64_t columns = stage.columns(tokens_);
    std::vector<float> values(size_t(tokens_ * columns));
    for (int64_t t = 0; t < tokens_; ++t) {
      for (int64_t head = 0; head < stage.heads; ++head) {
        values[size_t(t * columns + stage.column(t, head))] = 1.0f;
      }
    }
    inputs[fmt::format("tokens_{}", stage.index)] = std::move(values);
  }
  return inputs;
}

void TextWatch::add(const Group& group, Executable& unet) {
  const size_t network = prepared_.uses[group[0]].network;
  for (const TextStage& stage : text_stages(networks_[network]->unet)) {
    const PlaneSize size = size_at(network, stage.level);
    const int64_t places = size.width * size.height, columns = stage.columns(tokens_);
    std::vector<float> heat(group.size() * size_t(images_ * places * columns));
    unet.read(fmt::format("heat_{}", stage.index), heat);
    for (size_t n = 0; n < group.size() * size_t(images_); ++n) {
      const size_t condition = group[n / size_t(images_)];
      if (prepared_.uses[condition].side != Side::positive) continue;
      Sums& sums = sums_[{condition, int(n % size_t(images_))}];
      sums.count += double(stage.heads * stage.layers);
      std::vector<double>& level = sums.levels[stage.level];
      level.resize(size_t(places * tokens_));
      const float* own = heat.data() + n * size_t(places * columns);
      for (int64_t p = 0; p < places; ++p) {
        for (int64_t t = 0; t < tokens_; ++t) {
          double sum = 0;
          for (int64_t head = 0; head < stage.heads; ++head) {
            sum += double(own[p * columns + stage.column(t, head)]);
          }
          level[size_t(p * tokens_ + t)] += sum;
        }
      }
    }
  }
}

std::vector<float> TextWatch::heat_of(size_t condition, int image) const {
  const auto found = sums_.find({condition, image});
  if (found == sums_.end()) return {};
  const size_t network = prepared_.uses[condition].network;
  const PlaneSize whole = size_at(network, 0);
  std::vector<float> heat(size_t(whole.width * whole.height * tokens_));
  for (const auto& [level, sums] : found->second.levels) {
    std::vector<float> mean;
    for (const double sum : sums) mean.push_back(float(sum / found->second.count));
    const std::vector<float> large =
        resampled(mean, size_at(network, level), whole, tokens_, *find_filter("bilinear"));
    for (size_t i = 0; i < heat.size(); ++i) heat[i] += large[i];
  }
  return heat;
}

}  // namespace evenlight
