#include "engine/weights/part_file.h"

#include <algorithm>
#include <set>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/folder.h"
#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Keys = std::vector<std::string>;

constexpr std::string_view unet_prefix = "model.diffusion_model.";
constexpr std::string_view vae_prefix = "first_stage_model.";

// How a part's names begin in a file, and what they lack to be those of a whole original one, or
// that they are diffusers' names.
struct Style {
  std::string_view part;
  std::string_view sign;    // what some key begins with
  std::string_view prefix;  // to put before each
  bool diffusers;
};
constexpr Style styles[] = {
    {"unet", unet_prefix, "", false},           {"unet", "input_blocks.", unet_prefix, false},
    {"unet", "down_blocks.", "", true},         {"vae", vae_prefix, "", false},
    {"vae", "decoder.mid.", vae_prefix, false}, {"vae", "decoder.mid_block.", "", true},
    {"vae", "decoder.layers.", "", true},
};

bool any_begins(const Keys& keys, std::string_view sign) {
  return std::ranges::any_of(keys, [&](const std::string& key) { return key.starts_with(sign); });
}

NameMap only(std::string_view part, NameMap map) {
  const std::string prefix = std::string(part) + ".";
  std::erase_if(map.weights, [&](const MappedName& one) { return !one.name.starts_with(prefix); });
  return map;
}

// The names as an original file has them, which are then mapped as those are.
NameMap map_with_prefix(const Style& style, const Keys& keys) {
  Keys whole;
  for (const std::string& key : keys) whole.push_back(std::string(style.prefix) + key);
  NameMap map = map_ldm_names(whole);
  for (MappedName& one : map.weights) one.source.erase(0, style.prefix.size());
  return map;
}

// madebyollin/taesd:taesd.py: "12.conv.0.weight" is module 12 of a sequence. The decoder's has a
// clamp at 0, which diffusers' does not count; the encoder begins with a convolution.
NameMap map_taesd_names(const Keys& keys) {
  const bool encoder = any_begins(keys, "0.");
  NameMap map;
  for (const std::string& key : keys) {
    std::string_view rest = key;
    const auto index = names::take_index(rest);
    if (!index || (!encoder && *index == 0)) {
      map.unknown.push_back(key);
      continue;
    }
    const std::string list = encoder ? "vae.encoder.layers." : "vae.decoder.layers.";
    const size_t module = encoder ? *index : *index - 1;
    map.weights.push_back({list + std::to_string(module) + "." + std::string(rest), key});
  }
  return map;
}

// Files that ComfyUI and others pass around: CLIP-L and OpenCLIP-G alone, or both in one file.
constexpr std::string_view text_prefixes[] = {"text_encoders.clip_l.transformer.",
                                              "text_encoders.clip_g.transformer.",
                                              "text_encoders.clip_h.transformer.",
                                              "text_encoder.",
                                              "text_encoder_2.",
                                              ""};
constexpr std::string_view second_prefixes[] = {"text_encoders.clip_g.transformer.",
                                                "text_encoder_2."};

// Of the keys below a prefix, in transformers' names.
NameMap map_below(std::string_view part, std::string_view prefix, const Keys& keys) {
  Keys below;
  for (const std::string& key : keys) {
    if (key.starts_with(prefix)) below.push_back(key.substr(prefix.size()));
  }
  NameMap map = map_folder_names(part, below);
  for (MappedName& one : map.weights) one.source.insert(0, prefix);
  return map;
}

// A tower in OpenCLIP's names without a prefix of a whole file's.
NameMap map_open_clip(std::string_view part, const Keys& keys) {
  const bool second = part == "text_encoder_2";
  const std::string prefix = second ? "conditioner.embedders.1.model." : "cond_stage_model.model.";
  Keys whole;
  for (const std::string& key : keys) whole.push_back(prefix + key);
  NameMap map = map_ldm_names(whole);
  for (MappedName& one : map.weights) one.source.erase(0, prefix.size());
  return only(part, std::move(map));
}

// A VAE has an "encoder." too.
bool is_text_tower(const NameMap& map) {
  return std::ranges::any_of(map.weights, [](const MappedName& one) {
    return one.name.ends_with(".text_model.final_layer_norm.weight");
  });
}

NameMap map_text_names(std::string_view part, const Keys& keys) {
  NameMap whole = only(part, map_ldm_names(keys));
  if (is_text_tower(whole)) return whole;
  if (any_begins(keys, "transformer.resblocks.")) return map_open_clip(part, keys);
  for (const std::string_view prefix : text_prefixes) {
    const bool of_second = std::ranges::find(second_prefixes, prefix) != std::end(second_prefixes);
    // Without a prefix the file has one tower, whichever it is asked for.
    if (!prefix.empty() && of_second != (part == "text_encoder_2")) continue;
    NameMap map = map_below(part, prefix, keys);
    if (is_text_tower(map)) return map;
  }
  return {};
}

bool looks_like_taesd(const Keys& keys) {
  return std::ranges::find(keys, "3.conv.0.weight") != keys.end();
}

Keys names_in(const TensorFile& file) {
  Keys names;
  for (const TensorEntry& entry : file.tensors()) names.push_back(entry.name);
  return names;
}

[[noreturn]] void refuse(std::string_view part, const fs::path& path) {
  if (part == "vae") {
    throw Error(ErrorKind::input,
                say<"{0}: holds no VAE (an AutoencoderKL or a TAESD)">(path.string()));
  }
  if (part.starts_with("text_encoder")) {
    throw Error(ErrorKind::input,
                say<"{0}: holds no text encoder (CLIP or OpenCLIP)">(path.string()));
  }
  throw Error(ErrorKind::input, say<"{0}: holds no UNet of Stable Diffusion">(path.string()));
}

}  // namespace

NameMap map_part_names(std::string_view part, const Keys& keys) {
  if (part.starts_with("text_encoder")) return map_text_names(part, keys);
  for (const Style& style : styles) {
    if (style.part != part || !any_begins(keys, style.sign)) continue;
    if (style.diffusers) return map_folder_names(part, keys);
    return only(part, style.prefix.empty() ? map_ldm_names(keys) : map_with_prefix(style, keys));
  }
  return part == "vae" && looks_like_taesd(keys) ? map_taesd_names(keys) : NameMap{};
}

size_t use_averaged_weights(NameMap& map, const Keys& keys) {
  const std::set<std::string> all(keys.begin(), keys.end());
  size_t used = 0;
  for (MappedName& one : map.weights) {
    if (!one.source.starts_with(unet_prefix)) continue;
    // "model.diffusion_model.out.0.bias" is kept as "model_ema.diffusion_modelout0bias".
    std::string name = one.source.substr(std::string_view("model.").size());
    std::erase(name, '.');
    name = "model_ema." + name;
    if (!all.contains(name)) continue;
    one.source = name;
    ++used;
  }
  return used;
}

PartFiles open_part(std::string_view part, const fs::path& path) {
  PartFiles answer;
  std::error_code unreadable;  // then opening it as a file says why
  std::vector<fs::path> paths = {path};
  const bool is_folder = fs::is_directory(path, unreadable);
  if (is_folder) {
    paths = list_part_files(path, part);
    answer.config = path / "config.json";
  }
  bool found = false;
  for (const fs::path& one : paths) {
    answer.files.push_back(std::make_unique<TensorFile>(one));
    const Keys keys = names_in(*answer.files.back());
    answer.names.push_back(is_folder ? map_folder_names(part, keys) : map_part_names(part, keys));
    found |= !answer.names.back().weights.empty();
  }
  if (!found) refuse(part, path);
  return answer;
}

}  // namespace evenlight
