#include "app/common/library/shelf_folders.h"

#include <algorithm>
#include <sstream>

#include "app/common/library/assets.h"
#include "app/common/library/extra_model_paths.h"
#include "engine/base/error.h"
#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kind_names[] = {"model",      "lora",     "embedding",    "vae",
                                           "controlnet", "upscaler", "text-encoder", "unet"};

struct Row {
  std::string_view folder;
  ShelfKind kind;
};
// A1111's and Forge's names, ComfyUI's (folder_paths.py), ours.
constexpr Row rows[] = {
    {"Stable-diffusion", ShelfKind::model},
    {"checkpoints", ShelfKind::model},
    {"Lora", ShelfKind::lora},
    {"LyCORIS", ShelfKind::lora},
    {"loras", ShelfKind::lora},
    {"embeddings", ShelfKind::embedding},
    {"VAE", ShelfKind::vae},
    {"vae", ShelfKind::vae},
    {"VAE-approx", ShelfKind::vae},
    {"vae_approx", ShelfKind::vae},
    {"ControlNet", ShelfKind::controlnet},
    {"controlnet", ShelfKind::controlnet},
    {"t2i_adapter", ShelfKind::controlnet},
    {"controls", ShelfKind::controlnet},
    {"ESRGAN", ShelfKind::upscaler},
    {"RealESRGAN", ShelfKind::upscaler},
    {"upscale_models", ShelfKind::upscaler},
    {"upscalers", ShelfKind::upscaler},
    {"text_encoder", ShelfKind::text_encoder},
    {"text_encoders", ShelfKind::text_encoder},
    {"clip", ShelfKind::text_encoder},
    {"unet", ShelfKind::unet},
    {"diffusion_models", ShelfKind::unet},
};

constexpr const char* yaml_name = "extra_model_paths.yaml";
constexpr size_t max_list_bytes = size_t(1) << 16;

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

void add(std::vector<ShelfFolder>& folders, ShelfKind kind, const fs::path& path) {
  if (!is_folder(path)) return;
  std::error_code error;
  const auto is_same = [&](const ShelfFolder& known) {
    return known.kind == kind && fs::equivalent(known.path, path, error);
  };
  if (std::ranges::none_of(folders, is_same)) folders.push_back({kind, path});
}

void add_all(std::vector<ShelfFolder>& folders, const std::vector<ShelfFolder>& more) {
  for (const ShelfFolder& one : more) add(folders, one.kind, one.path);
}

// One folder a line, relative ones to the list's own.
std::vector<fs::path> listed_places(const fs::path& list) {
  std::vector<fs::path> places;
  std::error_code error;
  if (!fs::exists(list, error)) return places;
  std::istringstream lines(read_small_file(list, max_list_bytes));
  for (std::string line; std::getline(lines, line);) {
    const auto text = trimmed(line);
    if (!text.empty() && text.front() != '#') places.push_back(list.parent_path() / text);
  }
  return places;
}

}  // namespace

std::span<const std::string_view> shelf_kind_names() {
  return kind_names;
}

std::string_view name_of(ShelfKind kind) {
  return kind_names[size_t(kind)];
}

std::optional<ShelfKind> find_shelf_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name);
  if (found == std::end(kind_names)) return std::nullopt;
  return ShelfKind(found - std::begin(kind_names));
}

std::optional<ShelfKind> kind_of_folder(std::string_view folder_name) {
  const auto row = std::ranges::find(rows, folder_name, &Row::folder);
  return row == std::end(rows) ? std::nullopt : std::optional(row->kind);
}

std::vector<ShelfFolder> folders_of_place(const fs::path& place) {
  if (!is_folder(place)) {
    return place.extension() == ".yaml" ? read_extra_model_paths(place)
                                        : std::vector<ShelfFolder>{};
  }
  std::vector<ShelfFolder> folders;
  const fs::path last = place.has_filename() ? place.filename() : place.parent_path().filename();
  if (const auto kind = kind_of_folder(last.string())) add(folders, *kind, place);
  for (const fs::path& parent : {place, place / "models"}) {
    for (const Row& row : rows) add(folders, row.kind, parent / row.folder);
  }
  std::error_code error;
  if (fs::exists(place / yaml_name, error)) {
    add_all(folders, read_extra_model_paths(place / yaml_name));
  }
  return folders;
}

std::vector<ShelfFolder> usual_shelf_folders() {
  std::vector<ShelfFolder> folders;
  const fs::path own = data_folder();
  if (own.empty()) return folders;
  add(folders, ShelfKind::model, own / "models");
  add_all(folders, folders_of_place(own));
  for (const fs::path& place : listed_places(own / "model_folders.txt")) {
    add_all(folders, folders_of_place(place));
  }
  return folders;
}

std::vector<fs::path> usual_folders_of(ShelfKind kind) {
  std::vector<fs::path> paths;
  for (const ShelfFolder& folder : usual_shelf_folders()) {
    if (folder.kind == kind) paths.push_back(folder.path);
  }
  return paths;
}

}  // namespace evenlight
