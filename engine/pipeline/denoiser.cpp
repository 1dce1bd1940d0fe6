#include "engine/pipeline/denoiser.h"

#include <utility>

#include "engine/pipeline/layout.h"

namespace evenlight {

Denoiser::Denoiser(Setup setup) : setup_(std::move(setup)) {
  for (const Condition& condition : setup_.conditions) uses_.push_back(condition.use);
  for (const auto& [group, unet] : setup_.unets) set_context(group, *unet);
}

void Denoiser::set_context(const Group& group, Executable& unet) const {
  std::vector<float> contexts, vectors;
  for (const size_t index : group) {
    const Condition& condition = setup_.conditions[index];
    for (int i = 0; i < setup_.images; ++i) {
      contexts.insert(contexts.end(), condition.text.context.begin(), condition.text.context.end());
      vectors.insert(vectors.end(), condition.vector.begin(), condition.vector.end());
    }
  }
  unet.write("context", std::span<const float>(contexts));
  if (!vectors.empty()) unet.write("vector", std::span<const float>(vectors));
  unet.prepare(setup_.poll);
}

std::vector<float> Denoiser::evaluate(const Group& group, std::span<const float> x,
                                      double timestep) const {
  const size_t size = setup_.image_size, batch = group.size() * size_t(setup_.images);
  std::vector<float> pixels(batch * size);
  for (size_t n = 0; n < batch; ++n) {
    const size_t image = n % size_t(setup_.images);
    channels_last(x.subspan(image * size, size), setup_.channels,
                  std::span(pixels).subspan(n * size, size));
  }
  Executable& unet = *setup_.unets.at(group);
  unet.write("latent", std::span<const float>(pixels));
  unet.write("timestep", std::span<const float>(std::vector<float>(batch, float(timestep))));
  unet.run(setup_.poll);
  unet.read("noise", pixels);
  std::vector<float> output(pixels.size());
  for (size_t at = 0; at < output.size(); at += size) {
    channels_first(std::span<const float>(pixels).subspan(at, size), setup_.channels,
                   std::span(output).subspan(at, size));
  }
  return output;
}

std::vector<ConditionOutput> Denoiser::outputs_of(Side side, const Group& group,
                                                  std::span<const float> outputs) const {
  const size_t size = outputs.size() / group.size();
  std::vector<ConditionOutput> found;
  for (size_t i = 0; i < group.size(); ++i) {
    const ConditionUse& use = uses_[group[i]];
    if (use.side == side) found.push_back({&use, outputs.subspan(i * size, size)});
  }
  return found;
}

void Denoiser::predict(std::span<const float> x, const samplers::NoiseLevel& level,
                       std::span<float> x0) {
  const Group group = group_at(setup_.sampling.plan, setup_.guidance, uses_, level);
  const std::vector<float> outputs = evaluate(group, x, level.timestep);
  const auto against = outputs_of(Side::negative, group, outputs);
  std::vector<float> negative;
  if (!against.empty()) negative = composed(against, {});
  const std::vector<float> positive =
      composed(outputs_of(Side::positive, group, outputs), negative);
  std::vector<float> output(x.size());
  guide(setup_.guidance, {positive, negative, setup_.image_size}, output);
  for (size_t i = 0; i < x.size(); ++i) {
    const double value = setup_.sampling.prediction == Prediction::v
                             ? level.alpha * x[i] - level.sigma * output[i]
                             : (x[i] - level.sigma * output[i]) / level.alpha;
    x0[i] = float(value);
  }
}

}  // namespace evenlight
