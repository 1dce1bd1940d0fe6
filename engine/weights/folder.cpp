#include "engine/weights/folder.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/json_config.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

struct KnownPart {
  std::string_view name;
  const char* stem;         // of its weight files
  const char* pickle_stem;  // of the older ones
};

constexpr KnownPart known_parts[] = {
    {"text_encoder", "model", "pytorch_model"},
    {"text_encoder_2", "model", "pytorch_model"},
    {"unet", "diffusion_pytorch_model", "diffusion_pytorch_model"},
    {"vae", "diffusion_pytorch_model", "diffusion_pytorch_model"},
};

// Whole precision first: half-precision variants are the fallback.
constexpr const char* variants[] = {"", ".fp16", ".bf16"};

// The shards that an index lists, each once, in order of name.
std::vector<fs::path> shards(const fs::path& index) {
  const JsonConfig config(index);
  if (!config.has("weight_map") || !config.json()["weight_map"].is_object()) {
    config.fail("weight_map", say<"an object from weight to file name">());
  }
  std::set<std::string> names;
  for (const auto& [weight, file] : config.json()["weight_map"].items()) {
    if (!file.is_string()) config.fail("weight_map", say<"an object from weight to file name">());
    names.insert(file.get<std::string>());
  }
  if (names.empty()) config.fail("weight_map", say<"an object that lists at least one weight">());
  std::vector<fs::path> files;
  for (const std::string& name : names) {
    // Only plain names: an index must not make us open files elsewhere.
    if (name.empty() || name.find('/') != std::string::npos || name == "." || name == ".." ||
        name.find('\0') != std::string::npos) {
      throw Error(ErrorKind::input,
                  say<"{0}: lists the file {1}, which is not a plain name in the same folder">(
                      index.string(), in_quotes(name)));
    }
    files.push_back(index.parent_path() / name);
  }
  return files;
}

// One file, the shards of an index, or nothing.
std::vector<fs::path> files_called(const fs::path& folder, const std::string& stem,
                                   const std::string& suffix) {
  for (const char* variant : variants) {
    const fs::path whole = folder / (stem + variant + suffix);
    if (is_there(whole)) return {whole};
    const fs::path index = folder / (stem + suffix + ".index" + variant + ".json");
    if (is_there(index)) return shards(index);
  }
  return {};
}

// Safetensors first, in any variant.
std::vector<fs::path> files_of(const fs::path& folder, const KnownPart& part) {
  auto files = files_called(folder, part.stem, ".safetensors");
  if (files.empty()) files = files_called(folder, part.pickle_stem, ".bin");
  if (!files.empty()) return files;
  throw Error(ErrorKind::input, say<"{0}: holds no weights; download {1}.safetensors into it">(
                                    folder.string(), part.stem));
}

}  // namespace

bool is_there(const fs::path& path) {
  std::error_code unknown;
  const bool there = fs::exists(path, unknown);
  if (!unknown) return there;
  throw Error(ErrorKind::input,
              say<"{0}: cannot be examined: {1}">(path.string(), unknown.message()));
}

std::vector<FolderPart> list_folder_parts(const fs::path& folder, const ModelParts& lent) {
  std::vector<FolderPart> parts;
  for (const KnownPart& part : known_parts) {
    const fs::path path = folder / part.name;
    const bool is_lent = !lent.of(part.name).empty();
    if (!is_lent && is_there(path)) parts.push_back({std::string(part.name), files_of(path, part)});
  }
  return parts;
}

std::vector<fs::path> list_part_files(const fs::path& folder, std::string_view part) {
  const auto known = std::ranges::find(known_parts, part, &KnownPart::name);
  EVENLIGHT_CHECK(known != std::end(known_parts), "a part of a model");
  return files_of(folder, *known);
}

}  // namespace evenlight
