// Small scanners and the per-part rules behind ldm_names.h.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/weights/ldm_names.h"

namespace evenlight::names {

// A rule "what begins with `from` begins with `to` instead".
struct Prefix {
  std::string_view from;
  std::string_view to;
};

// Removes `prefix` from the front; false, and nothing changed, if it is not there.
inline bool take(std::string_view& rest, std::string_view prefix) {
  if (!rest.starts_with(prefix)) return false;
  rest.remove_prefix(prefix.size());
  return true;
}

// Removes "12." from the front. No index above 9999 is taken for one.
inline std::optional<size_t> take_index(std::string_view& rest) {
  const size_t dot = rest.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot > 4) return std::nullopt;
  size_t index = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + dot, index);
  if (error != std::errc() || end != rest.data() + dot) return std::nullopt;
  rest.remove_prefix(dot + 1);
  return index;
}

// The first rule that fits, applied; nothing if none does.
inline std::optional<std::string> replace(std::string_view name, std::span<const Prefix> rules) {
  for (const Prefix& rule : rules) {
    std::string_view rest = name;
    if (take(rest, rule.from)) return std::string(rule.to) + std::string(rest);
  }
  return std::nullopt;
}

// What follows is given without the part's prefix and answered without one.

// `layers`: resnets of a level on the way down, from ldm_unet_layers over the UNet's keys.
size_t ldm_unet_layers(const std::vector<std::string_view>& keys);
std::optional<std::string> ldm_unet_name(std::string_view key, size_t layers);

// `levels`: resolutions of the decoder, from ldm_vae_levels over the VAE's keys.
size_t ldm_vae_levels(const std::vector<std::string_view>& keys);
std::optional<std::string> ldm_vae_name(std::string_view key, size_t levels);
std::string folder_vae_name(std::string_view key);

// Text towers: several canonical tensors for a fused one, none for what is kept aside.
struct TextName {
  std::string name;
  Fixup fixup = Fixup::none;
};
enum class TextProjection { aside, weight };  // SD2 does not use it, SDXL does
std::optional<std::vector<TextName>> clip_text_name(std::string_view key);
std::optional<std::vector<TextName>> open_clip_text_name(std::string_view key, TextProjection use);

}  // namespace evenlight::names
