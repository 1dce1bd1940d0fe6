#include "engine/pipeline/control_inputs.h"

#include <fmt/format.h>

#include "engine/pipeline/checks.h"

namespace evenlight {
namespace {

ControlInputs of_controlnet(const Control& control, size_t index) {
  std::vector<float> pixels;
  for (const uint8_t byte : control.picture->rgb) pixels.push_back(float(byte) / 255.0f);
  return {true, {{fmt::format("hint_{}", index), std::move(pixels)}}};
}

ControlInputs of_adapter(const Recipe& recipe, size_t index, Parts& parts, const Poll& poll) {
  const Control& control = recipe.controls[index];
  const UnetConfig& unet = parts.configs().unet;
  int64_t height = recipe.height / parts.configs().vae.scale();
  int64_t width = recipe.width / parts.configs().vae.scale();
  std::vector<float> feature = unshuffled(*control.picture);
  ControlInputs inputs;
  const std::vector<Executable*> levels = parts.adapter_levels(index);
  for (size_t i = 0; i < levels.size(); ++i) {
    if (i > 0) {
      feature = halved(feature, height, width, unet.levels[i - 1].channels);
      height = (height + 1) / 2, width = (width + 1) / 2;
    }
    levels[i]->write("x", std::span<const float>(feature));
    levels[i]->run(poll);
    feature.resize(size_t(height * width * unet.levels[i].channels));
    levels[i]->read("feature", feature);
    check_finite(feature, say<"picture's feature">());
    std::vector<float> weighted = feature;
    for (float& v : weighted) v *= float(control.weight);
    inputs.values[fmt::format("adapter_{}_{}", index, i)] = std::move(weighted);
  }
  return inputs;
}

}  // namespace

std::vector<ControlInputs> control_inputs(const Recipe& recipe, Parts& parts, const Poll& poll) {
  std::vector<ControlInputs> inputs;
  for (size_t i = 0; i < recipe.controls.size(); ++i) {
    const bool adapter = recipe.controls[i].file.kind == ControlKind::t2i_adapter;
    inputs.push_back(adapter ? of_adapter(recipe, i, parts, poll)
                             : of_controlnet(recipe.controls[i], i));
  }
  return inputs;
}

}  // namespace evenlight
