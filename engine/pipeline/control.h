// Networks beside the UNet that a picture steers: ControlNets, traced into one graph with it, and
// T2I adapters, whose features are made once a picture and added on the way down.
#pragma once

#include <memory>
#include <vector>

#include "engine/pipeline/image.h"
#include "engine/tensor/weight_source.h"
#include "engine/weights/control_file.h"

namespace evenlight {

struct Control {
  ControlFile file;
  std::shared_ptr<const Image> picture;  // of the recipe's size, as the network sees it
  double weight = 1.0;
  double start = 0.0, end = 1.0;  // shares of the steps
};

// Whether it counts at step `step` of `steps`, as in huggingface/diffusers:
// pipelines/controlnet/pipeline_controlnet.py controlnet_keep.
bool counts_at(const Control& control, int step, int steps);

// A model's weights, and those of its ControlNets as "control_0.…", "control_1.…".
class WeightsWithControls : public WeightSource {
 public:
  // Both must outlive this.
  WeightsWithControls(const WeightSource& model, const std::vector<Control>& controls)
      : model_(model), controls_(controls) {}
  HostWeight get(const std::string& name, const Shape& shape) const override;
  void release(const HostWeight& weight) const override;
  std::string content_key(const std::string& name) const override;

 private:
  struct Place {
    const WeightSource* source;
    std::string name;  // there
  };
  Place place_of(const std::string& name) const;

  const WeightSource& model_;
  const std::vector<Control>& controls_;
};

// What a T2I adapter reads: a picture in blocks of 8×8 pixels, each one place of 192 channels,
// [H/8,W/8,192]; torch's pixel_unshuffle.
std::vector<float> unshuffled(const Image& picture);

// [height,width,channels] at half the size: the mean of 2×2 places, at an odd edge of those that
// there are (torch's AvgPool2d with ceil_mode).
std::vector<float> halved(const std::vector<float>& feature, int64_t height, int64_t width,
                          int64_t channels);

}  // namespace evenlight
