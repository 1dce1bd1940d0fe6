// Tags that AUTOMATIC1111's grammar takes out of a prompt to load another network
// (modules/extra_networks.py, re_extra_net; extensions-builtin/Lora/extra_networks_lora.py).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

inline constexpr double max_lora_weight = 10.0;  // in either direction

// <lora:NAME>, <lora:NAME:0.8>, <lora:NAME:TEXT:UNET>, also as te=0.5 and unet=0.8; <lyco:…> is the
// same.
struct LoraTag {
  std::string name;
  double weight = 1.0;       // of the UNet
  double text_weight = 1.0;  // of the text encoders
};

// In their order. Throws Error(usage) for a tag without a name, with what is no number or beyond
// ±10, and for networks that are not supported (hypernetworks).
std::vector<LoraTag> lora_tags(std::string_view prompt);

// The prompt without them. Throws as lora_tags.
std::string without_lora_tags(std::string_view prompt);

// The prompt without those of that name.
std::string without_lora_tag(std::string_view prompt, std::string_view name);

}  // namespace evenlight
