// Pictures as prompts (IP-Adapter): a picture becomes tokens that the UNet reads beside the text's,
// by attention of their own.
#pragma once

#include <memory>

#include "engine/pipeline/image.h"
#include "engine/weights/ip_adapter_file.h"

namespace evenlight {

struct IpAdapter {
  IpAdapterFile file;
  VisionFile encoder;
  std::shared_ptr<const Image> picture;  // of any size
  double weight = 1.0;
  double start = 0.0, end = 1.0;  // shares of the steps
};

}  // namespace evenlight
