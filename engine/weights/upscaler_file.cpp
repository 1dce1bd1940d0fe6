#include "engine/weights/upscaler_file.h"

#include <algorithm>
#include <set>

#include "engine/base/input_error.h"
#include "engine/weights/name_parts.h"

namespace evenlight {
namespace {

using names::Prefix;
using names::replace;
using names::take;
using names::take_index;

// BSRGAN's and first ESRGAN's names.
constexpr Prefix trunk[] = {
    {"RRDB_trunk.", "body."},     {"trunk_conv.", "conv_body."}, {"upconv1.", "conv_up1."},
    {"upconv2.", "conv_up2."},    {"HRconv.", "conv_hr."},       {"conv_first.", "conv_first."},
    {"conv_last.", "conv_last."},
};

// What training programs put around it.
constexpr std::string_view wrappers[] = {"params_ema.", "params.", "state_dict.", "generator.",
                                         "module."};

std::string_view unwrapped(std::string_view key) {
  for (const std::string_view wrapper : wrappers) take(key, wrapper);
  return key;
}

// "RDB1." → "rdb1."
std::string lower_dense(std::string name) {
  const size_t at = name.find(".RDB");
  if (at != std::string::npos)
    std::transform(name.begin() + ptrdiff_t(at) + 1, name.begin() + ptrdiff_t(at) + 4,
                   name.begin() + ptrdiff_t(at) + 1, [](char c) { return char(c - 'A' + 'a'); });
  return name;
}

// "conv1.0.weight" → "conv1.weight", in a sequence of one.
std::string without_sequence(std::string name) {
  const size_t at = name.find(".0.", name.find(".conv"));
  if (at != std::string::npos) name.erase(at, 2);
  return name;
}

// The modules of an old file that have weights, by number: first, (trunk,) each doubling's, two.
std::set<size_t> numbered_modules(const std::vector<std::string>& keys) {
  std::set<size_t> found;
  for (const std::string& whole : keys) {
    std::string_view key = unwrapped(whole);
    if (!take(key, "model.")) continue;
    const auto module = take_index(key);
    if (module && *module > 1) found.insert(*module);
  }
  return found;
}

std::optional<std::string> numbered_name(std::string_view key, const std::set<size_t>& modules) {
  const auto module = take_index(key);
  if (!module) return std::nullopt;
  const std::string end(key);
  if (*module == 0) return "conv_first." + end;
  if (*module == 1) {
    if (!take(key, "sub.")) return std::nullopt;
    const auto block = take_index(key);
    if (!block) return std::nullopt;
    if (!key.starts_with("RDB")) return "conv_body." + std::string(key);
    return without_sequence(lower_dense("body." + std::to_string(*block) + "." + std::string(key)));
  }
  const auto place = size_t(std::distance(modules.begin(), modules.find(*module)));
  if (place + 1 == modules.size()) return "conv_last." + end;
  if (place + 2 == modules.size()) return "conv_hr." + end;
  return "conv_up" + std::to_string(place + 1) + "." + end;
}

std::optional<std::string> plain_name(std::string_view key) {
  if (auto name = replace(key, trunk)) return lower_dense(*name);
  for (const std::string_view start : {"body.", "conv_body.", "conv_up", "conv_hr."}) {
    if (key.starts_with(start)) return std::string(key);
  }
  return std::nullopt;
}

NameMap map_names(const std::vector<std::string>& keys) {
  const std::set<size_t> modules = numbered_modules(keys);
  NameMap map;
  for (const std::string& whole : keys) {
    std::string_view key = unwrapped(whole);
    const bool numbered = take(key, "model.");
    const auto name = numbered ? numbered_name(key, modules) : plain_name(key);
    if (name) {
      map.weights.push_back({"upscaler." + *name, whole, Fixup::none});
    } else {
      map.unknown.push_back(whole);
    }
  }
  return map;
}

int64_t extent(const WeightIndex& index, const std::string& name, size_t axis) {
  const auto at = index.find("upscaler." + name);
  return at == index.end() || at->second.shape.rank() != 4 ? 0 : at->second.shape[axis];
}

int64_t count(const WeightIndex& index, const std::string& before, const std::string& after,
              int64_t first) {
  int64_t n = 0;
  while (index.contains("upscaler." + before + std::to_string(first + n) + after)) ++n;
  return n;
}

RrdbConfig config_of(const WeightIndex& index, const std::string& path) {
  RrdbConfig config;
  const int64_t in = extent(index, "conv_first.weight", 1);
  config.shuffle = in == 12 ? 2 : in == 48 ? 4 : 1;
  config.channels = extent(index, "conv_first.weight", 0);
  config.growth = extent(index, "body.0.rdb1.conv1.weight", 0);
  config.blocks = count(index, "body.", ".rdb1.conv1.weight", 0);
  config.doublings = count(index, "conv_up", ".weight", 1);
  const bool known = in == 3 * config.shuffle * config.shuffle && config.channels > 0 &&
                     config.channels <= 1024 && config.growth > 0 && config.growth <= 1024 &&
                     config.blocks > 0 && config.blocks <= 100 && config.doublings <= 4 &&
                     config.scale() >= 1 && extent(index, "conv_last.weight", 0) == 3;
  if (!known) {
    throw InputError(say<"{0}: is no upscaler that is known here; ESRGAN, Real-ESRGAN and BSRGAN "
                         "files of RRDB networks for RGB pictures are">(path));
  }
  return config;
}

}  // namespace

UpscalerFile open_upscaler(const std::filesystem::path& path) {
  UpscalerFile file;
  file.weights = open_network(path, map_names);
  file.config = config_of(file.weights->index(), path.string());
  return file;
}

}  // namespace evenlight
