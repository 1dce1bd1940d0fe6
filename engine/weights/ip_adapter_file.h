#pragma once

#include <filesystem>
#include <memory>

#include "engine/config/ip_adapter_config.h"
#include "engine/weights/model_files.h"
#include "engine/weights/vision_file.h"

namespace evenlight {

// Its weights are named "ip.image_proj.…" and "ip.ip_adapter.…".
struct IpAdapterFile {
  IpAdapterKind kind = IpAdapterKind::plain;
  std::shared_ptr<const ModelWeights> weights;
};

// A .safetensors or .bin file. Throws Error(input) for what is none, for one that needs a network
// that recognises faces, and for what is malformed.
IpAdapterFile open_ip_adapter(const std::filesystem::path& path);

// Throws Error(input) if it does not fit the UNet or the picture encoder.
IpAdapterConfig ip_adapter_config(const IpAdapterFile& file, const UnetConfig& unet,
                                  const VisionFile& encoder);

}  // namespace evenlight
