// Networks beside the UNet that a picture steers: ControlNets, traced into one graph with it, and
// T2I adapters, whose features are made once a picture and added on the way down.
#pragma once

#include <memory>
#include <vector>

#include "engine/pipeline/image.h"
#include "engine/weights/control_file.h"

namespace evenlight {

struct Control {
  ControlFile file;
  std::shared_ptr<const Image> picture;  // of the recipe's size, as the network sees it
  double weight = 1.0;
  double start = 0.0, end = 1.0;  // shares of the steps
};

// What a T2I adapter reads: a picture in blocks of 8×8 pixels, each one place of 192 channels,
// [H/8,W/8,192]; torch's pixel_unshuffle.
std::vector<float> unshuffled(const Image& picture);

// [height,width,channels] at half the size: the mean of 2×2 places, at an odd edge of those that
// there are (torch's AvgPool2d with ceil_mode).
std::vector<float> halved(const std::vector<float>& feature, int64_t height, int64_t width,
                          int64_t channels);

}  // namespace evenlight
