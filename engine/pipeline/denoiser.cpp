#include "engine/pipeline/denoiser.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/pipeline/layout.h"

namespace evenlight {

Denoiser::Denoiser(Setup setup) : setup_(std::move(setup)) {
  for (const Condition& condition : setup_.conditions) uses_.push_back(condition.use);
}

Executable& Denoiser::unet_for(const Group& group) {
  const size_t network = uses_[group[0]].network;
  if (network_ != network) {
    unets_ = setup_.unets(network);
    network_ = network;
    holds_.clear();
  }
  Executable& unet = *unets_.at(group);
  const auto held = holds_.find(&unet);
  if (held == holds_.end() || held->second != group) {
    set_context(group, unet);
    holds_[&unet] = group;
  }
  return unet;
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
  const size_t network = uses_[group[0]].network;
  if (network < setup_.constants.size()) {
    for (const auto& [name, values] : setup_.constants[network]) {
      unet.write(name, std::span<const float>(values));
    }
  }
  set_inputs(group, unet);
  set_controls(group, unet);
  unet.prepare(setup_.poll);
}

void Denoiser::set_inputs(const Group& group, Executable& unet) const {
  std::map<std::string, std::vector<float>> inputs;
  const auto add = [&](const std::string& name, const std::vector<float>& values) {
    std::vector<float>& all = inputs[name];
    for (int i = 0; i < setup_.images; ++i) all.insert(all.end(), values.begin(), values.end());
  };
  for (const size_t index : group) {
    const Condition& condition = setup_.conditions[index];
    for (const auto& [name, values] : condition.inputs) add(name, values);
    for (const size_t adapter : group.ip_adapters) {
      const PictureTokens& tokens = setup_.picture_tokens[adapter];
      const bool seen = condition.use.side == Side::positive;
      add("ip_tokens_" + std::to_string(adapter), seen ? tokens.picture : tokens.nothing);
    }
  }
  for (const auto& [name, values] : inputs) unet.write(name, std::span<const float>(values));
}

void Denoiser::set_controls(const Group& group, Executable& unet) const {
  for (const size_t index : group.controls) {
    const ControlInputs& control = setup_.control_inputs[index];
    const size_t copies = control.for_each_image ? group.size() * size_t(setup_.images) : 1;
    for (const auto& [name, values] : control.values) {
      std::vector<float> all;
      for (size_t i = 0; i < copies; ++i) all.insert(all.end(), values.begin(), values.end());
      unet.write(name, std::span<const float>(all));
    }
  }
}

void Denoiser::show(std::span<const float> latent, size_t condition, std::span<float> out) const {
  if (setup_.beside.empty()) return channels_last(latent, setup_.channels, out);
  const size_t channels = size_t(setup_.channels), positions = latent.size() / channels;
  const size_t more = setup_.beside.size() / positions;
  const bool blind = uses_[condition].side == Side::blind;
  for (size_t p = 0; p < positions; ++p) {
    float* pixel = &out[p * (channels + more)];
    for (size_t c = 0; c < channels; ++c) pixel[c] = latent[c * positions + p];
    for (size_t c = 0; c < more; ++c) pixel[channels + c] = blind ? 0 : setup_.beside[p * more + c];
  }
}

std::vector<float> Denoiser::evaluate(const Group& group, std::span<const float> x,
                                      double timestep) {
  const size_t size = setup_.image_size, batch = group.size() * size_t(setup_.images);
  const size_t shown = size + setup_.beside.size();
  std::vector<float> input(batch * shown);
  for (size_t n = 0; n < batch; ++n) {
    const size_t image = n % size_t(setup_.images);
    show(x.subspan(image * size, size), group[n / size_t(setup_.images)],
         std::span(input).subspan(n * shown, shown));
  }
  Executable& unet = unet_for(group);
  unet.write("latent", std::span<const float>(input));
  unet.write("timestep", std::span<const float>(std::vector<float>(batch, float(timestep))));
  unet.run(setup_.poll);
  std::vector<float> pixels(batch * size);
  unet.read("noise", pixels);
  if (setup_.watch) setup_.watch(group, unet);
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

std::vector<float> Denoiser::together(Side side, const Group& group, std::span<const float> outputs,
                                      std::span<const float> rest) const {
  const std::vector<ConditionOutput> found = outputs_of(side, group, outputs);
  return found.empty() ? std::vector<float>() : composed(found, rest);
}

void Denoiser::predict(std::span<const float> x, const samplers::NoiseLevel& level,
                       std::span<float> x0) {
  const bool v = setup_.sampling.prediction == Prediction::v;
  Predictions predictions{.image_size = setup_.image_size,
                          .channels = setup_.channels,
                          .x = x,
                          .of_x = v ? level.alpha : 1.0 / level.alpha,
                          .of_output = v ? -level.sigma : -level.sigma / level.alpha,
                          .memory = &memory_};
  const auto groups =
      groups_at(setup_.sampling.plan, setup_.guidance, uses_, setup_.steering, level);
  const std::vector<float> outputs = evaluate(groups.front(), x, level.timestep);
  const std::vector<float> empty = together(Side::empty, groups.front(), outputs, {});
  const std::vector<float> blind = together(Side::blind, groups.front(), outputs, {});
  const std::vector<float> negative = together(Side::negative, groups.front(), outputs, {});
  const std::vector<float> positive = together(Side::positive, groups.front(), outputs, negative);
  predictions.empty = empty, predictions.blind = blind;
  predictions.negative = negative, predictions.positive = positive;
  std::map<Perturbation, std::vector<float>> perturbed;
  for (size_t i = 1; i < groups.size(); ++i) {
    const std::vector<float> other = evaluate(groups[i], x, level.timestep);
    perturbed[groups[i].perturbation] = together(Side::positive, groups[i], other, negative);
  }
  predictions.identity = perturbed[Perturbation::identity];
  predictions.mean_query = perturbed[Perturbation::mean_query];
  std::vector<float> output(x.size());
  guide(setup_.guidance, predictions, output);
  const auto clean = [&](std::span<const float> of, std::span<float> out) {
    for (size_t i = 0; i < x.size(); ++i) {
      out[i] = float(v ? level.alpha * x[i] - level.sigma * of[i]
                       : (x[i] - level.sigma * of[i]) / level.alpha);
    }
  };
  clean(output, x0);
  if (!setup_.guidance.asks_unguided) return;
  unguided_.resize(x.size());
  clean(negative.empty() ? std::span<const float>(output) : negative, unguided_);
}

void Denoiser::unguided(std::span<float> x0) const {
  std::ranges::copy(unguided_, x0.begin());
}

}  // namespace evenlight
