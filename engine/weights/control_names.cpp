#include "engine/weights/control_names.h"

#include <algorithm>
#include <string_view>

#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

using names::take;
using names::take_index;

constexpr std::string_view original_prefix = "control_model.";

bool any_starts(const std::vector<std::string>& keys, std::string_view prefix) {
  return std::ranges::any_of(keys, [&](const std::string& key) { return key.starts_with(prefix); });
}

std::string_view without_prefix(std::string_view key) {
  take(key, original_prefix);
  return key;
}

// The picture's convolutions: each second module of a sequence, the first and the last by name.
std::optional<std::string> hint_name(std::string_view rest) {
  const auto module = take_index(rest);
  constexpr size_t last = 14;
  if (!module || *module % 2 != 0 || *module > last) return std::nullopt;
  const std::string end(rest);
  if (*module == 0) return "controlnet_cond_embedding.conv_in." + end;
  if (*module == last) return "controlnet_cond_embedding.conv_out." + end;
  return "controlnet_cond_embedding.blocks." + std::to_string(*module / 2 - 1) + "." + end;
}

std::optional<std::string> original_controlnet_name(std::string_view key, size_t layers) {
  if (take(key, "input_hint_block.")) return hint_name(key);
  if (take(key, "middle_block_out.0.")) return "controlnet_mid_block." + std::string(key);
  if (take(key, "zero_convs.")) {
    const auto block = take_index(key);
    if (!block || !take(key, "0.")) return std::nullopt;
    return "controlnet_down_blocks." + std::to_string(*block) + "." + std::string(key);
  }
  return names::ldm_unet_name(key, layers);
}

// The levels' blocks in one list, two for each.
std::optional<std::string> original_adapter_name(std::string_view key) {
  if (key.starts_with("conv_in.")) return std::string(key);
  if (!take(key, "body.")) return std::nullopt;
  const auto block = take_index(key);
  if (!block) return std::nullopt;
  const std::string level = "body." + std::to_string(*block / 2) + ".";
  if (key.starts_with("in_conv.")) return level + std::string(key);
  return level + "resnets." + std::to_string(*block % 2) + "." + std::string(key);
}

template <class Name>
NameMap map_each(const std::vector<std::string>& keys, const Name& name_of) {
  NameMap map;
  for (const std::string& key : keys) {
    if (const std::optional<std::string> name = name_of(without_prefix(key))) {
      map.weights.push_back({"control." + *name, key, Fixup::none});
    } else {
      map.unknown.push_back(key);
    }
  }
  return map;
}

}  // namespace

std::optional<ControlKind> control_kind(const std::vector<std::string>& keys) {
  for (const std::string_view start :
       {"controlnet_cond_embedding.", "input_hint_block.", "control_model.input_hint_block."}) {
    if (any_starts(keys, start)) return ControlKind::controlnet;
  }
  for (const std::string_view start : {"adapter.body.0.", "body.0.block1."}) {
    if (any_starts(keys, start)) return ControlKind::t2i_adapter;
  }
  return std::nullopt;
}

NameMap map_control_names(ControlKind kind, const std::vector<std::string>& keys) {
  if (kind == ControlKind::t2i_adapter) {
    return map_each(keys, [](std::string_view key) -> std::optional<std::string> {
      if (take(key, "adapter.")) return std::string(key);
      return original_adapter_name(key);
    });
  }
  if (any_starts(keys, "controlnet_cond_embedding.")) {
    return map_each(
        keys, [](std::string_view key) -> std::optional<std::string> { return std::string(key); });
  }
  std::vector<std::string_view> bare;
  for (const std::string& key : keys) bare.push_back(without_prefix(key));
  const size_t layers = names::ldm_unet_layers(bare);
  return map_each(keys,
                  [&](std::string_view key) { return original_controlnet_name(key, layers); });
}

}  // namespace evenlight
